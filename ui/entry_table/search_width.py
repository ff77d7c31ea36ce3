"""How wide a search field is: its placeholder can be read, large text leaves room beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from ui.theme import Theme

ICON_STEPS = 16
NARROWEST_STEPS = 52
WIDEST_STEPS = 72


def fit_search(field: QLineEdit, theme: Theme) -> None:
    """Let the field shrink until its placeholder just fits, at large text a little further."""
    words = field.fontMetrics().horizontalAdvance(field.placeholderText())
    needed = words + theme.space(ICON_STEPS)
    field.setMinimumWidth(min(needed, theme.space(NARROWEST_STEPS)))
    field.setMaximumWidth(theme.space(WIDEST_STEPS))

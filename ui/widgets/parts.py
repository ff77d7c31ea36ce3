"""Labels, buttons, lines and badges in the program's own look."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, SignalInstance
from PySide6.QtGui import QAction, QFont, QFontMetrics
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.icons import icon, icon_pixmap
from ui.theme import Theme
from ui.widgets.flow_layout import FlowLayout

Slot = Callable[..., object] | SignalInstance
"""A bound method marked `@Slot`, or a signal to pass on."""
SHAPES = ("error", "warning", "done", "notice")


def label(words: str = "", look: str = "", *, wraps: bool = False) -> QLabel:
    """A label in plain text, `look` as in the style sheet (`muted`, `error`, `badge`, …)."""
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if look:
        made.setProperty("look", look)
    return made


def heading(theme: Theme, words: str) -> QLabel:
    """The heading of a part of a page."""
    made = label(words)
    made.setFont(theme.heading_font())
    return made


def title(theme: Theme, words: str) -> QLabel:
    """The title of a page, or a large figure."""
    made = label(words)
    made.setFont(theme.title_font())
    return made


class Chip(QPushButton):
    """A button that stays pressed; its words, bold then, have room for that from the start."""

    def sizeHint(self) -> QSize:
        """As wide as the bold words."""
        bold = QFont(self.font())
        bold.setBold(True)
        plain, wide = (QFontMetrics(font) for font in (self.font(), bold))
        words = self.text()
        more = wide.horizontalAdvance(words) - plain.horizontalAdvance(words)
        return super().sizeHint() + QSize(max(more, 0), 0)


def button(words: str, slot: Slot | None = None, look: str = "") -> QPushButton:
    """A button; `look` is empty, `main`, `link`, `figure`, `chip` or `nav`."""
    made = Chip(words) if look == "chip" else QPushButton(words)
    made.setAutoDefault(True)  # Enter presses it, as Space does
    if look:
        made.setProperty("look", look)
    if look in ("link", "figure"):
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    if slot is not None:
        made.clicked.connect(slot)
    return made


def set_look(made: QWidget, look: str) -> None:
    """Give a widget that is there another look of the style sheet."""
    made.setProperty("look", look)
    made.style().unpolish(made)
    made.style().polish(made)


def action_button(action: QAction, look: str = "") -> QPushButton:
    """A button that shows, enables and triggers as its action does; the tip names its key."""
    made = button(action.text(), action.trigger, look)
    made.setEnabled(action.isEnabled())
    keys = action.shortcut().toString()
    made.setToolTip(f"{action.toolTip()} ({keys})" if keys else action.toolTip())
    action.enabledChanged.connect(made.setEnabled)
    return made


def shape(theme: Theme, kind: str) -> QLabel:
    """The shape of a meaning (`SHAPES`); its word stands beside it, so readers skip the picture."""
    made = QLabel()
    role = kind if kind != "notice" else "muted"
    made.setPixmap(icon_pixmap(kind, theme.colour(role), theme.space(4), 2.0))
    made.setFixedWidth(theme.space(4.5))
    return made


def set_icon(made: QPushButton, theme: Theme, name: str, role: str = "text") -> None:
    """Put one of the program's drawings on a button."""
    size = theme.space(4.5)
    made.setIcon(icon(name, theme.colour(role), size, chosen=theme.colour_when_chosen(role)))
    made.setIconSize(QSize(size, size))


def count_badge(theme: Theme, count: int = 0) -> QLabel:
    """How many wait; hidden at none."""
    made = label("", "badge")
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setFixedHeight(theme.space(5))
    show_count(made, count)
    return made


def show_count(badge: QLabel, count: int) -> None:
    """Change a badge's number."""
    badge.setText(f"{count:,}" if count < 100_000 else "99,999+")
    badge.setVisible(count > 0)


def key_hint(keys: str) -> QLabel:
    """A key as printed on the keyboard, beside what it does."""
    return label(keys, "key")


def hairline() -> QFrame:
    """A line between parts."""
    made = QFrame()
    made.setProperty("look", "line")
    return made


def card() -> QFrame:
    """A quiet frame around what belongs together."""
    made = QFrame()
    made.setProperty("look", "card")
    return made


def row(theme: Theme, *widgets: QWidget, gap: float = 2) -> QHBoxLayout:
    """Widgets side by side without margins, `gap` in steps of 4 px."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(theme.space(gap))
    for widget in widgets:
        made.addWidget(widget)
    return made


def flow(theme: Theme, *widgets: QWidget, gap: float = 2) -> FlowLayout:
    """Widgets side by side that break into lines where there is little room."""
    made = FlowLayout(None, theme.space(gap))
    for widget in widgets:
        made.addWidget(widget)
    return made


def spring() -> QWidget:
    """Nothing, that takes what is left of a line."""
    made = QWidget()
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return made


def column(
    theme: Theme, parent: QWidget | None = None, *, gap: float = 2, margin: float = 0
) -> QVBoxLayout:
    """An empty column; `gap` and `margin` in steps of 4 px."""
    made = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    edge = theme.space(margin)
    made.setContentsMargins(edge, edge, edge, edge)
    made.setSpacing(theme.space(gap))
    return made


def clear(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        inner = item.layout()
        if isinstance(inner, QVBoxLayout | QHBoxLayout):
            clear(inner)

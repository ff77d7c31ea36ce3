"""A column that scrolls when it is taller than the page."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.parts import column


def scrolling(theme: Theme) -> tuple[QScrollArea, QVBoxLayout]:
    """The area to add to a page, and the column to fill."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    ground = QWidget()
    ground.setProperty("look", "page")
    ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    lines = column(theme, ground, gap=4)
    lines.setContentsMargins(0, 0, theme.space(2), 0)
    area.setWidget(ground)
    return area, lines


def scroll_to(widget: QWidget) -> None:
    """Bring a part of a scrolling page into sight, with what stands around it."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None and (ground := above.widget()) is not None:
        settle(ground)
        top = widget.mapTo(ground, QPoint(0, 0)).y()
        above.ensureVisible(0, top + widget.height())
        above.ensureVisible(0, top)


def settle(ground: QWidget) -> None:
    """Give parts that were just shown their places, before the next turn of the event loop."""
    layout = ground.layout()
    if layout is not None:
        layout.activate()
        ground.resize(ground.width(), max(layout.sizeHint().height(), ground.height()))

"""The pages at the left, each with a count of what waits there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.progress_views import ProgressView
from ui.changes import Destination
from ui.page_registry import PagePlace, key_digits
from ui.theme import Theme
from ui.widgets.parts import button, column, count_badge, set_icon, show_count
from ui.widgets.scrolling import scroll_to

COMPACT_STEPS = 25
"""Width without words, in steps of 4 px: a picture and, beside it, the longest count."""
GAP_STEPS = 0.5
EDGE_STEPS, COMPACT_EDGE_STEPS = 2, 0.5
"""Around the buttons."""


class Navigation(QFrame):
    """One button a page.

    Signals:
        chosen: a `Destination` without argument.
    """

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, places: tuple[PagePlace, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._places = places
        self.setProperty("look", "navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Pages"))
        self.buttons: dict[str, QPushButton] = {}
        self._badges: dict[str, QLabel] = {}
        self._insides: list[QHBoxLayout] = []
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._choose)
        self._area = QScrollArea()
        column(theme, self, gap=0, margin=0).addWidget(self._area)
        self._fill(theme)
        self.setFixedWidth(self._width())

    def show_page(self, page: str) -> None:
        """Mark the page that is shown."""
        self._group.blockSignals(True)
        self.buttons[page].setChecked(True)
        self._group.blockSignals(False)
        scroll_to(self.buttons[page])

    def set_compact(self, is_compact: bool) -> None:
        """Pictures and counts only, where large text leaves little room for the page."""
        for place in self._places:
            made = self.buttons[place.id]
            made.setText("" if is_compact else _(place.title))
            made.setProperty("compact", is_compact)
            made.style().polish(made)
        for inside in self._insides:
            inside.setContentsMargins(0, 0, self._theme.space(1 if is_compact else EDGE_STEPS), 0)
        self._lines.setSpacing(0 if is_compact else self._theme.space(GAP_STEPS))
        edge = self._theme.space(COMPACT_EDGE_STEPS if is_compact else EDGE_STEPS)
        self._lines.setContentsMargins(edge, edge, edge, edge)
        self.setFixedWidth(self._theme.space(COMPACT_STEPS) if is_compact else self._width())

    @Slot(object)
    def show_counts(self, progress: ProgressView) -> None:
        """Show what waits on each page."""
        for place in self._places:
            count = place.waiting(progress)
            show_count(self._badges[place.id], count)
            name = _(place.title)
            waits = _("{page}, {count} waiting").format(page=name, count=count)
            self.buttons[place.id].setAccessibleName(waits if count else name)

    def _fill(self, theme: Theme) -> None:
        """The buttons; they scroll where large text leaves too little height for them."""
        area = self._area
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = QWidget()
        self._lines = lines = column(theme, ground, gap=GAP_STEPS, margin=EDGE_STEPS)
        digits = key_digits(self._places)
        for number, place in enumerate(self._places):
            if place.id == "settings":
                lines.addStretch(1)
            lines.addWidget(self._add(place, number, digits.get(place.id, "")))
        area.setWidget(ground)
        area.viewport().setAutoFillBackground(False)
        ground.setAutoFillBackground(False)

    def _add(self, place: PagePlace, number: int, digit: str) -> QPushButton:
        made = button(_(place.title), None, "nav")
        made.setCheckable(True)
        made.setAutoExclusive(True)  # told to screen readers as one of several
        made.setToolTip(f"{_(place.title)} (Ctrl+{digit})" if digit else _(place.title))
        made.setAccessibleName(_(place.title))
        set_icon(made, self._theme, place.picture or place.id)
        self._group.addButton(made, number)
        badge = count_badge(self._theme)
        inside = QHBoxLayout(made)
        inside.setContentsMargins(0, 0, self._theme.space(EDGE_STEPS), 0)
        self._insides.append(inside)
        inside.addStretch(1)
        inside.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self.buttons[place.id], self._badges[place.id] = made, badge
        return made

    def _width(self) -> int:
        metrics = self._theme.font(is_bold=True)
        self.setFont(metrics)
        widest = max(self.fontMetrics().horizontalAdvance(_(p.title)) for p in self._places)
        return widest + self._theme.space(31)

    @Slot(int, bool)
    def _choose(self, number: int, is_checked: bool) -> None:
        """By mouse and keys, and by a screen reader, which turns a button without a click."""
        if is_checked:
            self.chosen.emit(Destination(self._places[number].id))

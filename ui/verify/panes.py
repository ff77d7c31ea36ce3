"""The panes side by side; where they stand is remembered."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui.settings import Settings
from ui.theme import Theme

WIDE_STEPS = 230
NARROWEST_STEPS, LOWEST_STEPS = 110, 50
WIDE_SHARES = (35, 43, 22)
"""In 10 px: the queue shows names, counts and states whole, the form takes what is left."""
NARROW_SHARES = (36, 64)
QUEUE_SHARES = (650, 350)
"""Of the queue and the evidence below it."""
_PAGE = "verify"


class Panes(QSplitter):
    """Queue | form | evidence; where there is little room the evidence goes below the queue.

    Signals:
        turned: whether there is little room now (bool as object).
    """

    turned = Signal(object)
    _enough_px = 0
    _is_narrow = False
    """Of the class too: Qt may still resize what Python is letting go of."""

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        panes: tuple[QWidget, QWidget, QWidget],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        queue, self._form, self._evidence = panes
        self._enough_px = theme.space(WIDE_STEPS)
        self._narrow_px = theme.space(NARROWEST_STEPS)
        self._lowest_px = theme.space(LOWEST_STEPS)
        self._settings = settings
        self._is_narrow = False
        self._left = QSplitter(Qt.Orientation.Vertical)
        self._left.addWidget(queue)
        for widget in (self._left, self._form, self._evidence):
            self.addWidget(widget)
        for splitter in (self, self._left):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(theme.space(2))
            splitter.setStyleSheet("QSplitter::handle { background: transparent; }")
        self.splitterMoved.connect(self._remember)
        self._restore()

    def show_work(self, is_shown: bool) -> None:
        """With an empty queue there is no form and no evidence."""
        self._form.setVisible(is_shown)
        self._evidence.setVisible(is_shown)

    def favour_evidence(self, *, is_favoured: bool) -> None:
        """Below the queue the evidence is low; while it is read it has most of the height."""
        self._left.setSizes([*reversed(QUEUE_SHARES)] if is_favoured else [*QUEUE_SHARES])

    def minimumSizeHint(self) -> QSize:
        """What is needed after turning, so that a small window can get there."""
        return QSize(self._narrow_px, self._lowest_px)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the evidence below the queue, or back to the side."""
        super().resizeEvent(event)
        is_narrow = self.width() < self._enough_px
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            (self._left if is_narrow else self).addWidget(self._evidence)
            self._restore()
            self.turned.emit(is_narrow)

    @Slot()
    def _remember(self) -> None:
        sizes = ",".join(str(size) for size in self.sizes())
        self._settings.keep_choice(_PAGE, self._name(), sizes)

    def _restore(self) -> None:
        kept = _sizes(self._settings.choice(_PAGE, self._name()))
        shares = NARROW_SHARES if self._is_narrow else WIDE_SHARES
        self.setSizes(kept if len(kept) == len(shares) else [10 * share for share in shares])
        for index in range(self.count()):
            self.setStretchFactor(index, 1 if self.widget(index) is self._form else 0)
        self.favour_evidence(is_favoured=False)

    def _name(self) -> str:
        return "panes_narrow" if self._is_narrow else "panes_wide"


def _sizes(kept: str) -> list[int]:
    parts = kept.split(",")
    return [int(part) for part in parts] if all(part.isdigit() for part in parts) else []

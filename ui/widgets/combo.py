"""A list to choose one from, that shows what is chosen whatever was put in and when."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QWidget

WIDEST, NARROWEST = 24, 6
"""As many characters as are shown at most, and what is enough where there is little room."""
_FOCUS_PX = 2
"""What the stronger line of the focus takes of the room for words, left and right."""


class Combo(QComboBox):
    """As wide as its widest option, within reason; a longer one ends in dots and has a tip."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def sizeHint(self) -> QSize:
        """All of the widest option, or `WIDEST` characters of it."""
        return self._at_most(super().sizeHint(), WIDEST)

    def minimumSizeHint(self) -> QSize:
        """`NARROWEST` characters."""
        return self._at_most(super().minimumSizeHint(), NARROWEST)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """What is painted: the option in use, with dots where it is cut."""
        super().initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        place = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        whole = option.currentText
        shown = self.fontMetrics().elidedText(
            whole, Qt.TextElideMode.ElideRight, max(place.width() - self._edge_px(), 0)
        )
        option.currentText = shown
        self.setToolTip(whole if shown != whole else "")

    def showPopup(self) -> None:
        """The list is as wide as its options, so that those of one beginning can be told apart."""
        self.view().setMinimumWidth(self.list_px())
        super().showPopup()

    def list_px(self) -> int:
        """How wide a list of the options has to be, in pixels."""
        wanted = self.view().sizeHintForColumn(0) + 4 * self._edge_px()
        return min(wanted, self.window().width())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the page: whoever scrolls by chooses nothing."""
        event.ignore()

    def _at_most(self, hint: QSize, characters: int) -> QSize:
        most = characters * self.fontMetrics().height() * 2 // 3 + 2 * hint.height()
        return QSize(min(hint.width() + self._edge_px() + _FOCUS_PX, most), hint.height())

    def _edge_px(self) -> int:
        return self.fontMetrics().height() // 4

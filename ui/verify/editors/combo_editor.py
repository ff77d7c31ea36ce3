"""A list to choose one of many from; typing the option's code chooses it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.entry_views import ItemView
from ui.verify.editors.answer_editor import AnswerEditor
from ui.verify.editors.gone_choice import no_option_words
from ui.widgets.combo import Combo


class QuietCombo(Combo):
    """Turning the wheel scrolls the form instead of changing an answer unseen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Escape and Delete belong to the field, as in every editor."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Delete)
        if event.key() in keys:
            event.ignore()
        else:
            super().keyPressEvent(event)


class ComboEditor(AnswerEditor):
    """One option of a list; an answer that is no option is shown with its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item: ItemView | None = None
        self.combo = QuietCombo(self)
        self.combo.activated.connect(self._edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.combo, 1)
        self.setFocusProxy(self.combo)

    def show_item(self, item: ItemView) -> None:
        """Show the options and the answer."""
        self._item = item
        self.combo.clear()
        self.combo.addItem(_("(blank)"), None)
        for choice in item.choices:
            self.combo.addItem(f"{choice.code}  {choice.label}", choice.code)
        self._choose(item.value)

    def lock(self, is_locked: bool) -> None:
        """The list is of the answer alone; unlocked it is filled by what is shown next."""
        for index in reversed(range(self.combo.count() if is_locked else 0)):
            if index != self.combo.currentIndex():
                self.combo.removeItem(index)

    def value(self) -> Value | None:
        """The code of the chosen option."""
        code = self.combo.currentData()
        return code if isinstance(code, str) else None

    def put(self, value: Value | None) -> None:
        """Choose an option by its code."""
        self._choose(value)
        self._edit()

    def choose_by_key(self, key: str) -> bool:
        """The digit of an option's code chooses it."""
        index = self.combo.findData(key) if key else -1
        if index > 0:
            self.combo.setCurrentIndex(index)
            self._edit()
        return index > 0

    def set_name(self, name: str) -> None:
        """The list carries the name, as it has the focus."""
        self.combo.setAccessibleName(name)

    def _choose(self, value: Value | None) -> None:
        index = 0 if value is None else self.combo.findData(str(value))
        if index < 0:
            self.combo.addItem(self._no_option(str(value)), str(value))
            index = self.combo.count() - 1
        self.combo.setCurrentIndex(index)

    def _no_option(self, code: str) -> str:
        return code if self._item is None else no_option_words(self._item, code)

    @Slot()
    def _edit(self) -> None:
        self.edited.emit()

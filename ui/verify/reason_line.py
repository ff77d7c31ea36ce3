"""Asks in place why something is changed: a short list, free text, Enter saves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from dsurvey_desktop.domain.texts import N_, Text, _
from dsurvey_desktop.domain.word_lists import labelled
from dsurvey_desktop.usecases.reasons import REASONS
from ui.theme import Theme
from ui.verify.editors.combo_editor import QuietCombo
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.parts import button, column, label

OTHER = N_("Other")


class ReasonLine(QWidget):
    """A reason from the list, free text, or both; `Other` needs the free text.

    Signals:
        given: the reason as it is filed (str).
        given_up: Escape or the button.
    """

    given = Signal(str)
    given_up = Signal()

    def __init__(
        self, theme: Theme, words: str, own: tuple[str, ...] = (), parent: QWidget | None = None
    ) -> None:
        """Make one; `own` are the reasons this office has added."""
        super().__init__(parent)
        self.choice = QuietCombo()
        self.choice.setAccessibleName(words)
        self.choice.setPlaceholderText(_("Why?"))
        for number, reason in enumerate((*REASONS, *own, OTHER), start=1):
            self.choice.addItem(f"{number}  {_(reason)}", reason)
        self.choice.setCurrentIndex(-1)
        self.remark = QLineEdit()
        self.remark.setPlaceholderText(_("In your own words"))
        self.remark.setAccessibleName(_("Reason in your own words"))
        self.remark.setMinimumWidth(theme.space(36))
        self._problem: Text | None = None
        self._wrong = label("", "error", wraps=True)
        self._wrong.hide()
        self.save_button = button(_("Save (Enter)"), self.save, "main")
        line = FlowLayout(None, theme.space(2))
        give_up = button(_("Discard (Esc)"), self.given_up)
        for widget in (self.choice, self.remark, self.save_button, give_up):
            line.addWidget(widget)
        lines = column(theme, self, gap=1)
        lines.addLayout(line)
        lines.addWidget(self._wrong)
        self.setFocusProxy(self.choice)

    def prefer(self, reason: str) -> None:
        """Give a reason beforehand, in words where the list has none of it; empty for none."""
        place = self.choice.findData(reason) if reason else -1
        is_own = bool(reason) and place < 0
        self.choice.setCurrentIndex(self.choice.findData(OTHER) if is_own else place)
        self.remark.setText(_(reason) if is_own else "")
        self._wrong.hide()

    def show_problem(self, problem: Text | None) -> None:
        """Say what is wrong with the new value; nothing is saved until it is put right."""
        self._problem = problem
        self._wrong.setText("" if problem is None else str(problem))
        self._wrong.setVisible(problem is not None)
        self.save_button.setEnabled(problem is None)

    @property
    def chosen(self) -> str:
        """The reason of the list, empty while none is chosen."""
        reason = self.choice.currentData()
        return reason if isinstance(reason, str) else ""

    @property
    def complaint(self) -> str:
        """What is wrong, as shown; empty when nothing is."""
        return "" if self._wrong.isHidden() else self._wrong.text()

    @Slot()
    def save(self) -> None:
        """Give the reason, or say that one is needed."""
        if self._problem is not None:
            return
        remark = self.remark.text().strip()
        if not remark and self.chosen in ("", OTHER):
            self._wrong.setText(_("Please choose a reason, or say why in your own words."))
            self._wrong.show()
            (self.remark if self.chosen else self.choice).setFocus()
            return
        self._wrong.hide()
        chosen = "" if self.chosen in ("", OTHER) else _(self.chosen)
        self.given.emit(labelled(chosen, remark) if chosen and remark else chosen or remark)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves, Escape gives up."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

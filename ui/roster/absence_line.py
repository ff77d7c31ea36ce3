"""Says in place why the chosen person has no entry: reason, proof and day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from dsurvey_desktop.domain.absence import ABSENCE_WORDS, AbsenceReason
from dsurvey_desktop.domain.texts import _
from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.date_field import date_field, day_of
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.parts import button, column, label
from ui.widgets.scrolling import scroll_to

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.list_missing import MissingPerson


@dataclass(frozen=True, slots=True)
class Absence:
    """What the person at the desk says; `reason` None takes a reason away."""

    certificate_no: str
    reason: AbsenceReason | None
    proof: str
    known_on: date


class AbsenceLine(QWidget):
    """Follows the chosen row of the list.

    Signals:
        given: an `Absence`.
    """

    given = Signal(object)

    def __init__(
        self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        """Make one; `today` is asked for the office's day."""
        super().__init__(parent)
        self._today = today
        self._person: MissingPerson | None = None
        self._who = label("", "muted", wraps=True)
        self.reason = Combo()
        self.reason.setAccessibleName(_("Why the person has no entry"))
        for reason, words in ABSENCE_WORDS.items():
            self.reason.addItem(_(words), reason)
        self.proof = QLineEdit()
        self.proof.setPlaceholderText(_("Who or what says so"))
        self.proof.setAccessibleName(_("Who or what says so"))
        self.proof.setMinimumWidth(theme.space(50))
        self.day = date_field(date(2000, 1, 1))
        self.day.setAccessibleName(_("Known since"))
        self.keep = button(_("Keep the reason"), self.give)
        self.clear_button = button(_("Take it away"), self.clear)
        line = FlowLayout(None, theme.space(2))
        for widget in (self.reason, self.proof, self.day, self.keep, self.clear_button):
            line.addWidget(widget)
        lines = column(theme, self, gap=1)
        lines.addWidget(self._who)
        lines.addLayout(line)
        self.show_person(None)

    def show_person(self, person: MissingPerson | None) -> None:
        """Show what is known of somebody; None for nobody."""
        self._person = person
        self.setVisible(person is not None)
        if person is None:
            return
        self._who.setText(_("Why has {name} no entry?").format(name=person.name))
        self.reason.setCurrentIndex(max(0, self.reason.findData(person.reason)))
        self.proof.setText(person.proof)
        day = person.known_on or self._today()
        self.day.setDate(QDate(day.year, day.month, day.day))
        self.clear_button.setVisible(person.reason is not None)

    @Slot()
    def begin(self) -> None:
        """Go to the reason."""
        if self._person is not None:
            self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
            scroll_to(self)

    @Slot()
    def give(self) -> None:
        """Keep what stands here."""
        self._tell(AbsenceReason(self.reason.currentData()))

    @Slot()
    def clear(self) -> None:
        """The reason was wrong."""
        self._tell(None)

    def _tell(self, reason: AbsenceReason | None) -> None:
        if self._person is not None:
            number = self._person.certificate_no
            self.given.emit(Absence(number, reason, self.proof.text(), day_of(self.day)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.give()
        else:
            super().keyPressEvent(event)

"""Who is called: the number, what was answered before, and how the call went."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from dsurvey_desktop.domain.contact import OUTCOME_WORDS, WAY_WORDS, ContactWay
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.masking import mask_phone
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import labelled
from dsurvey_desktop.usecases.entry_views import EntryView
from ui.theme import Theme
from ui.verify.hidden_numbers import shown_number
from ui.verify.quiet_scroll import quiet_scroll
from ui.widgets.combo import Combo
from ui.widgets.date_field import date_field, day_of
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.parts import action_button, clear, column, heading, key_hint, label, row, title

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.confirm_entries import Attempt, ToConfirm


class CallCard(QFrame):
    """Attributes: `way`, `day`, `spoke_with` and `remark`, as they are kept with the attempt.

    The day is today's until the person chooses another, as when a call sheet is entered later; that
    one stays for those who follow.
    """

    def __init__(
        self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        """Make one; `today` is asked for the office's day."""
        super().__init__(parent)
        self._today, self._usual = today, today()
        self._theme = theme
        self.setProperty("look", "card")
        self.person: ToConfirm | None = None
        self._revealed: EntryId | None = None
        self._who = heading(theme, "")
        self._who.setWordWrap(True)
        self._phones = title(theme, "")
        self._phones.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._facts = label("", "muted", wraps=True)
        self.way = Combo()
        self.way.setAccessibleName(_("How the person was asked"))
        for way in ContactWay:
            self.way.addItem(_(WAY_WORDS[way]), way)
        self.day = date_field(self._usual)
        self.day.setAccessibleName(_("Day of the contact"))
        self.spoke_with = _field(_("Who answered, if somebody else"))
        self.remark = _field(_("What has changed, or a remark"))
        inside = QWidget()
        self._answers = column(theme, inside, gap=1)
        self._keys = FlowLayout(None, theme.space(3))
        lines = column(theme, self, gap=2, margin=3)
        for widget in (self._who, self._phones, self._facts):
            lines.addWidget(widget)
        lines.addWidget(quiet_scroll(inside), 1)
        how = FlowLayout(None, theme.space(2))
        self.spoke_with.setMinimumWidth(theme.space(45))
        for field in (self.way, self.day, self.spoke_with):
            how.addWidget(field)
        lines.addLayout(how)
        lines.addWidget(self.remark)
        lines.addLayout(self._keys)

    @property
    def is_revealed(self) -> bool:
        """Whether the numbers of who is shown stand there whole."""
        return self.person is not None and self.person.entry == self._revealed

    @property
    def phones(self) -> str:
        """The numbers as shown."""
        return self._phones.text()

    def use_actions(self, *actions: QAction) -> None:
        """Show what can be done, each with its key."""
        for action in actions:
            pair = QWidget()
            key = key_hint(action.shortcut().toString())
            pair.setLayout(row(self._theme, key, action_button(action), gap=0.5))
            self._keys.addWidget(pair)

    def show_person(self, person: ToConfirm | None) -> None:
        """Show a person, None for nobody; numbers are masked until they are asked for.

        They stay as long as nobody else is shown: whoever is called again is asked for once.
        """
        self.person = person
        if person is not None and person.entry != self._revealed:
            self._revealed = None
        self._follow_today()
        self.spoke_with.clear()
        self.remark.clear()
        clear(self._answers)
        self.setVisible(person is not None)
        if person is None:
            return
        self._who.setText(f"{person.name} · {person.community_name}")
        self._facts.setText("\n".join(_facts(person)))
        self._show_phones()

    def show_answers(self, view: EntryView) -> None:
        """Show what was answered so far; only what the person is asked."""
        clear(self._answers)
        for section in view.sections:
            items = [one for one in section.items if one.is_asked and one.shown]
            if items:
                self._answers.addWidget(label(section.label, "muted"))
            for item in items:
                shown = shown_number(item.name, item.shown, is_revealed=self.is_revealed)
                self._answers.addWidget(label(labelled(item.label, shown), wraps=True))
        self._answers.addStretch(1)

    @property
    def wanted_day(self) -> date:
        """The day of the contact."""
        return day_of(self.day)

    def _follow_today(self) -> None:
        """A day that nobody chose is today's, past midnight too."""
        if day_of(self.day) == self._usual:
            self._usual = self._today()
            self.day.setDate(QDate(self._usual.year, self._usual.month, self._usual.day))

    @Slot()
    def choose_day(self) -> None:
        """Go to the day."""
        self.day.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def reveal(self) -> None:
        """Show the numbers."""
        self._revealed = None if self.person is None else self.person.entry
        self._show_phones()

    def _show_phones(self) -> None:
        person = self.person
        phones = person.phones if person is not None else ()
        shown = phones if self.is_revealed else tuple(map(mask_phone, phones))
        self._phones.setText("   ".join(shown) or _("no number"))


def _field(words: str) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(words)
    made.setAccessibleName(words)
    return made


def _facts(person: ToConfirm) -> list[str]:
    facts = [_("Surveyed on {day}").format(day=person.survey_date)]
    if person.contact_name:
        facts.append(_("Contact: {name}").format(name=person.contact_name))
    return facts + [attempt_words(one) for one in person.attempts]


def attempt_words(one: Attempt) -> str:
    """An attempt in one line."""
    outcome, way = _(OUTCOME_WORDS[one.outcome]), _(WAY_WORDS[one.way])
    parts = (one.day.strftime("%m-%d"), way, outcome, one.spoke_with, one.remark, one.by)
    return " · ".join(part for part in parts if part)

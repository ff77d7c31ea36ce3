"""The audit sheet of one person, answered with a key for each item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from dsurvey_desktop.domain.spot_check import OUTCOME_WORDS, Judgement
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.sheet_views import Checked, SheetResult, SheetView
from ui.second_entry.other_answer import OtherAnswer
from ui.spot_check.check_facts import CheckFacts
from ui.spot_check.item_table import ItemTable
from ui.theme import Theme
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.parts import button, column, heading, label
from ui.widgets.scrolling import scroll_to


@dataclass(frozen=True, slots=True)
class SheetWish:
    """What is to be kept of the sheet with that code."""

    code: str
    result: SheetResult


class SheetForm(QFrame):
    """Items in the middle, who asked above, another answer below; hidden while there is no sheet.

    Signals:
        wanted: a `SheetWish`.
        entry_wanted: the entry is to be looked at (`EntryId`).
        closed: nothing more is entered here.
    """

    wanted = Signal(object)
    entry_wanted = Signal(object)
    closed = Signal()

    def __init__(
        self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.sheet: SheetView | None = None
        self._is_warned = False
        self._title = heading(theme, "")
        self._title.setWordWrap(True)
        self._trace = label("", "muted", wraps=True)
        self._changed = label(
            _("The form says something else by now; compared is what it said first."),
            "muted",
            wraps=True,
        )
        self.facts = CheckFacts(theme, today)
        self.facts.not_found.toggled.connect(self._follow_found)
        self.items = ItemTable(theme)
        self.items.judged.connect(self._judge)
        self.items.rest_agrees.connect(self.agree_rest)
        self.items.given_up.connect(self.give_up)
        keys = _("1 the same, 2 another answer, 3 could not be asked, A all the rest the same")
        self._keys = label(keys, "muted", wraps=True)
        self._open = label("", "error", wraps=True)
        question, blank = _("What the person said: {code} {item}"), _("Nothing (blank)")
        self.other = OtherAnswer(theme, question, blank)
        self.other.submitted.connect(self._keep_other)
        self.other.given_up.connect(self._give_up_other)
        self.save_button = button(_("&Save the result"), self.save, "main")
        self.open_button = button(_("&Open the form"), self._go_to_entry)
        self._lay_out(theme)
        self.hide()

    @property
    def unsaved_code(self) -> str:
        """The code of the sheet whose results are not saved yet; empty without any."""
        lines = self.items.lines.rows if self.sheet is not None else ()
        said = any(
            (one.judgement, one.found) != (one.item.judgement, one.item.found) for one in lines
        )
        return self.sheet.short_code if self.sheet is not None and said else ""

    def show_sheet(self, sheet: SheetView) -> None:
        """Begin with a sheet."""
        self.sheet = sheet
        self._is_warned = False
        words = _("{name} · {community} · sheet {code}")
        self._title.setText(
            words.format(name=sheet.name, community=sheet.community_name, code=sheet.short_code)
        )
        self._trace.setText("\n".join(map(_checked_words, sheet.checked)))
        self._trace.setVisible(bool(sheet.checked))
        self._changed.setVisible(sheet.is_changed)
        self._open.hide()
        self.other.end()
        self.facts.show_sheet(sheet)
        self.items.set_items(sheet.items)
        self.show()
        self._follow_found()
        self._come_into_sight()
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self._come_into_sight)  # once what it replaces has given its room

    @property
    def _first(self) -> QWidget:
        """What a sheet begins with."""
        return self.items if self.facts.by.text().strip() else self.facts.by

    @Slot()
    def _come_into_sight(self) -> None:
        scroll_to(self)
        if self._first.visibleRegion().isEmpty():
            scroll_to(self._first)

    @Slot()
    def give_up(self) -> None:
        """Close the sheet; answers that are not saved are dropped only when asked once more."""
        if self.unsaved_code and not self._is_warned:
            self._is_warned = True
            self._open.setText(
                _("These answers are not saved: Ctrl+S saves them, Esc once more drops them.")
            )
            self._open.show()
            scroll_to(self._open)
        else:
            self.close_sheet()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up from everywhere as from the items: another answer first, if asked."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.other.isHidden():
            self.give_up()
        else:
            self._give_up_other()

    @Slot()
    def close_sheet(self) -> None:
        """Keep nothing."""
        self.sheet = None
        self.hide()
        self.closed.emit()

    @Slot()
    def agree_rest(self) -> None:
        """All that is not judged is as the form says; what is left is to save."""
        self._is_warned = False
        self._open.hide()
        self.items.agree_rest()
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def save(self) -> None:
        """Hand on what was entered, once nothing is missing."""
        if self.sheet is None or self.facts.complain() or self._lacks_items():
            return
        facts, lines = self.facts, self.items.lines.rows
        is_found = not facts.not_found.isChecked()
        said = lines if is_found else ()
        result = SheetResult(
            facts.checked_on,
            facts.chosen_way,
            facts.by.text(),
            {one.item.item: one.found for one in said if one.judgement is Judgement.OTHER},
            frozenset(one.item.item for one in said if one.judgement is Judgement.NOT_ASKED),
            is_found,
            facts.remark.text(),
            facts.reason.text(),
        )
        self.wanted.emit(SheetWish(self.sheet.short_code, result))

    def _lacks_items(self) -> bool:
        """Say that an item has no result yet, and go there; False when all have one."""
        row = -1 if self.facts.not_found.isChecked() else self.items.open_row
        self._open.setVisible(row >= 0)
        self._open.setText(
            _("This item has no result yet: press 1, 2 or 3, or A for all the rest.")
        )
        if row >= 0:
            self.items.selectRow(row)
            self.items.setFocus(Qt.FocusReason.OtherFocusReason)
        return row >= 0

    @Slot(object)
    def _judge(self, judgement: Judgement) -> None:
        line = self.items.current
        self._is_warned = False
        self._open.hide()
        if judgement is Judgement.OTHER and line is not None:
            self.other.ask(self.items.currentIndex().row(), line.item, line.found)
            scroll_to(self.other)
        else:
            self.items.judge(judgement)
            self._go_on()

    @Slot()
    def _keep_other(self) -> None:
        if self.other.is_readable:
            value = self.other.value
            self.other.end()
            self.items.judge(Judgement.OTHER, value)
            self._go_on()

    @Slot()
    def _give_up_other(self) -> None:
        self.other.end()
        self.items.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        """The next item; after the last judgement, saving."""
        is_done = self.items.open_row < 0
        where = self.save_button if is_done else self.items
        where.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _follow_found(self) -> None:
        is_found = not self.facts.not_found.isChecked()
        for widget in (self.items, self._keys):
            widget.setVisible(is_found)

    @Slot()
    def _go_to_entry(self) -> None:
        if self.sheet is not None:
            self.entry_wanted.emit(self.sheet.entry)

    def _lay_out(self, theme: Theme) -> None:
        buttons = FlowLayout(None, theme.space(2))
        others = (
            button(_("All the &rest the same"), self.agree_rest),
            self.open_button,
            button(_("&Close"), self.give_up),
        )
        for one in (self.save_button, *others):
            buttons.addWidget(one)
        lines = column(theme, self, gap=2, margin=3)
        above = (self._title, self._trace, self._changed, self.facts, self._keys)
        for widget in (*above, self.other, self.items, self._open):
            lines.addWidget(widget)
        lines.addLayout(buttons)
        lines.addStretch(1)


def _checked_words(one: Checked) -> str:
    words = _("{outcome}: asked {day} by {who}, entered by {by}")
    said = words.format(
        outcome=_(OUTCOME_WORDS[one.outcome]),
        day=f"{one.checked_on:%Y-%m-%d}",
        who=one.checked_by,
        by=one.recorded_by,
    )
    return " · ".join(part for part in (said, one.remark, one.reason) if part)

"""Rows that say other things than what is here, field by field; a person takes or keeps."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.masking import mask_number
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.intake_views import Difference, PendingChange
from ui.intake.decision_section import DecisionSection
from ui.intake.preview_words import difference_words
from ui.theme import Theme
from ui.verify.hidden_numbers import shown_number
from ui.widgets.parts import flow, key_hint, label
from ui.widgets.row_model import Column

SHOWN_ROWS = 10


@dataclass(frozen=True, slots=True)
class PendingLine:
    """One differing item; the person is named on the first line only.

    `is_revealed`: numbers and telephones are shown, which was asked for and logged.
    """

    change: PendingChange
    difference: Difference
    is_first: bool
    is_revealed: bool = False

    @property
    def item(self) -> str:
        """The item that differs."""
        return self.difference.item


def pending_lines(
    changes: tuple[PendingChange, ...], revealed: frozenset[EntryId] = frozenset()
) -> list[PendingLine]:
    """A line an item, those of one row together; `revealed` are entries whose numbers are shown."""
    return [
        PendingLine(change, difference, number == 0, change.entry in revealed)
        for change in changes
        for number, difference in enumerate(change.differences)
    ]


class PendingSection(DecisionSection[PendingLine]):
    """Of people."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        title = _("Differences to decide")
        wider = _("all of this person"), _("this item of everybody")
        super().__init__(theme, title, _columns(), wider, _whole, parent)
        self._pending: tuple[PendingChange, ...] = ()
        self._revealed: frozenset[EntryId] = frozenset()
        show = key_hint("V"), label(_("Show the numbers"), "muted")
        self.lines.addLayout(flow(theme, *show))

    @property
    def masked_entry(self) -> EntryId | None:
        """Whose difference the person is at, where its numbers are not shown yet."""
        line = self.model.row_at(self.table.currentIndex())
        return None if line is None or line.is_revealed else line.change.entry

    def show_changes(self, changes: tuple[PendingChange, ...]) -> None:
        """Replace the list."""
        self._pending = changes
        self.show_waiting(changes, pending_lines(changes, self._revealed))

    def reveal(self, entry: EntryId) -> None:
        """Show the numbers of an entry; the place stays."""
        self._revealed |= {entry}
        place = self.table.currentIndex().row()
        self.model.set_rows(pending_lines(self._pending, self._revealed))
        self.table.selectRow(place)


def _columns() -> tuple[Column[PendingLine], ...]:
    return (
        Column(_("Name"), lambda line: line.change.name if line.is_first else "", width=20),
        Column(_("Certificate number"), _number, width=72),
        Column(_("Item"), lambda line: line.difference.label, width=46),
        Column(_("Here now"), lambda line: _words(line, line.difference.old_words), width=36),
        Column(_("In the file"), lambda line: _words(line, line.difference.new_words), width=36),
        Column(_("From"), _source_once, tip=_source, width=0, is_file=True),
    )


def _number(line: PendingLine) -> str:
    return mask_number(line.change.certificate_no) if line.is_first else ""


def _words(line: PendingLine, words: str) -> str:
    shown = shown_number(line.difference.item, words, is_revealed=line.is_revealed)
    return shown or _("(blank)")


def _source(line: PendingLine) -> str:
    """The row first: a long name of a file may be cut."""
    row_words = _("row {row}").format(row=line.change.row)
    return f"{row_words} · {line.change.file}"


def _source_once(line: PendingLine) -> str:
    return _source(line) if line.is_first else ""


def _whole(line: PendingLine) -> str:
    one = line.difference
    here, came = (_words(line, words) for words in (one.old_words, one.new_words))
    return f"{line.change.name} · {difference_words(one.label, here, came)}\n{_source(line)}"

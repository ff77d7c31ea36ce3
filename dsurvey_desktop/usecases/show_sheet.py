"""The audit sheet a short code leads to, with the items to answer again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Value, is_same
from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.sampling.short_code import parse_short_code
from dsurvey_desktop.storage import office_store, sample_store, spot_store
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.storage.spot_store import AnswerRecord, ResultRecord
from dsurvey_desktop.usecases.answer_values import label_of, shown
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.draw_sample import no_sheet
from dsurvey_desktop.usecases.editions import INDIVIDUAL, all_items, edition_of
from dsurvey_desktop.usecases.entry_sections import choices_of
from dsurvey_desktop.usecases.print_audit_sheets import items_asked_again
from dsurvey_desktop.usecases.sheet_views import Checked, SheetItem, SheetView
from dsurvey_desktop.usecases.show_entry import load


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawn entry and its sheet.

    Attributes:
        registered: each item that is asked again to the entry's answer, as it was when the sheet
            was first entered.
        results: what was entered of it, oldest first.
    """

    code: str
    sample: int
    record: EntryRecord
    registered: Mapping[str, Value | None]
    results: tuple[ResultRecord, ...]

    @property
    def version(self) -> int:
        """The entry's, when the person was first asked again, or now."""
        return next((one.version for one in self.results if one.answers), self.record.version)


def find_sheet(connection: Connection, desk: Desk, typed: str) -> Sheet:
    """The sheet of a code as typed or scanned; AppError `no_sheet`."""
    code = parse_short_code(typed)
    member = sample_store.member_of_code(connection, code) if code else None
    if code is None or member is None:
        raise no_sheet()
    sample, entry = member
    record = load(connection, entry)
    results = spot_store.results_of(connection, sample, entry)
    campaign = office_store.load_campaign(connection)
    edition = edition_of(connection, record.form_digest)
    asked = items_asked_again(edition, record.answers, campaign, desk.clock)
    before = {one.item: one.registered for result in reversed(results) for one in result.answers}
    now = {item: record.answers.get(item) for item in asked if item not in before}
    return Sheet(code, sample, record, {**before, **now}, results)


def show_sheet(desk: Desk, code: str) -> SheetView:
    """The sheet to be answered, with what was entered of it before; AppError `no_sheet`."""
    with desk.database.read() as connection:
        sheet = find_sheet(connection, desk, code)
        names = {str(one.code): one.name for one in office_store.load_communities(connection)}
        items = all_items(connection, INDIVIDUAL)
        edition = edition_of(connection, sheet.record.form_digest)
        items |= {item.name: item for item in edition.form.items}
    record = sheet.record
    last = sheet.results[-1].answers if sheet.results else ()
    return SheetView(
        sheet.code,
        sheet.sample,
        record.id,
        record.name,
        record.certificate_no,
        record.community_code,
        names.get(record.community_code, record.community_code),
        _items(sheet, items, last),
        tuple(map(checked_view, sheet.results)),
        any(
            not is_same(value, record.answers.get(item)) for item, value in sheet.registered.items()
        ),
    )


def _items(
    sheet: Sheet, items: Mapping[str, Item], last: Sequence[AnswerRecord]
) -> tuple[SheetItem, ...]:
    said = {one.item: one for one in last}
    return tuple(
        _item(items[name], value, said.get(name))
        for name, value in sheet.registered.items()
        if name in items
    )


def _item(item: Item, registered: Value | None, said: AnswerRecord | None) -> SheetItem:
    return SheetItem(
        item.name,
        item.code,
        label_of(item.labels),
        item.kind.value,
        choices_of(item),
        registered,
        shown(item, registered),
        said.judgement if said else None,
        said.found if said else None,
        shown(item, said.found) if said else "",
    )


def checked_view(result: ResultRecord) -> Checked:
    """How a sheet was checked."""
    return Checked(
        result.outcome,
        result.checked_on,
        result.way,
        result.checked_by,
        result.remark,
        result.reason,
        result.recorded_by_name,
        result.recorded_at,
    )

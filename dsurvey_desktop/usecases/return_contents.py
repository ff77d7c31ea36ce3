"""What a return sheet says: per person the points that are asked, with the answer so far."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import Connection

from dsurvey_desktop.documents.return_model import ReturnPerson, ReturnPoint, ReturnSheet
from dsurvey_desktop.domain.clock import office_day
from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.domain.return_mark import query_code
from dsurvey_desktop.forms.answer_values import LIST_KINDS
from dsurvey_desktop.forms.model import Form, Item
from dsurvey_desktop.storage import entry_store, query_store, return_store
from dsurvey_desktop.storage.query_store import QueryRecord
from dsurvey_desktop.storage.return_store import ReturnRecord
from dsurvey_desktop.usecases.answer_values import label_of, shown
from dsurvey_desktop.usecases.editions import Editions

FIXED_ITEMS = ("certificate_no",)
"""Says whom the entry is about; a community can't correct it by a return."""


def sheet_of(connection: Connection, record: ReturnRecord) -> ReturnSheet:
    """The sheet with the questions as they were asked and the answers as they are now."""
    return ReturnSheet(
        number=record.id,
        code=record.code,
        qr_text=record.code,
        community=f"{record.community_name} {record.community_code}",
        made_on=office_day(record.made_at).isoformat(),
        due_on=record.due_on.isoformat(),
        persons=tuple(_persons(connection, record.id)),
    )


def _persons(connection: Connection, number: int) -> Iterator[ReturnPerson]:
    """Each is asked by the form edition the entry stands on."""
    editions = Editions(connection)
    asked = {one.query: one.question for one in return_store.points_of(connection, number)}
    queries = [query_store.load_query(connection, one) for one in asked]
    present = [one for one in queries if one is not None]
    for entry_id, group in groupby(present, key=lambda one: one.entry):
        record = entry_store.load_entry(connection, entry_id)
        assert record is not None
        form = editions.of(record.form_digest).form
        points = tuple(_point(form, one, asked[one.id], record.answers) for one in group)
        yield ReturnPerson(record.name, record.certificate_no, points)


def _point(form: Form, query: QueryRecord, question: str, answers: Answers) -> ReturnPoint:
    item = next((one for one in form.items if one.name == query.item), None)
    return ReturnPoint(
        code=query_code(query.id),
        item=label_of(item.labels) if item else "",
        current=shown(item, answers.get(item.name)) if item else "",
        question=question,
        choices=_choices(item),
        takes_many=item is not None and item.kind in LIST_KINDS,
        takes_value=item is not None and item.name not in FIXED_ITEMS,
    )


def _choices(item: Item | None) -> tuple[tuple[str, str], ...]:
    return tuple((one.code, label_of(one.labels)) for one in item.choices) if item else ()

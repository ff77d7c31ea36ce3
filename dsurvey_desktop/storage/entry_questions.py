"""What is asked of one entry by one deed after another, to be asked at once (`asking`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select

from dsurvey_desktop.storage import (
    batch_store,
    detail_store,
    entry_lookup,
    form_store,
    last_year_store,
    office_store,
    query_store,
    receipt_store,
    review_store,
    roster_store,
    row_store,
    spot_store,
)
from dsurvey_desktop.storage.asking import Question
from dsurvey_desktop.storage.entry_store import EntryRecord

_SHOWN: tuple[Select[Any], ...] = (
    review_store.CORRECTIONS_OF,
    review_store.EXPLANATIONS_OF,
    detail_store.DETAILS_OF,
    query_store.QUERIES_OF,
    receipt_store.REASONS_OF,
    spot_store.FOUND_OF,
)
_JUDGED: tuple[Select[Any], ...] = (
    review_store.EXPLAINED_OF,
    query_store.OPEN_OF,
    row_store.RIVALS_OF,
    spot_store.FOUND_OF,
)


def shown_of(record: EntryRecord) -> Iterator[Question]:
    """Of an entry that is shown whole, besides itself and the settings."""
    yield office_store.COMMUNITIES, {}
    yield office_store.NAMES, {}
    yield form_store.EDITIONS, {}
    for question in _SHOWN:
        yield question, {"entry": record.id}
    yield row_store.ROW, {"row": record.row_id}
    yield batch_store.BATCH, {"batch": record.batch_id}
    yield roster_store.PERSON, {"number": record.certificate_no}
    yield last_year_store.ANSWERS_OF, {"number": record.certificate_no}


def judged_of(record: EntryRecord) -> Iterator[Question]:
    """Of an entry whose answers change, to hold it against all there is."""
    yield office_store.COMMUNITIES, {}
    for question in _JUDGED:
        yield question, {"entry": record.id}
    yield roster_store.PERSON, {"number": record.certificate_no}
    yield last_year_store.STEADY_OF, {"number": record.certificate_no}
    yield entry_lookup.TWINS_OF, entry_lookup.twins_asked(record.certificate_no)

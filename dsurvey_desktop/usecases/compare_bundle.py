"""A town's hand-over against what the district has of that town."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from itertools import starmap
from typing import Any

from dsurvey_desktop.domain.clock import office_day
from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.exchange.hand_over_tables import EntryRow, WithdrawnRow
from dsurvey_desktop.exchange.statement import parse_moment
from dsurvey_desktop.exchange.verification import VerifiedBundle
from dsurvey_desktop.storage.codec import encode
from dsurvey_desktop.storage.town_store import NO_ANSWERS, UNDECIDED, KnownEntry, head_values
from dsurvey_desktop.usecases.district_views import BundleChanges

Known = Mapping[int, KnownEntry]
_ENTRY_RECORDS = re.compile(rb"(\d++),[^\r]*+\r\n(?:\1,[^\r]*+\r\n)*+")
"""All records of one entry: they stand together, and a CR ends a record and nothing else."""


@dataclass(slots=True)
class Comparison:
    """Rows to add and to update by column name, and the town's entries as they are afterwards."""

    added: list[dict[str, Any]] = field(default_factory=list)
    updated: list[dict[str, Any]] = field(default_factory=list)
    withdrawn: list[dict[str, Any]] = field(default_factory=list)
    unchanged: int = 0
    late: int = 0
    missing: int = 0
    after: dict[int, KnownEntry] = field(default_factory=dict)

    @property
    def changes(self) -> BundleChanges:
        """The counts."""
        return BundleChanges(
            len(self.added),
            len(self.updated),
            self.unchanged,
            len(self.withdrawn),
            self.late,
            self.missing,
        )

    @property
    def counts(self) -> dict[str, int]:
        """The same as a mapping, as it is kept."""
        return asdict(self.changes)


def compare(bundle: VerifiedBundle, known: Known, deadline: date) -> Comparison:
    """What taking in a hand-over would do.

    Args:
        bundle: verified.
        known: the town's entries here, by the town's id.
        deadline: the towns' last day.
    """
    found = Comparison(after=dict(known))
    answers = _answers(bundle)
    for row in starmap(EntryRow, bundle.tables["entries"].rows()):
        _place(found, bundle.statement.sender, row, answers.get(row.entry_id, NO_ANSWERS), deadline)
    for gone in starmap(WithdrawnRow, bundle.tables["withdrawn"].rows()):
        _withdraw(found, gone)
    found.missing = bundle.statement.row_counts["missing"]
    return found


def _answers(bundle: VerifiedBundle) -> dict[int, str]:
    """Each entry's records of the table of answers, as they stand in it, as JSON text.

    A bundle spells equal answers in one way, so that they can be compared unread; they are read
    when somebody looks at the entry.
    """
    content = bundle.tables["answers"].content
    start = content.index(b"\n") + 1
    found = _ENTRY_RECORDS.finditer(content, start)
    return {int(match[1]): encode(match[0].decode()) for match in found}


def _place(found: Comparison, town: str, row: EntryRow, answers_json: str, deadline: date) -> None:
    here = found.after.get(row.entry_id)
    is_late = office_day(parse_moment(row.approved_at)) > deadline
    found.late += is_late
    if here is not None and _is_same(here, row, answers_json):
        found.unchanged += 1
        return
    values = _values(row, answers_json, before=here.answers_json if here else NO_ANSWERS)
    values |= {"is_late": is_late}
    state = EntryState.HANDED_OVER.value
    if here is None:
        found.added.append({"town": town, "entry_no": row.entry_id, **values})
    else:
        found.updated.append({"id": here.id, **values})
    number = here.id if here else 0
    found.after[row.entry_id] = KnownEntry(number, row.version, state, answers_json, "", *_who(row))


def _is_same(here: KnownEntry, row: EntryRow, answers_json: str) -> bool:
    """Nothing to look at again; what was sent back or withdrawn and comes again is an answer."""
    is_open = here.state == EntryState.SENT_BACK.value or here.withdrawn
    as_it_is = (here.version, here.answers_json, *_who(here))
    return not is_open and as_it_is == (row.version, answers_json, *_who(row))


def _who(entry: KnownEntry | EntryRow) -> tuple[str, str, str]:
    """Whose entry it is; a later roster can change that without a new answer."""
    return entry.certificate_no, entry.name, entry.community_code


def _values(row: EntryRow, answers_json: str, before: str) -> dict[str, Any]:
    return {
        **UNDECIDED,
        **head_values(answers_json),
        "certificate_no": row.certificate_no,
        "name": row.name,
        "community_code": row.community_code,
        "version": row.version,
        "form_edition": row.form_edition,
        "answers_json": answers_json,
        "before_json": before,
        "approved_by": row.approved_by,
        "approved_at": row.approved_at,
        "withdrawn": "",
    }


def _withdraw(found: Comparison, gone: WithdrawnRow) -> None:
    """Only an entry that is here, stands, and is not in this bundle anew."""
    here = found.after.get(gone.entry_id)
    if here is None or here.withdrawn or here.version != gone.version:
        return
    if here.state == EntryState.SENT_BACK.value:
        return  # the district asked for it
    found.withdrawn.append({"id": here.id, "withdrawn": gone.reason})
    found.after[gone.entry_id] = replace(here, withdrawn=gone.reason)

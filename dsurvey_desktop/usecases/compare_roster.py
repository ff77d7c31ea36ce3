"""What a later roster changes, person by person, with what comes of it for the entries (A3)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dsurvey_desktop.domain.classification import category_name, grade_name
from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.storage.entry_lookup import Brief
from dsurvey_desktop.storage.roster_store import PersonChange
from dsurvey_desktop.usecases.placing import can_be_changed
from dsurvey_desktop.usecases.roster_views import (
    Consequence,
    FieldChange,
    RosterChange,
    RosterDifference,
)

CITIZEN_LENGTH = 18
_APPROVED = (EntryState.APPROVED, EntryState.HANDED_OVER)
_CODE_WORDS = {
    "sex": {"1": N_("male"), "2": N_("female")},
    "hukou": {"1": N_("agricultural"), "2": N_("non-agricultural")},
    "out_of_scope": {
        "": N_("in scope"),
        "after_cutoff": N_("certified after the cut-off"),
        "not_valid": N_("certificate not valid"),
        "other_town": N_("of another town"),
    },
}
FIELDS = {
    "certificate_no": (N_("Certificate number"), RosterChange.NUMBER),
    "community_name": (N_("Community"), RosterChange.MOVED),
    "name": (N_("Name"), RosterChange.NAME),
    "category": (N_("Category"), RosterChange.KIND),
    "grade": (N_("Grade"), RosterChange.KIND),
    "out_of_scope": (N_("Scope"), RosterChange.SCOPE),
    "card_state": (N_("State of the certificate"), RosterChange.DETAILS),
    "certified_on": (N_("Certified on"), RosterChange.DETAILS),
    "sex": (N_("Sex"), RosterChange.DETAILS),
    "hukou": (N_("Hukou"), RosterChange.DETAILS),
    "address": (N_("Address"), RosterChange.DETAILS),
    "phone": (N_("Phone"), RosterChange.DETAILS),
}
"""Columns of the roster that are compared: label and the change they make, the weightiest first."""


@dataclass(frozen=True, slots=True)
class Reissue:
    """Somebody whose certificate was issued anew: gone under one number, there under another."""

    gone: PersonChange
    came: PersonChange

    @property
    def old(self) -> str:
        """The number before."""
        return self.gone.certificate_no

    @property
    def new(self) -> str:
        """The number now."""
        return self.came.certificate_no


def find_reissues(changes: Iterable[PersonChange]) -> tuple[Reissue, ...]:
    """One number gone and one come of the same citizen ID; of more than one nobody is paired."""
    gone: dict[str, list[PersonChange]] = defaultdict(list)
    came: dict[str, list[PersonChange]] = defaultdict(list)
    for one in changes:
        citizen = one.certificate_no[:CITIZEN_LENGTH]
        if one.after is None:
            gone[citizen].append(one)
        elif _was_absent(one.before):
            came[citizen].append(one)
    return tuple(
        Reissue(left[0], came[citizen][0])
        for citizen, left in gone.items()
        if len(left) == len(came.get(citizen, ())) == 1
    )


def can_follow(reissue: Reissue, entries: Mapping[str, Brief]) -> bool:
    """True where the entry of the old number may go to the new one."""
    stands = entries.get(reissue.old)
    return stands is not None and reissue.new not in entries and can_be_changed(stands.state)


def differences(
    changes: Sequence[PersonChange],
    reissues: Sequence[Reissue],
    entries: Mapping[str, Brief],
    states: Mapping[int, EntryState],
) -> tuple[RosterDifference, ...]:
    """What is shown of these changes, the weightiest first.

    Args:
        changes: of `save_people`.
        reissues: those among them that belong together.
        entries: before the roster, by certificate number.
        states: of entries after it, by id.
    """
    paired = {number for one in reissues for number in (one.old, one.new)}
    found = [
        _difference(one.gone.before or {}, one.came.after, entries, states) for one in reissues
    ]
    found += [
        _difference(one.before or {}, one.after, entries, states)
        for one in changes
        if one.certificate_no not in paired
    ]
    order = list(RosterChange)
    return tuple(
        sorted((one for one in found if one.changes), key=lambda one: order.index(one.changes[0]))
    )


def counts_of(found: Iterable[RosterDifference]) -> dict[str, int]:
    """How many people change in which way; somebody may change in several."""
    counts = Counter(change.value for one in found for change in one.changes)
    return {change.value: counts[change.value] for change in RosterChange}


def _difference(
    before: Mapping[str, Any],
    after: Mapping[str, Any] | None,
    entries: Mapping[str, Brief],
    states: Mapping[int, EntryState],
) -> RosterDifference:
    now = before if after is None else after
    fields = tuple(_fields(before, after)) if before and after else ()
    old, new = before.get("certificate_no", now["certificate_no"]), now["certificate_no"]
    stands = entries.get(new) or entries.get(old)
    return RosterDifference(
        changes=tuple(_changes(before, after, fields)),
        certificate_no=new,
        old_certificate_no=old if old != new else "",
        name=now["name"],
        community_name=now["community_name"],
        fields=fields,
        entry=stands.id if stands else None,
        state=stands.state if stands else None,
        consequences=tuple(_consequences(before, after, stands, states, is_new=old != new)),
        row=0 if after is None else after["row_no"],
    )


def _changes(
    before: Mapping[str, Any], after: Mapping[str, Any] | None, fields: Sequence[FieldChange]
) -> Iterator[RosterChange]:
    if after is None:
        yield RosterChange.GONE
    elif not before:
        yield RosterChange.NEW
    elif before["is_gone"]:
        yield RosterChange.BACK
    yield from dict.fromkeys(FIELDS[one.field][1] for one in fields)


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[FieldChange]:
    for name, (label, _change) in FIELDS.items():
        old, new = (str(row[name] or "") for row in (before, after))
        if old != new:
            yield FieldChange(name, _(label), _words(name, old), _words(name, new))


def _words(field: str, value: str) -> str:
    if field == "category":
        return category_name(value)
    if field == "grade":
        return grade_name(value)
    words = _CODE_WORDS.get(field, {}).get(value)
    return value if words is None else _(words)


def _consequences(
    before: Mapping[str, Any],
    after: Mapping[str, Any] | None,
    stands: Brief | None,
    states: Mapping[int, EntryState],
    *,
    is_new: bool,
) -> Iterator[Consequence]:
    was, is_now = _in_scope(before), after is not None and _in_scope(after)
    if stands is None:
        if was != is_now:
            yield Consequence.NEEDS_ENTRY if is_now else Consequence.NEEDS_NONE
        return
    is_left = is_new and stands.certificate_no == before["certificate_no"]
    follows = is_left and can_be_changed(stands.state)
    if follows:
        yield Consequence.ENTRY_FOLLOWS
    if was and not (is_now and (follows or not is_left)):
        yield Consequence.NOT_COUNTED
    elif is_now and not was:
        yield Consequence.COUNTED
    if (
        after is not None
        and after["community_code"] != stands.community_code
        and not (is_left and not follows)
    ):
        yield Consequence.ENTRY_MOVES
    if stands.state in _APPROVED and states.get(stands.id) != stands.state:
        yield Consequence.APPROVAL_FALLS


def _in_scope(row: Mapping[str, Any]) -> bool:
    return bool(row) and not row["is_gone"] and not row["out_of_scope"]


def _was_absent(before: Mapping[str, Any] | None) -> bool:
    return before is None or bool(before["is_gone"])

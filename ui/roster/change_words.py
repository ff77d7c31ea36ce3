"""What a later roster changes, in an officer's words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dsurvey_desktop.domain.masking import mask_number, mask_phone
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.domain.word_lists import labelled, listed, sentences
from ui.entry_table.columns import STATE_WORDS

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.office_views import RosterImport
    from dsurvey_desktop.usecases.roster_views import FieldChange, RosterDifference

CHANGES = {
    "new": N_("new"),
    "back": N_("back again"),
    "gone": N_("no longer listed"),
    "number": N_("new certificate number"),
    "moved": N_("moved"),
    "name": N_("other name"),
    "kind": N_("other category or grade"),
    "scope": N_("scope"),
    "details": N_("other details"),
}
CONSEQUENCES = {
    "entry_follows": N_("the entry goes to the new number"),
    "entry_moves": N_("the entry goes to the new community"),
    "counted": N_("the entry counts from now on"),
    "not_counted": N_("the entry is kept and counts no longer"),
    "approval_falls": N_("the approval falls"),
    "needs_entry": N_("an entry is missing"),
    "needs_none": N_("no entry is needed any more"),
}
_SHAPES = {"new": "done", "back": "done", "gone": "error"}
_MASKS = {"certificate_no": mask_number, "phone": mask_phone}


def change_words(one: RosterDifference) -> str:
    """Which changes, the weightiest first."""
    return listed(_(CHANGES[change.value]) for change in one.changes)


def shape_of(one: RosterDifference) -> str:
    """The shape before the words."""
    return _SHAPES.get(one.changes[0].value, "warning")


def field_words(one: RosterDifference) -> str:
    """Each column that differs, before and now; numbers masked."""
    return sentences(map(_field, one.fields)) if one.fields else ""


def entry_words(one: RosterDifference) -> str:
    """The state of the entry, if there is one."""
    return _(STATE_WORDS[one.state]) if one.state is not None else _("none")


def consequence_words(one: RosterDifference) -> str:
    """What comes of it."""
    return sentences(_(CONSEQUENCES[each.value]) for each in one.consequences)


def account(found: RosterImport) -> Iterator[str]:
    """What a roster changes in all: people by change, rows that find a place, coverage."""
    counts = (
        labelled(_(words), f"{found.counts[change]:,}")
        for change, words in CHANGES.items()
        if found.counts.get(change)
    )
    yield listed(counts) or _("Nothing changes for anybody.")
    if found.taken or found.pending:
        words = _("Rows set aside that find their people: {taken} taken, {pending} waiting.")
        yield words.format(taken=f"{found.taken:,}", pending=f"{found.pending:,}")
    words = _("On the roster {roster}, with entry {entries}, missing {missing}")
    before, after = (
        words.format(
            roster=f"{one.on_roster:,}", entries=f"{one.with_entry:,}", missing=f"{one.missing:,}"
        )
        for one in (found.before, found.after)
    )
    yield _("Before: {account}.").format(account=before)
    yield _("Afterwards: {account}. All entries are kept.").format(account=after)
    if found.fallen:
        yield _("Approvals that fall: {count}.").format(count=f"{found.fallen:,}")


def _field(change: FieldChange) -> str:
    mask = _MASKS.get(change.field, str)
    old, new = (mask(value) or _("(blank)") for value in (change.old, change.new))
    return _("{label} {old} → {new}").format(label=change.label, old=old, new=new)

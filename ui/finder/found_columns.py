"""What is shown of somebody who was found."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from dsurvey_desktop.domain.masking import group_number, mask_number, mask_phone
from dsurvey_desktop.domain.texts import N_, _
from ui.entry_table.columns import STATE_SHAPES, STATE_WORDS
from ui.widgets.row_model import Column

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.found_views import FoundPerson

WITHOUT_ENTRY = {
    "in_scope": N_("No entry yet"),
    "after_cutoff": N_("certified after the cut-off"),
    "not_valid": N_("certificate not valid"),
    "other_town": N_("of another town"),
    "gone": N_("no longer on the roster"),
    "not_listed": N_("not on the roster"),
}


def columns(revealed: Collection[str]) -> tuple[Column[FoundPerson], ...]:
    """Name, community, number, telephones and state; those in `revealed` are not masked."""

    def number(one: FoundPerson) -> str:
        show = group_number if one.certificate_no in revealed else mask_number
        return show(one.certificate_no)

    def phones(one: FoundPerson) -> str:
        is_open = one.certificate_no in revealed
        return " ".join(phone if is_open else mask_phone(phone) for phone in one.phones)

    return (
        Column(_("Name"), lambda one: one.name, width=26),
        Column(_("Community"), lambda one: one.community_name, width=28),
        Column(_("State"), state_words, kind=_kind, tip=state_words, width=34),
        Column(_("Certificate number"), number, width=70),
        Column(_("Phone"), phones, width=0),
    )


def state_words(one: FoundPerson) -> str:
    """The entry's state, and what the roster says where it is not as usual."""
    parts = [_(STATE_WORDS[one.state])] if one.state is not None else []
    if one.state is None or one.standing.value != "in_scope":
        parts.append(_(WITHOUT_ENTRY[one.standing.value]))
    return " · ".join(parts)


def _kind(one: FoundPerson) -> str:
    if one.state is not None:
        return STATE_SHAPES.get(one.state, "")
    return "warning" if one.standing.value == "in_scope" else "notice"

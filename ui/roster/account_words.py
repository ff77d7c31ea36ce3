"""How the roster adds up: who has an entry, who has none, and why."""

from __future__ import annotations

from dsurvey_desktop.domain.absence import ABSENCE_WORDS, UNEXPLAINED
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import listed, with_remark
from dsurvey_desktop.usecases.progress_views import CommunityProgress, ProgressView


def account_words(progress: ProgressView, community: str) -> str:
    """Of one community, or of all where it is empty; nothing to add up says nothing."""
    found = [one for one in progress.communities if one.code == community]
    one = found[0] if found else progress.total
    if not one.on_roster:
        return ""
    words = _("{roster} on the roster = {with_entry} with an entry + {missing} without")
    whole = words.format(
        roster=f"{one.on_roster:,}", with_entry=f"{one.with_entry:,}", missing=f"{one.missing:,}"
    )
    reasons = _reasons(one)
    return with_remark(whole, reasons) if reasons else whole


def _reasons(one: CommunityProgress) -> str:
    """In their usual order, those without a reason last; nobody's reason is left out."""
    names = {reason.value: words for reason, words in ABSENCE_WORDS.items()}
    counts = one.missing_by_reason
    said = [f"{_(names[key])} {counts[key]:,}" for key in names if counts.get(key)]
    if counts.get(UNEXPLAINED):
        said.append(_("no reason yet {count}").format(count=f"{counts[UNEXPLAINED]:,}"))
    return listed(said)

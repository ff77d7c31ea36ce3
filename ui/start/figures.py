"""The six figures of the start page: share, words, and the lists they count."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.progress_views import CommunityProgress, ProgressView
from ui.changes import Destination
from ui.widgets.share_bar import ShareBar


@dataclass(frozen=True, slots=True)
class Figure:
    """A share with its words.

    Attributes:
        share: from 0 to 1, None where there is nothing to divide.
        counts: such as `391/420`; empty for a bare rate.
        verdict: how it stands against the target.
        counted, rest: the lists of what is done and what is to go.
    """

    name: str
    share: float | None
    counts: str
    target: float
    verdict: str
    counted: Destination
    rest: Destination

    def show_in(self, bar: ShareBar) -> None:
        """Show it in a bar."""
        bar.set_name(self.name)
        bar.show_share(self.share, self.counts, target=self.target, verdict=self.verdict)


ALL_ENTRIES = Destination("verify", EntryFilter())
UNCONFIRMED = Destination("verify", EntryFilter(quality="unconfirmed"))


def covered(progress: ProgressView) -> Figure:
    """How many on the roster have an entry."""
    total = progress.total
    rest = Destination("roster", "missing")
    return _of_roster(_("Registered"), total, total.with_entry, ALL_ENTRIES, rest)


def approved(progress: ProgressView) -> Figure:
    """How many are approved, handed over ones included."""
    counted = Destination("verify", EntryFilter(state=EntryState.APPROVED))
    rest = Destination("verify", EntryFilter(quality="ready"))
    return _of_roster(_("Approved"), progress.total, progress.total.approved, counted, rest)


def handed_over(progress: ProgressView) -> Figure:
    """How many the district has been handed."""
    counted = Destination("verify", EntryFilter(state=EntryState.HANDED_OVER))
    rest = Destination("hand_over")
    return _of_roster(_("Handed over"), progress.total, progress.total.handed_over, counted, rest)


def home_visits(progress: ProgressView) -> Figure:
    """The home visit rate against its target (rule M01)."""
    share = progress.total.home_visit_share
    return _rate(_("Home visits"), share, progress.home_visit_target, progress.total.with_entry)


def by_app(progress: ProgressView) -> Figure:
    """The share collected by app against its target (rule M02)."""
    return _rate(
        _("By app"), progress.total.app_share, progress.app_target, progress.total.with_entry
    )


def confirmed(progress: ProgressView) -> Figure:
    """How many entries say the state of the reference date (rule D02)."""
    total = progress.total
    all_of_them = total.confirmed + total.to_confirm
    verdict = _("{count} to confirm").format(count=total.to_confirm) if total.to_confirm else ""
    return Figure(
        _("Confirmed"),
        total.confirmed / all_of_them if all_of_them else None,
        f"{total.confirmed:,}/{all_of_them:,}",
        1.0,
        verdict,
        UNCONFIRMED if total.to_confirm else ALL_ENTRIES,
        UNCONFIRMED,
    )


def _of_roster(
    name: str, total: CommunityProgress, count: int, counted: Destination, rest: Destination
) -> Figure:
    left = total.on_roster - count
    share = count / total.on_roster if total.on_roster else None
    verdict = _("{count} to go").format(count=f"{left:,}") if left > 0 else ""
    return Figure(name, share, f"{count:,}/{total.on_roster:,}", 1.0, verdict, counted, rest)


def _rate(name: str, share: float | None, target: float, entries: int) -> Figure:
    goal = _("target {share}").format(share=f"{target * 100:g}%")
    short = 0 if share is None else math.ceil((target - share) * entries - 1e-6)
    verdict = _("{count} short of {share}").format(count=short, share=f"{target * 100:g}%")
    words = verdict if short > 0 else goal
    return Figure(name, share, "", target, words, ALL_ENTRIES, ALL_ENTRIES)

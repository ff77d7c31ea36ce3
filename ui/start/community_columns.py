"""The table of communities: what each column shows and which list it leads to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.forecast import Standing
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.forecast_words import (
    REGISTERING,
    WEIGHT,
    long_forecast,
    next_stage,
    short_forecast,
)
from dsurvey_desktop.usecases.progress_views import HISTORY_DAYS, CommunityProgress, ProgressView
from ui.changes import Destination
from ui.widgets.row_model import Column, Trend
from ui.widgets.share_bar import percent_text

Progress = CommunityProgress


@dataclass(frozen=True, slots=True)
class CommunityColumn:
    """A column and the list behind its numbers."""

    column: Column[Progress]
    leads_to: Callable[[Progress], Destination]


def community_columns(progress: ProgressView) -> tuple[CommunityColumn, ...]:
    """All columns, with the campaign's targets as marks."""
    return (
        CommunityColumn(_name_column(), _entries),
        _count(_("On roster"), lambda c: c.on_roster, _roster),
        _count(_("Registered"), lambda c: c.with_entry, _entries),
        _count(_("Missing"), lambda c: c.missing, _missing, kind="warning"),
        _rate(_("Home visits"), lambda c: c.home_visit_share, progress.home_visit_target),
        _rate(_("By app"), lambda c: c.app_share, progress.app_target),
        _count(_("To confirm"), lambda c: c.to_confirm, _quality("unconfirmed")),
        _count(_("Errors"), lambda c: c.errors, _quality("error"), kind="error"),
        _count(_("Approved"), lambda c: c.approved, _state(EntryState.APPROVED)),
        CommunityColumn(_trend_column(), _entries),
        CommunityColumn(_forecast_column(), _next_stage),
        _count(_("In the way"), lambda c: len(c.blocks), lambda c: Destination("start", c.code)),
        _count(_("Handed over"), lambda c: c.handed_over, _state(EntryState.HANDED_OVER)),
        CommunityColumn(_form_column(), lambda _c: Destination("intake")),
    )


def _name_column() -> Column[Progress]:
    return Column(_("Community"), lambda c: c.name, tip=lambda c: f"{c.name} {c.code}", width=0)


def _form_column() -> Column[Progress]:
    return Column(
        _("Community form"),
        lambda c: _("here") if c.has_community_form else _("missing"),
        kind=lambda c: "done" if c.has_community_form else "warning",
        width=24,
    )


def _trend_column() -> Column[Progress]:
    return Column(
        _("{days} days").format(days=HISTORY_DAYS),
        trend_words,
        tip=trend_words,
        width=20,
        trend=lambda c: Trend(tuple(day.registered for day in c.history), c.on_roster),
        sort=_newly_registered,
    )


def _newly_registered(community: Progress) -> int | None:
    """How many more than at the beginning of the small bars."""
    days = community.history
    return days[-1].registered - days[0].registered if days else None


def trend_words(community: Progress) -> str:
    """What the small bars show: registered at the beginning, now, and today."""
    if not community.history:
        return ""
    first, now = community.history[0].registered, community.history[-1].registered
    before = community.history[-2].registered if len(community.history) > 1 else first
    return _("registered {first} to {now} of {whole} in {days} days, {today} of them today").format(
        first=first,
        now=now,
        whole=community.on_roster,
        days=len(community.history),
        today=now - before,
    )


def _forecast_column() -> Column[Progress]:
    return Column(
        _("Forecast"),
        lambda c: str(short_forecast(c)),
        kind=_weight,
        tip=_forecast_tip,
        width=52,
        sort=_done_on,
    )


def _done_on(community: Progress) -> date | None:
    """The day of the forecast; whoever stands still comes after all days."""
    stage = next_stage(community)
    if stage is None:
        return None
    is_done = stage[1].standing is Standing.DONE
    return stage[1].done_on or (date.min if is_done else date.max)


def _weight(community: Progress) -> str:
    stage = next_stage(community)
    return WEIGHT[stage[1].standing] if stage else ""


def _forecast_tip(community: Progress) -> str:
    stage = next_stage(community)
    return str(long_forecast(stage[1])) if stage else ""


def _next_stage(community: Progress) -> Destination:
    """Who has no form yet while there are any, then what can be approved."""
    stage = next_stage(community)
    is_registering = stage is not None and stage[0] == REGISTERING
    return _missing(community) if is_registering else _quality("ready")(community)


def _count(
    title: str,
    count: Callable[[Progress], int],
    leads_to: Callable[[Progress], Destination],
    kind: str = "",
) -> CommunityColumn:
    column: Column[Progress] = Column(
        title,
        lambda c: f"{count(c):,}",
        is_number=True,
        kind=(lambda c: kind if count(c) else "") if kind else None,
        width=15,
    )
    return CommunityColumn(column, leads_to)


def _rate(title: str, share: Callable[[Progress], float | None], target: float) -> CommunityColumn:
    def kind(community: Progress) -> str:
        found = share(community)
        return "" if found is None or found >= target else "warning"

    column: Column[Progress] = Column(
        title, lambda c: percent_text(share(c)), is_number=True, kind=kind, width=20
    )
    return CommunityColumn(column, _entries)


def _entries(community: Progress) -> Destination:
    return Destination("verify", EntryFilter(community=community.code))


def _roster(community: Progress) -> Destination:
    return Destination("roster", f"community:{community.code}")


def _missing(community: Progress) -> Destination:
    return Destination("roster", f"missing:{community.code}")


def _quality(quality: str) -> Callable[[Progress], Destination]:
    return lambda c: Destination("verify", EntryFilter(community=c.code, quality=quality))


def _state(state: EntryState) -> Callable[[Progress], Destination]:
    return lambda c: Destination("verify", EntryFilter(community=c.code, state=state))

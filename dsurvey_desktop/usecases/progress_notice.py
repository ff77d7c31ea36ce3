"""The progress notice of a day (进度通报): figures, ranking, who is behind and what is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial

from dsurvey_desktop.documents.model import ProgressDay, ProgressLine, ProgressNotice
from dsurvey_desktop.documents.progress_notice import percent
from dsurvey_desktop.domain.forecast import Standing
from dsurvey_desktop.domain.texts import N_, _, text
from dsurvey_desktop.domain.word_lists import listed, with_remark
from dsurvey_desktop.usecases.forecast_words import day_words, short_forecast
from dsurvey_desktop.usecases.progress_views import CommunityProgress, Deadline, ProgressView

_MOST_NAMED = 8
_BEHIND = {Standing.LATE, Standing.STALLED, Standing.OVERDUE}
_LEFT = {
    "community": N_("communities by {day} ({left})"),
    "town": N_("town by {day} ({left})"),
    "district": N_("district by {day} ({left})"),
}
_BELOW = {
    "home_visit_share": N_("Home visits are below the target of {target} in {names}."),
    "app_share": N_("Collecting by app is below the target of {target} in {names}."),
}
_Progress = CommunityProgress


def notice_of(progress: ProgressView, office: str, year: int) -> ProgressNotice:
    """What the notice of this moment says; best coverage first, approvals decide between equals."""
    ranked = rank(progress.communities)
    return ProgressNotice(
        title=str(text("Notice on the progress of the {year} survey", year=year)),
        addressees=_("To all communities:"),
        opening=(_state(progress), _deadlines(progress.deadlines)),
        lines=tuple(_line(place, one) for place, one in ranked),
        total=_line(None, progress.total, _("All")),
        points=tuple(_numbered(_points(progress, [one for _place, one in ranked]))),
        issuer=office,
        day=full_day(progress.today),
        basis=str(progress.forecast_basis),
        days=tuple(
            ProgressDay(one.day, one.registered, one.approved) for one in progress.total.history
        ),
    )


def rank(communities: Iterable[_Progress]) -> list[tuple[int, _Progress]]:
    """Communities with people, best first; equal ones share a place and the next is left out."""
    own = sorted((one for one in communities if one.on_roster), key=lambda one: one.code)
    own.sort(key=_worth, reverse=True)
    values = [_worth(one) for one in own]
    return [(values.index(_worth(one)) + 1, one) for one in own]


def _worth(one: _Progress) -> tuple[float, float]:
    return (one.with_entry / one.on_roster, one.approved / one.on_roster)


def full_day(day: date) -> str:
    """Year, month and day."""
    return str(text("{day} of {year}", day=day_words(day), year=day.year))


def _line(place: int | None, one: _Progress, name: str = "") -> ProgressLine:
    return ProgressLine(
        rank=place,
        community=name or one.name,
        on_roster=one.on_roster,
        registered=one.with_entry,
        coverage=_coverage(one),
        home_visits=one.home_visit_share,
        by_app=one.app_share,
        confirmed=one.confirmed,
        approved=one.approved,
        handed_over=one.handed_over,
        remark=str(short_forecast(one)),
    )


def _coverage(one: _Progress) -> float | None:
    return one.with_entry / one.on_roster if one.on_roster else None


def _state(progress: ProgressView) -> str:
    total = progress.total
    words = text(
        "As of {day}, of {people} people on the roster {entries} are registered ({coverage}); "
        "home visits {visits} (target {visit_target}), by app {app} (target {app_target}); "
        "{approved} entries are approved, {handed_over} handed over.",
        day=full_day(progress.today),
        people=total.on_roster,
        entries=total.with_entry,
        coverage=percent(_coverage(total)),
        visits=percent(total.home_visit_share),
        visit_target=percent(progress.home_visit_target),
        app=percent(total.app_share),
        app_target=percent(progress.app_target),
        approved=total.approved,
        handed_over=total.handed_over,
    )
    return str(words)


def _deadlines(deadlines: Iterable[Deadline]) -> str:
    parts = [
        _(_LEFT[one.kind]).format(day=day_words(one.day), left=_days_left(one.days_left))
        for one in deadlines
    ]
    return str(text("Deadlines: {parts}. The communities stand as follows.", parts=listed(parts)))


def _days_left(days: int) -> str:
    if days < 0:
        return _("{days} days late").format(days=-days)
    return _("{days} days left").format(days=days) if days else _("today")


def _points(progress: ProgressView, ranked: list[_Progress]) -> Iterator[str]:
    """Who is ahead, then each way of being behind; what is in order is not spoken of."""
    complete = [one.name for one in ranked if not _missing(one)]
    if complete and len(complete) == len(ranked):
        yield str(text("Registering is complete in every community."))
    elif complete:
        yield str(text("Registering is complete in {names}.", names=_named(complete)))
    yield from _who_is_missing(progress, ranked)
    yield from _below(progress, ranked)
    late = [one for one in ranked if one.registering and one.registering.standing in _BEHIND]
    if late:
        names = _counted(late, short_forecast)
        yield str(text("At the pace of the last days these will be late: {names}.", names=names))
    without = [one.name for one in ranked if not one.has_community_form]
    if without:
        yield str(text("The community form is missing from {names}.", names=_named(without)))


def _who_is_missing(progress: ProgressView, ranked: list[_Progress]) -> Iterator[str]:
    behind = sorted(filter(_missing, ranked), key=_missing, reverse=True)
    if behind:
        words = text(
            "{count} people have no form yet: {names}. Please visit them and report by {day}; "
            "where somebody cannot be surveyed, please report the reason.",
            count=sum(map(_missing, behind)),
            names=_counted(behind, _missing),
            day=day_words(progress.deadlines[0].day),
        )
        yield str(words)


def _below(progress: ProgressView, ranked: list[_Progress]) -> Iterator[str]:
    """Communities whose rates miss the targets (rules M01, M02)."""
    targets = (progress.home_visit_target, progress.app_target)
    for (name, words), target in zip(_BELOW.items(), targets, strict=True):
        known = [one for one in ranked if getattr(one, name) is not None]
        below = [one for one in known if getattr(one, name) < target]
        if below:
            names = _counted(below, partial(_share_of, name))
            yield str(text(words, target=percent(target), names=names))


def _share_of(name: str, one: _Progress) -> str:
    return percent(getattr(one, name))


def _missing(one: _Progress) -> int:
    return one.registering.left if one.registering else one.missing


def _counted(communities: Iterable[_Progress], value: Callable[[_Progress], object]) -> str:
    return _named([with_remark(one.name, str(value(one))) for one in communities])


def _named(names: list[str]) -> str:
    """The first names, and how many more there are; the table shows them all."""
    if len(names) <= _MOST_NAMED:
        return listed(names)
    words = _("{names} and others, {count} in all")
    return words.format(names=listed(names[:_MOST_NAMED]), count=len(names))


def _numbered(points: Iterable[str]) -> Iterator[str]:
    for number, words in enumerate(points, start=1):
        yield f"{number}. {words}"

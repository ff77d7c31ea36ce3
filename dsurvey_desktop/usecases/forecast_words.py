"""Forecasts in an officer's words, the same on screen, on paper and in workbooks."""

from __future__ import annotations

from datetime import date

from dsurvey_desktop.domain.forecast import PACE_DAYS, Forecast, Standing
from dsurvey_desktop.domain.texts import N_, Text, text
from dsurvey_desktop.usecases.progress_views import CommunityProgress

REGISTERING = N_("register")
APPROVING = N_("approve")
WEIGHT = {
    Standing.DONE: "done",
    Standing.IN_TIME: "",
    Standing.LATE: "warning",
    Standing.STALLED: "warning",
    Standing.OVERDUE: "error",
}
"""The shape beside the words."""
_MONTHS = (
    N_("Jan {day}"),
    N_("Feb {day}"),
    N_("Mar {day}"),
    N_("Apr {day}"),
    N_("May {day}"),
    N_("Jun {day}"),
    N_("Jul {day}"),
    N_("Aug {day}"),
    N_("Sep {day}"),
    N_("Oct {day}"),
    N_("Nov {day}"),
    N_("Dec {day}"),
)


def day_words(day: date) -> Text:
    """Month and day."""
    return text(_MONTHS[day.month - 1], day=day.day)


def next_stage(progress: CommunityProgress) -> tuple[str, Forecast] | None:
    """What is worked at: registering until everybody is, then approving; None at a district."""
    if progress.registering is None or progress.approving is None:
        return None
    if progress.registering.standing is not Standing.DONE:
        return REGISTERING, progress.registering
    return APPROVING, progress.approving


def short_forecast(progress: CommunityProgress) -> Text:
    """Which stage is done by when, in a cell of a table."""
    found = next_stage(progress)
    if found is None:
        return Text("")
    stage, one = found
    if one.standing is Standing.DONE:
        is_empty = not (progress.on_roster or progress.approved)
        return text("nobody on the roster") if is_empty else text("all approved")
    return text("{stage} {when}", stage=text(stage), when=_when(one))


def _when(one: Forecast) -> Text:
    if one.done_on is None:
        if one.standing is Standing.OVERDUE:
            return text("{days} days late, standing still", days=one.days_late)
        return text("standing still")
    day = day_words(one.done_on)
    if one.days_late:
        return text("{day}, {days} d late", day=day, days=one.days_late)
    return day


def long_forecast(one: Forecast) -> Text:
    """A sentence with the pace, the day and what the deadline asks."""
    if one.standing is Standing.DONE:
        return text("Complete.")
    if one.done_on is None:
        words = text("{left} left; none in the last {days} days.", left=one.left, days=PACE_DAYS)
        return _with_need(one, words)
    words = text(
        "{left} left, {pace} a day: done on {day}{late}.",
        left=one.left,
        pace=_pace(one.pace),
        day=day_words(one.done_on),
        late=text(", {days} days late", days=one.days_late) if one.days_late else Text(""),
    )
    return _with_need(one, words)


def _with_need(one: Forecast, words: Text) -> Text:
    if one.needed_per_day is None:
        return words
    return text("{words} {count} a day are needed.", words=words, count=one.needed_per_day)


def _pace(pace: float) -> str:
    """One decimal where it matters."""
    return f"{pace:.0f}" if pace >= 10 else f"{pace:.1f}".removesuffix(".0")

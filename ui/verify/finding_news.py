"""What a correction did to the findings, in one sentence."""

from __future__ import annotations

from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.usecases.entry_views import EntryView, FindingView

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


def by_weight(findings: tuple[FindingView, ...]) -> list[FindingView]:
    """Errors first, then what is not explained; the form's order within."""
    return sorted(findings, key=lambda one: (_WEIGHT[one.finding.severity], bool(one.explanation)))


def correction_news(before: EntryView, after: EntryView) -> Text:
    """Which findings the step from `before` to `after` closed and opened."""
    was, now = _open_keys(before), _open_keys(after)
    closed, opened = len(was - now), len(now - was)
    if opened:
        return text(
            "Saved. Findings closed: {closed}, newly opened: {opened}.",
            closed=closed,
            opened=opened,
        )
    if closed:
        return text("Saved. Findings closed: {closed}.", closed=closed)
    return text("Saved. The findings are the same as before.")


def _open_keys(view: EntryView) -> set[tuple[str, str]]:
    return {one.finding.key for one in view.findings if one.is_open}

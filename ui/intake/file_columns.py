"""The columns of the list of files."""

from __future__ import annotations

from collections.abc import Callable

from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.domain.word_lists import labelled, told
from dsurvey_desktop.usecases.intake_views import DETAILS, BatchView, FileOutcome
from ui.dates import moment_text
from ui.intake.intake_state import FileLine
from ui.widgets.row_model import Column

KINDS = {
    "individual": N_("People"),
    "community": N_("Community forms"),
    "return": N_("Answers to a return"),
    "roster": N_("Roster"),
    "details": N_("Details of forms"),
    "": N_("—"),
}
Counts = BatchView | FileOutcome


def file_columns() -> tuple[Column[FileLine], ...]:
    """File, how it stands, and what became of its rows; the first two are seen at large text."""
    return (
        _file(),
        Column(_("Status"), standing, kind=standing_kind, tip=standing_tip, width=40),
        Column(_("Kind"), lambda line: _(KINDS[line.counts.kind]), width=30),
        _count(_("Read"), lambda c: c.rows_read),
        _count(_("Taken"), lambda c: c.taken),
        _count(_("Unchanged"), lambda c: c.unchanged),
        _count(_("Differing"), lambda c: c.pending, "warning"),
        _count(_("Set aside"), lambda c: c.set_aside, "warning"),
        Column(_("When"), _when, width=32),
    )


def _file() -> Column[FileLine]:
    """At large text too, enough of a name to tell it from others."""
    return Column(_("File"), _name, tip=_name, width=0, least=50, is_file=True)


def _name(line: FileLine) -> str:
    return line.file


def standing(line: FileLine) -> str:
    """Waiting, refused, taken back, nothing new, with rows to decide or problems, or taken in."""
    if line.waits_for_mapping or line.waiting is not None:
        return _awaited(line)
    if line.is_refused:
        return _("Refused")
    if line.batch is None:
        return _("Joined to its forms") if line.counts.kind == DETAILS else _("Nothing new")
    if line.batch.is_undone:
        return _("Taken back")
    if line.to_decide:
        return _("{count} rows to decide").format(count=line.to_decide)
    problems = _serious(line)
    return _("{count} problems").format(count=problems) if problems else _("Taken in")


def standing_tip(line: FileLine) -> str:
    """How it stands, which may be cut at large text, and why."""
    return " ".join(filter(None, (standing(line), refusal_words(line))))


def _awaited(line: FileLine) -> str:
    """What a file waits for."""
    if line.waits_for_mapping:
        is_year = line.outcome is not None and line.outcome.waits_for_year
        return _("Check the year") if is_year else _("Check the columns")
    return _("Waits for its forms") if line.waits_for_forms else _("Take the password away")


def standing_kind(line: FileLine) -> str:
    """The shape before it."""
    if line.waits_for_mapping or line.waiting is not None:
        return "warning"
    if line.is_refused:
        return "error"
    if line.batch is None or line.batch.is_undone:
        return "done" if line.counts.kind == DETAILS else "notice"
    return "warning" if line.to_decide or _serious(line) else "done"


def refusal_words(line: FileLine) -> str:
    """Whose file was refused, why, and what to do; empty when it was not."""
    if line.outcome is None or line.outcome.refusal is None:
        return ""
    refusal = line.outcome.refusal
    words = told(refusal.message, refusal.advice)
    return labelled(line.community, words) if line.community else words


def _serious(line: FileLine) -> int:
    return sum(problem.severity is not Severity.NOTICE for problem in line.problems)


def _count(title: str, count: Callable[[Counts], int], kind: str = "") -> Column[FileLine]:
    return Column(
        title,
        lambda line: f"{count(line.counts):,}",
        is_number=True,
        kind=(lambda line: kind if line.to_decide and count(line.counts) else "") if kind else None,
        width=17,
    )


def _when(line: FileLine) -> str:
    when = line.since if line.batch is None else line.batch.received_at
    return "" if when is None else moment_text(when)

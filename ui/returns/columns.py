"""The columns of queries and of return sheets."""

from __future__ import annotations

from dsurvey_desktop.domain.query import QueryState, Turn
from dsurvey_desktop.domain.return_mark import query_code
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.query_views import QueryView, ReturnView
from ui.verify.query_panel import question_words, since_words, turn_words
from ui.widgets.row_model import Column


def query_columns() -> tuple[Column[QueryView], ...]:
    """Whose entry, what is asked, whose turn, what was answered."""
    return (
        Column(_("No."), lambda one: query_code(one.id), width=18),
        Column(_("Name"), lambda one: one.name, width=24),
        Column(_("Community"), lambda one: one.community_name, width=30),
        Column(_("What is asked"), question_words, tip=question_words, width=0),
        Column(_("Status"), turn_words, kind=_query_kind, width=46),
        Column(_("Since"), since_words, width=20, sort=lambda one: one.since),
        Column(_("Answer"), lambda one: one.answer, tip=lambda one: one.answer, width=0),
    )


def _query_kind(one: QueryView) -> str:
    if one.state is QueryState.ANSWERED:
        return "done"
    return "warning" if one.turn is Turn.OFFICE else "notice"


def sheet_columns() -> tuple[Column[ReturnView], ...]:
    """Number, community, when it was made and is due, and what is not answered."""
    return (
        Column(_("Code"), lambda one: one.code, width=24),
        Column(_("Community"), lambda one: one.community_name, width=36),
        Column(_("Points"), lambda one: f"{one.points:,}", is_number=True, width=18),
        Column(_("Answer by"), lambda one: one.due_on.isoformat(), width=30),
        Column(_("Status"), sheet_words, kind=_sheet_kind, width=0),
    )


def sheet_words(one: ReturnView) -> str:
    """What of a sheet is not answered yet."""
    if not one.waiting:
        return _("all answered")
    words = _("{count} without answer").format(count=one.waiting)
    return _("{words}, overdue: please remind").format(words=words) if one.is_overdue else words


def _sheet_kind(one: ReturnView) -> str:
    if not one.waiting:
        return "done"
    return "warning" if one.is_overdue else "notice"

"""Explaining a warning that is true after all (product D4)."""

from __future__ import annotations

from dsurvey_desktop.domain.entry_rights import EntryStep
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import entry_columns, entry_store, review_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.entry_views import EntryView, Seen
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.meanwhile import check_seen
from dsurvey_desktop.usecases.permissions import require_step
from dsurvey_desktop.usecases.reasons import stated
from dsurvey_desktop.usecases.show_entry import load, show_entry


def explain_finding(
    desk: Desk,
    entry_id: EntryId,
    rule: str,
    item: str,
    explanation: str,
    seen: Seen | None = None,
) -> EntryView:
    """Keep why what a warning says is true after all; errors can only be corrected.

    Where the warning comes to say something else, that is to be explained anew.

    Raises:
        AppError: `not_allowed`, `no_entry`, `no_finding`, `error_not_explainable`,
            `reason_missing`, `entry_changed`.
    """
    require_step(desk, EntryStep.EXPLAIN)
    why = stated(explanation)
    with desk.database.write() as connection:
        record = load(connection, entry_id)
        check_seen(connection, record, seen)
        finding = next((f for f in record.findings if f.key == (rule, item)), None)
        if finding is None:
            raise AppError(
                "no_finding",
                text("This entry has no such finding (any more)."),
                text("Please look the entry's findings up again."),
            )
        if finding.severity is Severity.ERROR:
            raise AppError(
                "error_not_explainable",
                text("An error can't be explained away."),
                text("Please correct it, or return the entry to its community."),
            )
        review_store.explain(connection, entry_id, finding, why, desk.user.id, desk.now())
        explained = review_store.explained_findings(connection, entry_id)
        summary = entry_columns.summary_values(record.answers, record.findings, explained)
        entry_store.update_entry(connection, entry_id, summary)
        detail = {"rule": rule, "item": item, "explanation": why, "said": finding.said}
        note(connection, desk, "warning_explained", f"entry {entry_id}", detail)
    return show_entry(desk, entry_id)

"""Explaining a warning that is true after all (product D4)."""

from __future__ import annotations

from dsurvey_desktop.domain.entry import Finding
from dsurvey_desktop.domain.entry_rights import EntryStep
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import entry_columns, entry_store, review_store
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.entry_views import EntryView, Seen
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.meanwhile import check_seen, new_warning
from dsurvey_desktop.usecases.permissions import require_step
from dsurvey_desktop.usecases.reasons import stated
from dsurvey_desktop.usecases.recheck import recheck
from dsurvey_desktop.usecases.show_entry import load, show_entry

EXPLAINED = "warning_explained"


def explain_finding(
    desk: Desk,
    entry_id: EntryId,
    rule: str,
    item: str,
    explanation: str,
    seen: Seen | None = None,
    said: str = "",
) -> EntryView:
    """Keep why what a warning says is true after all; errors can only be corrected.

    Where the warning comes to say something else, that is to be explained anew.

    Args:
        desk: who explains.
        entry_id: of the entry.
        rule: of the warning.
        item: the warning's.
        explanation: in words.
        seen: the entry as the person saw it.
        said: what they saw the warning say (`Finding.said`); empty where they go by rule and item.

    Raises:
        AppError: `not_allowed`, `no_entry`, `no_finding`, `error_not_explainable`,
            `reason_missing`, `entry_changed`.
    """
    require_step(desk, EntryStep.EXPLAIN)
    why = stated(explanation)
    with desk.database.write() as connection:
        record = load(connection, entry_id)
        check_seen(connection, record, seen)
        finding = _warning(record, rule, item, said)
        if not finding.basis:  # an older program's, which did not keep what it rests on
            recheck(connection, desk, EXPLAINED, [entry_id])
            record = load(connection, entry_id)
            finding = _warning(record, rule, item)
        review_store.explain(connection, entry_id, finding, why, desk.user.id, desk.now())
        explained = review_store.explained_findings(connection, entry_id)
        summary = entry_columns.summary_values(record.answers, record.findings, explained)
        entry_store.update_entry(connection, entry_id, summary)
        detail = {"rule": rule, "item": item, "explanation": why, "said": finding.said}
        note(connection, desk, EXPLAINED, f"entry {entry_id}", detail)
    return show_entry(desk, entry_id)


def _warning(record: EntryRecord, rule: str, item: str, said: str = "") -> Finding:
    """The entry's warning; AppError `no_finding`, `entry_changed` or `error_not_explainable`."""
    here = [one for one in record.findings if one.key == (rule, item)]
    finding = next((one for one in here if said in {"", one.said}), None)
    if finding is None and here:
        raise new_warning(record)
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
    return finding

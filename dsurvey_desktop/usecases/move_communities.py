"""Moving community forms to another edition; what was sent stays with the row it came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Answers, Finding
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.storage import community_store, entry_lookup, row_store
from dsurvey_desktop.storage.community_store import CommunityFormRecord
from dsurvey_desktop.usecases.carrying import answer_names, carry
from dsurvey_desktop.usecases.community_forms import check_known
from dsurvey_desktop.usecases.community_inspection import community_findings
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import load_form
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.move_choice import EVERYTHING, MoveChoice


@dataclass(frozen=True, slots=True)
class FormPlan:
    """A community form on its way; `left` and `back` as in `EntryPlan`."""

    record: CommunityFormRecord
    answers: Answers
    left: Answers
    back: Answers
    findings: tuple[Finding, ...]


def plan_forms(
    connection: Connection, desk: Desk, form: Form, choice: MoveChoice = EVERYTHING
) -> tuple[FormPlan, ...]:
    """A plan for every chosen community form that stands on another edition."""
    for code in choice.communities:
        check_known(connection, code)
    in_care = entry_lookup.residents_in_care(connection)
    forms = community_store.load_forms(connection).values()
    return tuple(
        _plan(connection, desk, form, one, in_care.get(one.community_code, 0))
        for one in forms
        if one.form_digest != form.digest and choice.includes(one.community_code)
    )


def _plan(
    connection: Connection, desk: Desk, form: Form, record: CommunityFormRecord, in_care: int
) -> FormPlan:
    names = answer_names(form)
    own = answer_names(load_form(connection, record.form_digest))
    row = row_store.load_row(connection, record.row_id)
    sent = row.answers if row is not None else {}
    behind = {name: value for name, value in sent.items() if name in names - own}
    kept, left = carry(record.answers, names)
    answers = {**behind, **kept}
    findings = community_findings(connection, desk, answers, form.digest, in_care)
    return FormPlan(record, answers, left, behind, findings)


def move_forms(connection: Connection, desk: Desk, form: Form, plans: Sequence[FormPlan]) -> None:
    """Move them, in the caller's unit of work."""
    for plan in plans:
        code, row_id = plan.record.community_code, plan.record.row_id
        community_store.save_form(
            connection, code, plan.answers, plan.findings, row_id, form.digest
        )
    detail = {
        "to": form.digest,
        "changes": [
            {
                "community": plan.record.community_code,
                "left": dict(plan.left),
                "back": dict(plan.back),
            }
            for plan in plans
            if plan.left or plan.back
        ],
    }
    note(connection, desk, "community_forms_moved", f"{len(plans)} forms", detail)

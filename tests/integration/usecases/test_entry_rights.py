"""State × role × step × path: what the table of rights says is what the program does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import combinations

import pytest
from sqlalchemy import Connection

from dsurvey_desktop.domain.contact import ContactOutcome
from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.entry_rights import RIGHTS, EntryStep
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.storage.database import Database
from dsurvey_desktop.usecases.approve_entries import approve_entries, withdraw_approval
from dsurvey_desktop.usecases.approve_ready import approve_ready
from dsurvey_desktop.usecases.confirm_entries import record_contact
from dsurvey_desktop.usecases.correct_batch import ANY, BatchCorrection, correct_batch
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.entry_views import ReadyEntry
from dsurvey_desktop.usecases.explain_finding import explain_finding
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.query_entry import open_query
from tests.integration.usecases.approval_scene import Scene, set_scene
from tests.integration.usecases.approval_steps import accept, bring_to, late, send_back
from tests.integration.usecases.unlogged import changes_of

WHY = "电话核实"


def correct(scene: Scene) -> None:
    correct_entry(scene.desk, scene.entry.id, "note", "另一句", WHY)


def correct_many(scene: Scene) -> None:
    batch = BatchCorrection("note", ANY, "都一样", EntryFilter(text=scene.one["name"]))
    correct_batch(scene.desk, batch, WHY, [scene.entry.id])


def confirm(scene: Scene) -> None:
    record_contact(scene.desk, scene.entry.id, ContactOutcome.UNCHANGED)


def explain(scene: Scene) -> None:
    finding = next(f for f in scene.entry.findings if f.rule == "D03")
    explain_finding(scene.desk, scene.entry.id, finding.rule, finding.item, WHY)


def ask(scene: Scene) -> None:
    open_query(scene.desk, scene.entry.id, "请再核实一次")


def approve(scene: Scene) -> None:
    approve_entries(scene.desk, [scene.entry.id])


def withdraw(scene: Scene) -> None:
    withdraw_approval(scene.desk, scene.entry.id, WHY)


def approve_offered(scene: Scene) -> None:
    entry = scene.entry
    approve_ready(scene.desk, [ReadyEntry(entry.id, entry.name, entry.version, entry.version)])


def hand_over(scene: Scene) -> None:
    export_bundle(scene.desk, scene.small.folder / "stick 2")


PATHS: dict[Callable[[Scene], None], EntryStep] = {
    correct: EntryStep.CORRECT,
    correct_many: EntryStep.CORRECT,
    confirm: EntryStep.CONFIRM,
    explain: EntryStep.EXPLAIN,
    ask: EntryStep.ASK,
    approve: EntryStep.APPROVE,
    approve_offered: EntryStep.APPROVE,
    withdraw: EntryStep.WITHDRAW,
    hand_over: EntryStep.HAND_OVER,
}
ROLES = tuple(
    frozenset(some) for count in range(len(Role) + 1) for some in combinations(Role, count)
)
"""Nobody's, each alone, and every way one person holds several."""


def bring(scene: Scene, state: EntryState) -> None:
    """Every state by the steps that lead to it."""
    late(scene)
    if state is EntryState.RECEIVED:
        correct_entry(scene.desk, scene.entry.id, "reporter", None, WHY)
    elif state is EntryState.IN_QUERY:
        open_query(scene.desk, scene.entry.id, "请核实")
    elif state is EntryState.APPROVED:
        bring_to(scene, state)
    elif state is not EntryState.READY:
        bring_to(scene, EntryState.HANDED_OVER)
        leads = {EntryState.ACCEPTED: accept, EntryState.SENT_BACK: send_back}
        leads.get(state, lambda _scene: None)(scene)
    assert scene.entry.state is state


class _Done(Exception):
    """Ends a unit of work that changed something, and was only tried."""


@pytest.fixture
def only_tried(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From when it is called on, what would change is carried out, rolled back and told."""
    before = Database.write

    @contextmanager
    def write(database: Database) -> Iterator[Connection]:
        with before(database) as connection:
            changes = changes_of(connection)
            yield connection
            if changes_of(connection) != changes:
                raise _Done

    return lambda: monkeypatch.setattr(Database, "write", write)


def is_done(step: Callable[[Scene], object], scene: Scene) -> bool:
    with suppress(AppError):
        try:
            step(scene)
        except _Done:
            return True
    return False


@pytest.mark.parametrize("state", EntryState)
def test_the_program_does_what_the_table_says(small_desk, small, only_tried, state) -> None:
    scene = set_scene(small_desk, small)
    bring(scene, state)
    only_tried()
    everybody = scene.desk
    found, said = {}, {}
    for roles in ROLES:
        scene.desk = replace(everybody, user=replace(everybody.user, roles=roles))
        for path, step in PATHS.items():
            found[path.__name__, *roles] = is_done(path, scene)
            right = RIGHTS[step]
            said[path.__name__, *roles] = right.role in roles and state in right.states
    assert found == said

"""State × step × path × role: an approval falls on every later change, on every path."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.domain.office import Community, Office, OfficeLevel, Role
from dsurvey_desktop.domain.second_entry import Kept
from dsurvey_desktop.exchange.bundle import BundleContent, build_bundle
from dsurvey_desktop.exchange.bundle_file import write_bundle_file
from dsurvey_desktop.exchange.office_keys import OfficeKeys, generate_keys
from dsurvey_desktop.exchange.office_tables import AcceptedRow, SentBackRow, receipt_tables
from dsurvey_desktop.exchange.statement import BundleKind, Statement
from dsurvey_desktop.storage import (
    account_store,
    bundle_store,
    log_store,
    office_store,
    received_store,
)
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.adopt_edition import adopt_edition
from dsurvey_desktop.usecases.approve_entries import approve_entries, withdraw_approval
from dsurvey_desktop.usecases.change_settings import add_communities, change_campaign
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.correct_entry import correct_entry, undo_correction
from dsurvey_desktop.usecases.decide_pending import decide_pending
from dsurvey_desktop.usecases.decide_second import decide_difference, list_differences
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.draw_sample import draw_sample
from dsurvey_desktop.usecases.draw_second_entry import draw_second_entry
from dsurvey_desktop.usecases.enter_again import enter_again
from dsurvey_desktop.usecases.explain_finding import explain_finding
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.import_last_year import import_last_year
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_pending import list_pending
from dsurvey_desktop.usecases.list_set_aside import list_set_aside
from dsurvey_desktop.usecases.manage_keys import trust_key_card
from dsurvey_desktop.usecases.move_entries import move_entries
from dsurvey_desktop.usecases.open_receipt import open_receipt
from dsurvey_desktop.usecases.settle_row import settle_row
from dsurvey_desktop.usecases.show_entry import show_entry
from dsurvey_desktop.usecases.show_office import show_office
from dsurvey_desktop.usecases.undo_batch import undo_batch
from tests.changed_form import next_edition

DISTRICT = Office("330282", "区残联", OfficeLevel.DISTRICT)


@dataclass
class Scene:
    """A desk whose first person's entry the steps are about."""

    desk: Desk
    small: Any
    keys: OfficeKeys

    @property
    def one(self) -> dict[str, Any]:
        return self.small.people[0]

    @property
    def entry(self):
        return next(
            e for e in list_entries(self.desk) if e.certificate_no == self.one["certificate_no"]
        )

    def send(self, name: str, *answers: dict[str, Any], take_changes: bool = False):
        path = self.small.submission(name, *answers)
        (outcome,) = add_submissions(self.desk, [path], take_changes=take_changes)
        assert outcome.refusal is None
        return outcome

    def set_campaign(self, **changes: Any) -> None:
        change_campaign(self.desk, replace(show_office(self.desk).campaign, **changes))

    def log(self) -> list[Any]:
        with self.desk.database.read() as connection:
            return list(log_store.lines(connection))


@pytest.fixture
def scene(small_desk: Desk, small) -> Scene:
    made = Scene(small_desk, small, generate_keys())
    card = made.keys.card(DISTRICT, small_desk.now().replace(microsecond=0))
    path = small.folder / "district.keycard.txt"
    path.write_text(card.to_text(), "utf-8")
    trust_key_card(small_desk, path)
    made.send("首次.csv", *small.people[:3])
    return made


def other_answers(scene: Scene) -> dict[str, Any]:
    return scene.one | {"mobile": "13912345678"}


# Before: what happens while nobody has approved. After: the step that must make an approval fall.


def nothing(_scene: Scene) -> None: ...


def corrected(scene: Scene) -> None:
    correct_entry(scene.desk, scene.entry.id, "note", "第一次", "电话核实")


def difference_waits(scene: Scene) -> None:
    assert scene.send("更正.csv", other_answers(scene)).pending == 1


def difference_taken(scene: Scene) -> None:
    assert scene.send("更正.csv", other_answers(scene), take_changes=True).taken == 1


def twin_row_set_aside(scene: Scene) -> None:
    """The person's reissued certificate is on no roster yet, so its row waits."""
    reissued = scene.one | {"certificate_no": scene.one["certificate_no"] + "B1"}
    assert scene.send("补证.csv", reissued).set_aside == 1


def roster_with_twin(scene: Scene) -> Path:
    path = scene.small.roster(name="补证名册.csv")
    lines = path.read_text("utf-8-sig").splitlines()
    number = scene.one["certificate_no"]
    path.write_text(
        "\n".join([*lines, lines[1].replace(f"{number},", f"{number}B1,")]), "utf-8-sig"
    )
    return path


def row_of_a_twin_set_aside(scene: Scene) -> None:
    import_roster(scene.desk, roster_with_twin(scene))
    mistyped = scene.one | {"certificate_no": scene.one["certificate_no"] + "B9"}
    assert scene.send("补证.csv", mistyped).set_aside == 1


def roster_with(scene: Scene, *changes: dict[str, Any], but: int | None = None) -> None:
    import_roster(scene.desk, scene.small.roster(*changes, but=but, name="新名册.csv"))


def correct(scene: Scene) -> None:
    correct_entry(scene.desk, scene.entry.id, "mobile", "13912345678", "电话核实")


def undo_own_correction(scene: Scene) -> None:
    undo_correction(scene.desk, scene.entry.id)


def take_pending(scene: Scene) -> None:
    (waiting,) = list_pending(scene.desk)
    decide_pending(scene.desk, [waiting.id], take=True)


def take_in_changes(scene: Scene) -> None:
    difference_taken(scene)


def withdraw(scene: Scene) -> None:
    withdraw_approval(scene.desk, scene.entry.id, "再核")


def settle_on_the_twin(scene: Scene) -> None:
    """A person says a row is of the reissued certificate: a warning nobody has seen (P04)."""
    (row,) = list_set_aside(scene.desk)
    settle_row(scene.desk, row.id, scene.one["certificate_no"] + "B1", "电话核实")


def roster_says_another_name(scene: Scene) -> None:
    roster_with(scene, {"name": "改名人"})


def roster_lacks_the_person(scene: Scene) -> None:
    roster_with(scene, but=0)


def roster_says_after_cutoff(scene: Scene) -> None:
    roster_with(scene, {"certified_on": "2025-10-02"})


def roster_moves_the_person(scene: Scene) -> None:
    other = scene.small.setup.communities[1]
    roster_with(scene, {"community": other.name, "code": other.code})


def roster_brings_the_twin(scene: Scene) -> None:
    """The reissued certificate is on a later roster: its row becomes an entry beside this one."""
    assert import_roster(scene.desk, roster_with_twin(scene)).taken == 1


def cutoff_moves(scene: Scene) -> None:
    scene.set_campaign(cutoff_date=date(2015, 1, 1))


def deadline_moves(scene: Scene) -> None:
    """The file came before the old deadline and after the new one (D03)."""
    scene.set_campaign(reference_date=date(2025, 9, 1), community_deadline=date(2025, 10, 7))


def opening_moves(scene: Scene) -> None:
    """The survey now opened after the visit (D01)."""
    scene.set_campaign(
        opening_date=date(2025, 10, 5),
        reference_date=date(2025, 10, 5),
        community_deadline=date(2025, 10, 10),
    )


def edition_adopted(scene: Scene) -> None:
    adopt_edition(scene.desk, next_edition(scene.small.folder / "小改.xlsx", is_quiet=True))


def move_to_edition(scene: Scene) -> None:
    """The new edition has no item for an answer, which goes into the history."""
    move_entries(scene.desk, "individual")


def last_year_differs(scene: Scene) -> None:
    """An answer that rarely changes was another last year (P08)."""
    other = "1" if scene.one["hukou"] == "2" else "2"
    import_last_year(scene.desk, scene.small.submission("去年.csv", scene.one | {"hukou": other}))


def last_year_agrees(scene: Scene) -> None:
    assert import_last_year(scene.desk, scene.small.submission("去年.csv", scene.one)).matched == 1


def entered_again(scene: Scene) -> None:
    """A colleague reads another telephone number on the paper."""
    draw_second_entry(scene.desk, share=1, seed=7)
    colleague = replace(scene.desk, user=replace(scene.desk.user, id=a_colleague(scene)))
    enter_again(colleague, scene.entry.id, other_answers(scene))


def a_colleague(scene: Scene) -> UserId:
    with scene.desk.database.write() as connection:
        number = account_store.next_user_id(connection)
        office_store.add_account(connection, number, "林复录", Role, scene.desk.now())
    return number


def second_is_right(scene: Scene) -> None:
    (one,) = list_differences(scene.desk)
    decide_difference(scene.desk, one.id, Kept.SECOND, "纸质表如此")


def first_is_right(scene: Scene) -> None:
    (one,) = list_differences(scene.desk)
    decide_difference(scene.desk, one.id, Kept.FIRST, "纸质表如此")


Step = Callable[[Scene], None]
PATHS: dict[str, tuple[Step, Step]] = {
    "corrected": (nothing, correct),
    "correction undone": (corrected, undo_own_correction),
    "difference taken": (difference_waits, take_pending),
    "changes taken in": (nothing, take_in_changes),
    "row settled on a twin": (row_of_a_twin_set_aside, settle_on_the_twin),
    "name on the roster": (nothing, roster_says_another_name),
    "gone from the roster": (nothing, roster_lacks_the_person),
    "after the cut-off on the roster": (nothing, roster_says_after_cutoff),
    "moved on the roster": (nothing, roster_moves_the_person),
    "twin on the roster": (twin_row_set_aside, roster_brings_the_twin),
    "cut-off day": (nothing, cutoff_moves),
    "deadline": (nothing, deadline_moves),
    "opening day": (nothing, opening_moves),
    "moved to an edition": (edition_adopted, move_to_edition),
    "last year speaks against it": (nothing, last_year_differs),
    "second entry is right": (entered_again, second_is_right),
}


@pytest.fixture(params=[EntryState.APPROVED, EntryState.HANDED_OVER])
def state(request: pytest.FixtureRequest) -> EntryState:
    return request.param


def bring_to(scene: Scene, state: EntryState) -> None:
    entry = scene.entry
    assert approve_entries(scene.desk, [entry.id]).approved == (entry.id,)
    if state is EntryState.HANDED_OVER:
        export_bundle(scene.desk, scene.small.folder / "stick")
    assert scene.entry.state is state


@pytest.mark.parametrize("path", PATHS)
def test_an_approval_falls_on_every_later_change(
    scene: Scene, state: EntryState, path: str
) -> None:
    before, change = PATHS[path]
    before(scene)
    bring_to(scene, state)
    change(scene)
    view = show_entry(scene.desk, scene.entry.id)
    assert view.state in {EntryState.READY, EntryState.RECEIVED}
    assert (view.approved_by, view.approved_at) == ("", None)
    assert view.state is (EntryState.RECEIVED if view.blockers else EntryState.READY)
    fell = [line for line in scene.log() if line.action == "approvals_fell"]
    assert [scene.entry.id in line.detail["entries"] for line in fell] == [True]
    check_log(scene.desk)


def explain(scene: Scene) -> None:
    finding = next(f for f in scene.entry.findings if f.rule == "D03")
    explain_finding(scene.desk, scene.entry.id, finding.rule, finding.item, "大雪封路")


def keep_pending(scene: Scene) -> None:
    (waiting,) = list_pending(scene.desk)
    decide_pending(scene.desk, [waiting.id], take=False, reason="电话核实")


def correct_another(scene: Scene) -> None:
    other = next(e for e in list_entries(scene.desk) if e.id != scene.entry.id)
    correct_entry(scene.desk, other.id, "mobile", "13912345678", "电话核实")


def send_again(scene: Scene) -> None:
    assert scene.send("首次.csv", *scene.small.people[:3]).batch is None


def send_another(scene: Scene) -> None:
    assert scene.send("再次.csv", scene.small.people[4]).taken == 1


def undo_another_batch(scene: Scene) -> None:
    undo_batch(scene.desk, list_batches(scene.desk)[0].id)


def same_roster(scene: Scene) -> None:
    roster_with(scene)


def roster_corrects_another(scene: Scene) -> None:
    roster_with(scene, {}, {"name": "改名人"})


def rule_switched_off(scene: Scene) -> None:
    scene.set_campaign(rules_off=frozenset({"D03"}))


def target_set(scene: Scene) -> None:
    scene.set_campaign(home_visit_target=0.95)


def community_added(scene: Scene) -> None:
    add_communities(scene.desk, [Community("330282105299", "新设村")])


def sample_drawn(scene: Scene) -> None:
    draw_sample(scene.desk, share=1.0, seed=1)


def late(scene: Scene) -> None:
    """The deadline lies before the file came: a warning the officer sees when approving."""
    deadline_moves(scene)


HARMLESS: dict[str, tuple[Step, Step]] = {
    "warning explained": (late, explain),
    "difference arrives": (nothing, difference_waits),
    "difference kept out": (difference_waits, keep_pending),
    "another entry corrected": (nothing, correct_another),
    "same file again": (nothing, send_again),
    "another file": (nothing, send_another),
    "another batch undone": (send_another, undo_another_batch),
    "same roster again": (nothing, same_roster),
    "another person on the roster": (nothing, roster_corrects_another),
    "a rule switched off": (late, rule_switched_off),
    "a target": (nothing, target_set),
    "a community added": (nothing, community_added),
    "a sample drawn": (nothing, sample_drawn),
    "a form edition adopted": (nothing, edition_adopted),
    "last year agrees": (nothing, last_year_agrees),
    "entered again": (nothing, entered_again),
    "first entry is right": (entered_again, first_is_right),
}


@pytest.mark.parametrize("path", HARMLESS)
def test_an_approval_stands_while_what_was_approved_does(
    scene: Scene, state: EntryState, path: str
) -> None:
    before, change = HARMLESS[path]
    before(scene)
    bring_to(scene, state)
    version = scene.entry.version
    change(scene)
    assert (scene.entry.state, scene.entry.version) == (state, version)
    assert show_entry(scene.desk, scene.entry.id).approved_by == "测试员"
    assert "approvals_fell" not in {line.action for line in scene.log()}


REFUSED_WHEN_ACCEPTED: dict[str, tuple[Step, Step]] = {
    "corrected": (nothing, correct),
    "correction undone": (corrected, undo_own_correction),
    "difference taken": (difference_waits, take_pending),
    "withdrawn": (nothing, withdraw),
    "batch undone": (nothing, undo_another_batch),
}


def receipt(scene: Scene, number: int, *, is_accepted: bool) -> None:
    """Open a receipt of the district that speaks of the first person's entry."""
    keys, entry, desk = scene.keys, scene.entry, scene.desk
    with desk.database.read() as connection:
        sent = sorted(bundle_store.sent_digests(connection, DISTRICT.code))
        before = received_store.seen(connection).get(DISTRICT.code, {})
    statement = Statement(
        BundleKind.RECEIPT,
        DISTRICT.code,
        show_office(desk).office.code,
        show_office(desk).campaign.year,
        number,
        desk.now().replace(microsecond=0),
        before.get(number - 1, ""),
        answers_digest=sent[0],
    )
    yes = [AcceptedRow(entry.id, entry.version)] if is_accepted else []
    back = [] if is_accepted else [SentBackRow(entry.id, entry.version, "", "住址不清")]
    content = BundleContent(statement, receipt_tables(yes, back))
    path = write_bundle_file(scene.small.folder, build_bundle(content, keys, is_sealed=False))
    assert open_receipt(desk, path).changed_since == 0


def accept(scene: Scene) -> None:
    receipt(scene, 1, is_accepted=True)


def send_back(scene: Scene) -> None:
    receipt(scene, 1, is_accepted=False)


def change_mind(scene: Scene) -> None:
    """The district accepted first and sends back later."""
    accept(scene)
    receipt(scene, 2, is_accepted=False)


@pytest.mark.parametrize("path", REFUSED_WHEN_ACCEPTED)
def test_what_the_district_accepted_is_not_changed_here(scene: Scene, path: str) -> None:
    before, change = REFUSED_WHEN_ACCEPTED[path]
    before(scene)
    bring_to(scene, EntryState.HANDED_OVER)
    accept(scene)
    entry, lines = scene.entry, len(scene.log())
    with pytest.raises(AppError) as refused:
        change(scene)
    assert refused.value.code in {"entry_accepted", "not_approved", "batch_in_use"}
    assert (scene.entry, len(scene.log())) == (entry, lines)


@pytest.mark.parametrize("change", [roster_says_another_name, roster_lacks_the_person])
def test_what_the_district_accepted_stays_but_its_findings_are_shown(scene: Scene, change) -> None:
    bring_to(scene, EntryState.HANDED_OVER)
    accept(scene)
    change(scene)
    assert scene.entry.state is EntryState.ACCEPTED
    assert {f.rule for f in scene.entry.findings} & {"P01", "P03"}


def test_taking_changes_leaves_what_the_district_accepted_as_a_difference(scene: Scene) -> None:
    bring_to(scene, EntryState.HANDED_OVER)
    accept(scene)
    outcome = scene.send("更正.csv", other_answers(scene), take_changes=True)
    assert (outcome.taken, outcome.pending) == (0, 1)
    assert scene.entry.state is EntryState.ACCEPTED


@pytest.mark.parametrize("comes_back", [send_back, change_mind])
@pytest.mark.parametrize("path", PATHS.keys() - {"row settled on a twin"})
def test_what_the_district_sent_back_goes_through_the_workbench_again(
    scene: Scene, comes_back: Step, path: str
) -> None:
    before, change = PATHS[path]
    before(scene)
    bring_to(scene, EntryState.HANDED_OVER)
    comes_back(scene)
    view = show_entry(scene.desk, scene.entry.id)
    assert (view.state, view.approved_by) == (EntryState.SENT_BACK, "")
    assert [one.reason for one in view.sent_back] == ["住址不清"]
    version = scene.entry.version
    change(scene)
    is_revised = scene.entry.version > version
    view = show_entry(scene.desk, scene.entry.id)
    open_states = {EntryState.READY, EntryState.RECEIVED}
    assert view.state in (open_states if is_revised else {EntryState.SENT_BACK})
    assert [one.reason for one in view.sent_back] == ["住址不清"]
    if not view.blockers:
        bring_to(scene, EntryState.HANDED_OVER)
        assert show_entry(scene.desk, scene.entry.id).sent_back == ()
    check_log(scene.desk)


@pytest.mark.parametrize("path", HARMLESS.keys())
def test_what_was_sent_back_stays_so_while_nobody_changes_it(scene: Scene, path: str) -> None:
    before, change = HARMLESS[path]
    before(scene)
    bring_to(scene, EntryState.HANDED_OVER)
    send_back(scene)
    change(scene)
    assert scene.entry.state is EntryState.SENT_BACK
    with pytest.raises(AppError) as refused:
        withdraw(scene)
    assert refused.value.code == "not_approved"


def test_a_batch_with_something_sent_back_is_not_undone(scene: Scene) -> None:
    bring_to(scene, EntryState.HANDED_OVER)
    send_back(scene)
    with pytest.raises(AppError) as refused:
        undo_first_batch(scene)
    assert refused.value.code == "batch_in_use"


def open_a_receipt(scene: Scene) -> None:
    open_receipt(scene.desk, scene.small.folder / "no receipt")


def test_a_move_leaves_what_the_district_accepted_on_its_edition(scene: Scene) -> None:
    bring_to(scene, EntryState.HANDED_OVER)
    accept(scene)
    before = scene.entry
    edition_adopted(scene)
    moved = move_entries(scene.desk, "individual")
    assert (moved.entries, moved.staying) == (2, 1)
    assert scene.entry == before


def approve(scene: Scene) -> None:
    approve_entries(scene.desk, [scene.entry.id])


def export(scene: Scene) -> None:
    export_bundle(scene.desk, scene.small.folder / "stick")


def undo_first_batch(scene: Scene) -> None:
    undo_batch(scene.desk, list_batches(scene.desk)[-1].id)


NEEDED = [
    (same_roster, Role.CLERK),
    (send_another, Role.CLERK),
    (undo_first_batch, Role.CLERK),
    (correct, Role.CLERK),
    (undo_own_correction, Role.CLERK),
    (take_pending, Role.CLERK),
    (keep_pending, Role.CLERK),
    (settle_on_the_twin, Role.CLERK),
    (explain, Role.CLERK),
    (approve, Role.REVIEWER),
    (withdraw, Role.REVIEWER),
    (export, Role.REVIEWER),
    (open_a_receipt, Role.REVIEWER),
    (sample_drawn, Role.REVIEWER),
    (target_set, Role.ADMINISTRATOR),
    (community_added, Role.ADMINISTRATOR),
    (edition_adopted, Role.ADMINISTRATOR),
    (move_to_edition, Role.ADMINISTRATOR),
]


@pytest.mark.parametrize(("step", "role"), NEEDED)
def test_every_step_belongs_to_a_role(scene: Scene, step: Step, role: Role) -> None:
    row_of_a_twin_set_aside(scene)
    late(scene)
    difference_waits(scene)
    lines = len(scene.log())
    scene.desk = replace(scene.desk, user=replace(scene.desk.user, roles=frozenset(Role) - {role}))
    with pytest.raises(AppError) as refused:
        step(scene)
    assert refused.value.code == "not_allowed"
    assert len(scene.log()) == lines

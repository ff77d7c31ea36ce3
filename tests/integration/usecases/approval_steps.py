"""What can happen to an entry before and after somebody approved it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.domain.office import Community, Role
from dsurvey_desktop.domain.second_entry import Kept
from dsurvey_desktop.storage import (
    account_store,
    office_store,
)
from dsurvey_desktop.usecases.adopt_edition import adopt_edition
from dsurvey_desktop.usecases.approve_entries import approve_entries, withdraw_approval
from dsurvey_desktop.usecases.change_settings import add_communities
from dsurvey_desktop.usecases.correct_entry import correct_entry, undo_correction
from dsurvey_desktop.usecases.decide_pending import decide_pending
from dsurvey_desktop.usecases.decide_second import decide_difference, list_differences
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
from dsurvey_desktop.usecases.move_entries import move_entries
from dsurvey_desktop.usecases.open_receipt import open_receipt
from dsurvey_desktop.usecases.settle_row import settle_row
from dsurvey_desktop.usecases.undo_batch import undo_batch
from tests.changed_form import next_edition
from tests.integration.usecases.approval_scene import Scene, receipt


def other_answers(scene: Scene) -> dict[str, Any]:
    return scene.one | {"mobile": "13912345678"}


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


def bring_to(scene: Scene, state: EntryState) -> None:
    entry = scene.entry
    assert approve_entries(scene.desk, [entry.id]).approved == (entry.id,)
    if state is EntryState.HANDED_OVER:
        export_bundle(scene.desk, scene.small.folder / "stick")
    assert scene.entry.state is state


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


def accept(scene: Scene) -> None:
    receipt(scene, 1, is_accepted=True)


def send_back(scene: Scene) -> None:
    receipt(scene, 1, is_accepted=False)


def change_mind(scene: Scene) -> None:
    """The district accepted first and sends back later."""
    accept(scene)
    receipt(scene, 2, is_accepted=False)


def open_a_receipt(scene: Scene) -> None:
    open_receipt(scene.desk, scene.small.folder / "no receipt")


def approve(scene: Scene) -> None:
    approve_entries(scene.desk, [scene.entry.id])


def export(scene: Scene) -> None:
    export_bundle(scene.desk, scene.small.folder / "stick")


def undo_first_batch(scene: Scene) -> None:
    undo_batch(scene.desk, list_batches(scene.desk)[-1].id)

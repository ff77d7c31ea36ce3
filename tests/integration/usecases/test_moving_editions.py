"""A new edition in the middle of the work: nothing is lost, nothing changes unseen."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.forms.form_error import FormError
from dsurvey_desktop.storage import bundle_store, form_store, log_store
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.adopt_edition import adopt_edition, preview_adoption
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.check_hand_over import check_hand_over
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.decide_pending import decide_pending
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.draft_bundle import draft_bundle
from dsurvey_desktop.usecases.draw_sample import draw_sample
from dsurvey_desktop.usecases.entry_views import ItemView
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_editions import list_editions
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_pending import list_pending
from dsurvey_desktop.usecases.move_choice import MoveChoice
from dsurvey_desktop.usecases.move_entries import move_entries, preview_move
from dsurvey_desktop.usecases.print_audit_sheets import print_audit_sheets
from dsurvey_desktop.usecases.show_entry import show_entry
from dsurvey_desktop.usecases.undo_batch import undo_batch
from dsurvey_desktop.usecases.verify_bundle import verify_bundle
from tests.changed_form import ZH, FormWorkbook, next_edition


@pytest.fixture
def desk(small_desk: Desk, small) -> Desk:
    """Three people's entries on the shipped edition."""
    (outcome,) = add_submissions(small_desk, [small.submission("首次.csv", *small.people[:3])])
    assert outcome.taken == 3
    return small_desk


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return next_edition(tmp_path / "新版.xlsx")


@pytest.fixture
def quiet(tmp_path: Path) -> Path:
    return next_edition(tmp_path / "小改.xlsx", is_quiet=True)


def digest_of(desk: Desk, kind: str = "individual") -> str:
    return next(one.digest for one in list_editions(desk) if one.kind == kind and one.is_current)


def logged(desk: Desk, action: str) -> list[dict]:
    with desk.database.read() as connection:
        return [line.detail for line in log_store.lines(connection) if line.action == action]


def test_adopting_shows_first_and_changes_no_entry(desk: Desk, edition: Path) -> None:
    before, old = list_entries(desk), digest_of(desk)
    shown = preview_adoption(desk, edition)
    assert (shown.is_adopted, shown.entries_elsewhere) == (False, 3)
    assert digest_of(desk) == old
    adopted = adopt_edition(desk, edition)
    assert adopted.comparison == shown.comparison
    new = digest_of(desk)
    assert new == adopted.comparison.new.digest != old
    assert list_entries(desk) == before
    assert [one.entries for one in list_editions(desk) if one.digest == old] == [3]
    (line,) = logged(desk, "form_adopted")
    assert (line["digest"], line["previous"], line["file"]) == (new, old, "新版.xlsx")
    check_log(desk)


def test_the_same_edition_is_not_adopted_twice(desk: Desk, edition: Path) -> None:
    adopt_edition(desk, edition)
    with pytest.raises(AppError) as refused:
        adopt_edition(desk, edition)
    assert refused.value.code == "edition_in_use"


def test_a_form_the_program_cannot_work_with_is_not_adopted(desk: Desk, tmp_path: Path) -> None:
    form = FormWorkbook()
    form.remove("device")
    with pytest.raises(FormError) as refused:
        adopt_edition(desk, form.save(tmp_path / "缺项.xlsx"))
    assert [problem.code for problem in refused.value.problems] == ["form_item_needed"]
    with pytest.raises(AppError) as other:
        preview_adoption(desk, _other_survey(tmp_path))
    assert other.value.code == "form_of_another_survey"
    assert not logged(desk, "form_adopted")


def _other_survey(folder: Path) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "survey"
    for row in (("type", "name", "label"), ("text", "pet", "宠物"), ("text", "colour", "颜色")):
        book.active.append(row)
    book.save(folder / "宠物.xlsx")
    return folder / "宠物.xlsx"


def test_entries_are_read_and_corrected_by_their_own_edition(
    desk: Desk, edition: Path, small
) -> None:
    adopt_edition(desk, edition)
    (outcome,) = add_submissions(desk, [small.submission("再来.csv", _answered(small.people[3]))])
    assert outcome.taken == 1
    *old, new = list_entries(desk)
    assert new.answers["has_phone"] == "1"
    assert {one.form_digest for one in old} != {new.form_digest}
    assert new.form_digest == digest_of(desk)
    labels = {i.name: i.label for s in show_entry(desk, new.id).sections for i in s.items}
    assert labels["address"] == "现常住地址"
    assert "family_doctor" not in labels
    assert "2.0" in show_entry(desk, new.id).form_edition
    correct_entry(desk, old[0].id, "family_doctor", "2", "电话核实")
    with pytest.raises(AppError) as refused:
        correct_entry(desk, new.id, "family_doctor", "2", "电话核实")
    assert refused.value.code == "no_item"


def _answered(person: dict) -> dict:
    return person | {"has_phone": "1"}


def test_a_move_shows_what_changes_before_anything_does(desk: Desk, edition: Path) -> None:
    approve_entries(desk, ready_entries(desk))
    adopt_edition(desk, edition)
    before = list_entries(desk)
    one = next(one for one in before if one.answers["marital_status"] == "4")
    shown = preview_move(desk, digest_of(desk))
    assert (shown.is_moved, shown.entries, shown.approvals) == (False, 3, 3)
    (left,) = shown.left
    assert (left.item, left.entries) == ("family_doctor", 3)
    (gone,) = [change for change in shown.gone_codes if change.code == "4"]
    assert (gone.item, gone.code_label) == ("marital_status", "丧偶")
    rules = {(one.rule, one.item) for one in shown.new_findings}
    assert rules >= {("F01", "has_phone"), ("F03", "marital_status")}
    line = next(line for line in shown.lines if line.entry == one.id)
    assert line.loses_approval
    assert line.gone_codes == ("婚姻状况 4 丧偶",)
    assert list_entries(desk) == before


def test_a_single_entry_moves_alone_and_back(desk: Desk, edition: Path) -> None:
    approve_entries(desk, ready_entries(desk))
    old = digest_of(desk)
    adopt_edition(desk, edition)
    before = list_entries(desk)
    one, *others = before
    choice = MoveChoice(frozenset((one.id,)))
    shown = preview_move(desk, "individual", choice)
    assert (shown.entries, shown.staying, shown.approvals) == (1, 0, 1)
    assert [line.entry for line in shown.lines] == [one.id]
    assert list_entries(desk) == before
    moved = move_entries(desk, "individual", choice)
    assert moved.lines == shown.lines
    assert list(list_entries(desk))[1:] == others
    assert list_entries(desk)[0].form_digest == digest_of(desk)
    assert not show_entry(desk, one.id).approved_by
    (line,) = logged(desk, "entries_moved")
    assert line["entries"] == [one.id]
    assert [change["entry"] for change in line["changes"]] == [one.id]
    with pytest.raises(AppError) as refused:
        move_entries(desk, "individual", choice)
    assert refused.value.code == "nothing_to_move"
    move_entries(desk, old, choice)
    (back, *rest) = list_entries(desk)
    assert (back.answers, back.findings, rest) == (one.answers, one.findings, others)
    check_log(desk)


def test_an_entry_nothing_happens_to_is_named_all_the_same(desk: Desk, quiet: Path) -> None:
    adopt_edition(desk, quiet)
    one = next(iter(list_entries(desk)))
    correct_entry(desk, one.id, "family_doctor", None, "电话核实")
    shown = preview_move(desk, "individual", MoveChoice(frozenset((one.id,))))
    (line,) = shown.lines
    assert (line.entry, line.left, line.back, line.loses_approval) == (one.id, (), (), False)


def test_the_entries_of_a_community_move_together(desk: Desk, edition: Path) -> None:
    adopt_edition(desk, edition)
    before = list_entries(desk)
    code = before[0].community_code
    moved = move_entries(desk, "individual", MoveChoice(communities=frozenset((code,))))
    here = {one.id for one in list_entries(desk) if one.form_digest == digest_of(desk)}
    assert here == {one.id for one in before if one.community_code == code}
    assert moved.entries == len(here)
    for choice, code in (
        (MoveChoice(frozenset((999_999,))), "no_entry"),
        (MoveChoice(communities=frozenset(("1",))), "no_community"),
    ):
        with pytest.raises(AppError) as refused:
            preview_move(desk, "individual", choice)
        assert refused.value.code == code


def test_a_choice_that_is_gone_keeps_its_words_in_form_and_history(
    desk: Desk, edition: Path
) -> None:
    one = next(one for one in list_entries(desk) if one.answers["marital_status"] == "4")
    adopt_edition(desk, edition)
    move_entries(desk, digest_of(desk))

    def married() -> ItemView:
        shown = show_entry(desk, one.id)
        items = {item.name: item for section in shown.sections for item in section.items}
        return items["marital_status"]

    assert "4" not in {choice.code for choice in married().choices}
    assert married().shown == "丧偶"
    assert ("4", "丧偶") in {(gone.code, gone.label) for gone in married().gone_choices}
    correct_entry(desk, one.id, "marital_status", "1", "电话核实")
    assert married().gone_choices, "the history still speaks of it"
    assert show_entry(desk, one.id).corrections[0].old == "丧偶"


def test_a_move_loses_nothing_and_moving_back_brings_it_back(desk: Desk, edition: Path) -> None:
    old, before = digest_of(desk), list_entries(desk)
    adopt_edition(desk, edition)
    moved = move_entries(desk, digest_of(desk))
    assert (moved.is_moved, moved.entries) == (True, 3)
    for one, was in zip(list_entries(desk), before, strict=True):
        assert one.form_digest == digest_of(desk)
        assert "family_doctor" not in one.answers
        (kept,) = show_entry(desk, one.id).corrections
        assert (kept.item_label, kept.old) == (
            "是否签订家庭医生服务协议",
            "是" if was.answers["family_doctor"] == "1" else "否",
        )
        assert {f.item for f in one.findings if f.rule == "F01"} >= {"has_phone"}
    correct_entry(desk, before[0].id, "has_phone", "1", "电话核实")
    adopt_edition(desk, old)
    back = move_entries(desk, old)
    assert [(one.item, one.entries) for one in back.back] == [("family_doctor", 3)]
    assert [(one.item, one.entries) for one in back.left] == [("has_phone", 1)]
    assert [one.answers for one in list_entries(desk)] == [one.answers for one in before]
    assert [one.findings for one in list_entries(desk)] == [one.findings for one in before]
    adopt_edition(desk, edition)
    move_entries(desk, digest_of(desk))
    assert list_entries(desk)[0].answers["has_phone"] == "1"
    check_log(desk)


def test_what_an_officer_changed_since_is_not_overwritten_by_what_was_left_behind(
    desk: Desk, quiet: Path
) -> None:
    old, one = digest_of(desk), list_entries(desk)[0]
    adopt_edition(desk, quiet)
    move_entries(desk, digest_of(desk))
    adopt_edition(desk, old)
    move_entries(desk, old)
    correct_entry(desk, one.id, "family_doctor", None, "电话核实")
    adopt_edition(desk, quiet)
    move_entries(desk, digest_of(desk))
    adopt_edition(desk, old)
    move_entries(desk, old)
    assert "family_doctor" not in list_entries(desk)[0].answers


def test_an_approval_stands_where_nothing_of_what_was_approved_changes(
    desk: Desk, tmp_path: Path
) -> None:
    form = FormWorkbook()
    form.set("mobile", ZH, "手机号")
    approve_entries(desk, ready_entries(desk))
    before = list_entries(desk)
    adopt_edition(desk, form.save(tmp_path / "措辞.xlsx"))
    moved = move_entries(desk, digest_of(desk))
    assert (moved.approvals, moved.lines) == (0, ())
    for one, was in zip(list_entries(desk), before, strict=True):
        assert (one.state, one.version) == (EntryState.APPROVED, was.version)
    assert not logged(desk, "approvals_fell")


def test_a_move_waits_for_an_edition_the_office_has(desk: Desk, edition: Path) -> None:
    with pytest.raises(AppError) as refused:
        preview_move(desk, edition)
    assert refused.value.code == "edition_not_kept"
    with pytest.raises(AppError) as nothing:
        move_entries(desk, digest_of(desk))
    assert nothing.value.code == "nothing_to_move"


def test_a_corrected_file_is_compared_as_far_as_the_campaigns_edition_asks(
    desk: Desk, quiet: Path, small
) -> None:
    old = digest_of(desk)
    adopt_edition(desk, quiet)
    plain = {k: v for k, v in small.people[0].items() if k != "family_doctor"}
    (same,) = add_submissions(desk, [small.submission("无变化.csv", plain)])
    assert (same.unchanged, same.batch) == (1, None)
    changed = plain | {"mobile": "13912345678"}
    (other,) = add_submissions(desk, [small.submission("更正.csv", changed)])
    assert other.pending == 1
    (waiting,) = list_pending(desk)
    assert [one.item for one in waiting.differences] == ["mobile"]
    decide_pending(desk, [waiting.id], take=True)
    one = list_entries(desk)[0]
    assert (one.form_digest, one.answers["mobile"]) == (digest_of(desk), "13912345678")
    adopt_edition(desk, old)
    move_entries(desk, old)
    assert list_entries(desk)[0].answers["family_doctor"] == small.people[0]["family_doctor"]


def test_differences_are_told_in_the_words_of_the_campaigns_edition(
    desk: Desk, edition: Path, small
) -> None:
    first = {k: v for k, v in small.people[0].items() if k != "family_doctor"}
    adopt_edition(desk, edition)
    changed = first | {"has_phone": "1", "address": "桥头新村 3 号"}
    (outcome,) = add_submissions(desk, [small.submission("更正.csv", changed)])
    assert outcome.pending == 1
    (waiting,) = list_pending(desk)
    told = {one.item: (one.label, one.old_words, one.new_words) for one in waiting.differences}
    assert told["has_phone"] == ("是否使用智能手机", "", "是")
    assert told["address"] == ("现常住地址", first["address"], "桥头新村 3 号")


def test_a_batch_is_undone_after_its_entries_moved(desk: Desk, quiet: Path, small) -> None:
    other = small.people[0] | {"mobile": "13912345678"}
    add_submissions(desk, [small.submission("更正.csv", other)], take_changes=True)
    adopt_edition(desk, quiet)
    move_entries(desk, digest_of(desk))
    undone = undo_batch(desk, list_batches(desk)[0].id)
    assert undone.entries_restored == 1
    one = list_entries(desk)[0]
    assert one.answers["mobile"] == small.people[0]["mobile"]
    assert one.form_digest == digest_of(desk)
    assert "family_doctor" not in one.answers


def test_two_editions_go_into_one_bundle_and_the_papers_name_them(
    desk: Desk, quiet: Path, small, tmp_path: Path
) -> None:
    old = digest_of(desk)
    adopt_edition(desk, quiet)
    add_submissions(desk, [small.submission("再来.csv", _answered(small.people[3]))])
    draw_sample(desk, share=1.0, seed=1)
    sheets = tmp_path / "抽查.pdf"
    print_audit_sheets(desk, sheets)
    cover, *people = [page.extract_text() for page in PdfReader(sheets).pages][0::1]
    assert "1.0" in cover
    assert "quiet" in cover
    named = ["quiet" in page for page in people if "被访" in page or "R3" in page or "H1" in page]
    assert (named.count(True), named.count(False)) == (1, 3)
    approve_entries(desk, ready_entries(desk))
    exported = export_bundle(desk, tmp_path / "stick")
    assert exported.entries == 4
    view = verify_bundle(Path(exported.path), None, desk)
    assert view.tables["entries"] == 4
    statement, answers = _inside(Path(exported.path))
    editions = statement["form_editions"]
    assert set(editions.values()) == {old, digest_of(desk), digest_of(desk, "community")}
    assert editions["individual"] == digest_of(desk)
    assert "has_phone" in answers
    assert "family_doctor" in answers


def _inside(bundle: Path) -> tuple[dict, str]:
    with zipfile.ZipFile(bundle) as archive:
        names = {name.partition("/")[2]: name for name in archive.namelist()}
        statement = json.loads(archive.read(names["data/statement.json"]))
        return statement, archive.read(names["data/answers.csv"]).decode()


def test_community_forms_move_too_and_come_back(desk: Desk, town, tmp_path: Path) -> None:
    path = next(p for p in town.submissions if p.name.startswith("社区登记表"))
    add_submissions(desk, [path])
    with desk.database.read() as connection:
        before = _community_answers(connection)
    old = digest_of(desk, "community")
    form = FormWorkbook("community")
    form.remove("bank")
    adopt_edition(desk, form.save(tmp_path / "社区新版.xlsx"))
    new = digest_of(desk, "community")
    moved = move_entries(desk, new)
    assert [one.item for one in moved.left] == ["bank"]
    assert moved.entries == len(before)
    adopt_edition(desk, old)
    move_entries(desk, old)
    with desk.database.read() as connection:
        assert _community_answers(connection) == before
        assert form_store.current_digest(connection, "community") == old


def _community_answers(connection) -> dict:
    from dsurvey_desktop.storage import community_store

    return {code: one.answers for code, one in community_store.load_forms(connection).items()}


def test_the_hand_over_list_names_entries_on_another_edition(desk: Desk, quiet: Path) -> None:
    def line():
        return next(one for one in check_hand_over(desk).lines if one.kind == "other_edition")

    assert line().is_met
    adopt_edition(desk, quiet)
    assert (line().count, line().page, line().is_blocking) == (3, "forms", False)
    move_entries(desk, "individual")
    assert line().is_met


def test_entries_do_not_move_while_a_bundle_is_on_its_way(desk: Desk, quiet: Path) -> None:
    approve_entries(desk, ready_entries(desk))
    with desk.database.write() as connection:
        bundle_store.add_draft(connection, draft_bundle(connection, desk))
    adopt_edition(desk, quiet)
    with pytest.raises(AppError) as refused:
        move_entries(desk, "individual")
    assert refused.value.code == "bundle_unfinished"

"""Last year's data under last year's form: read by it, told in this year's words, nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dsurvey_desktop.domain.campaign import default_campaign
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import FileKind
from dsurvey_desktop.storage import key_slots, last_year_form_store, last_year_store, office_store
from dsurvey_desktop.usecases import draft_bundle
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.adopt_edition import adopt_edition
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.compare_years import compare_years
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.entry_views import EntryView
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.import_last_year import import_last_year
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.last_year_file import HowToRead, LastOffice
from dsurvey_desktop.usecases.last_year_mappings import forget_last_mapping, list_last_mappings
from dsurvey_desktop.usecases.list_editions import list_editions
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.office_views import OfficeSetup
from dsurvey_desktop.usecases.open_office import close_office
from dsurvey_desktop.usecases.set_up_office import set_up_office
from dsurvey_desktop.usecases.show_entry import show_entry
from dsurvey_desktop.usecases.show_last_year_columns import show_last_year_columns
from dsurvey_desktop.usecases.use_last_form import form_in_use, use_last_form
from tests.changed_form import last_years_edition

PASSWORD = "password for tests"
OTHER = {"1": "2", "2": "1"}


@pytest.fixture
def entered(small_desk: Desk, small) -> Desk:
    """The six with this year's forms."""
    add_submissions(small_desk, [small.submission("今年.csv", *small.people)])
    return small_desk


@pytest.fixture
def form_2024(tmp_path: Path) -> Path:
    path = tmp_path / "个人表2024.xlsx"
    path.write_bytes(last_years_edition())
    return path


@pytest.fixture
def office_2024(tmp_path, small, form_2024, monkeypatch) -> Iterator[Desk]:
    """The town's office of 2024 on its own form: all have a TV set, the first another hukou."""
    monkeypatch.setattr(key_slots, "_MEMORY_KIB", 64)
    monkeypatch.setattr(key_slots, "_TIME_COST", 1)
    campaign = replace(default_campaign(2024), practice_date=date(2024, 10, 8))
    setup = OfficeSetup(small.setup.office, campaign, small.setup.communities, "去年经办人")
    desk = set_up_office(tmp_path / "2024", setup, PASSWORD)
    adopt_edition(desk, form_2024)
    import_roster(desk, small.roster(name="名册2024.csv"))
    people = [dict(one) | {"survey_date": "2024-10-01", "has_tv": "1"} for one in small.people]
    for one in people:
        one["hkxz"] = OTHER[one.pop("hukou")]
    add_submissions(desk, [small.submission("2024.csv", *people)])
    approve_entries(desk, ready_entries(desk))
    yield desk
    close_office(desk)


def view_of(desk: Desk, number: str) -> EntryView:
    (found,) = [one.id for one in list_entries(desk) if one.certificate_no == number]
    return show_entry(desk, found)


def last_of(view: EntryView) -> dict[str, object]:
    return {
        item.name: item.evidence.last_year_value
        for part in view.sections
        for item in part.items
        if item.evidence.last_year_value is not None
    }


def bundle_of(desk: Desk, folder: Path) -> tuple[Path, Path]:
    """Bundle and key card."""
    exported = export_bundle(desk, folder)
    return Path(exported.path), Path(exported.key_card)


def check_told(desk: Desk, small) -> None:
    """Everybody's hukou is this year's, whatever its code was, and the TV set is kept."""
    for one in small.people:
        view = view_of(desk, one["certificate_no"])
        last = last_of(view)
        assert last["hukou"] == one["hukou"]
        assert last["address"] == one["address"]
        assert "has_tv" not in last
        assert [(left.label, left.words) for left in view.last_year_left] == [
            ("是否有电视机", "是")
        ]
    changes = compare_years(desk)
    assert next(one for one in changes.items if one.item == "hukou").changed == 0
    assert [(one.label, one.answers) for one in changes.left] == [("是否有电视机", 6)]
    assert not [f for e in list_entries(desk) for f in e.findings if f.rule == "P08"]


def test_a_bundle_is_read_by_the_form_it_carries(entered, small, office_2024, tmp_path) -> None:
    bundle, card = bundle_of(office_2024, tmp_path / "stick")
    found = import_last_year(entered, bundle, HowToRead(trust=card))
    assert (found.outcome, found.matched, found.is_this_years) == ("taken", 6, False)
    assert found.form.endswith("2024")
    assert [(one.item, one.label, one.answers) for one in found.left] == [
        ("has_tv", "是否有电视机", 6)
    ]
    check_told(entered, small)
    assert len([e for e in list_editions(entered) if e.kind == "individual"]) == 1
    check_log(entered)


def test_an_older_bundle_without_its_form_finds_it_in_last_years_office_or_by_hand(
    entered, small, office_2024, tmp_path, form_2024, monkeypatch
) -> None:
    monkeypatch.setattr(draft_bundle, "_workbooks", lambda *_: {})
    bundle, card = bundle_of(office_2024, tmp_path / "stick")
    office = LastOffice(office_2024.folder, PASSWORD)
    guessed = import_last_year(entered, bundle, HowToRead(trust=card))
    assert guessed.is_this_years
    (problem,) = guessed.problems
    assert problem.code == "last_form_unknown"
    assert "没有自带表单" in str(problem.message)
    for how in (HowToRead(office=office), HowToRead(trust=card, form=form_2024)):
        found = import_last_year(entered, bundle, how)
        assert (found.matched, found.is_this_years, found.problems) == (6, False, ())
        check_told(entered, small)
    assert import_last_year(entered, bundle, HowToRead(trust=card)).outcome == "same"


def test_rule_p08_compares_what_was_meant_and_not_the_codes(
    entered, small, office_2024, tmp_path
) -> None:
    bundle, card = bundle_of(office_2024, tmp_path / "stick")
    import_last_year(entered, bundle, HowToRead(trust=card))
    one = small.people[0]
    view = view_of(entered, one["certificate_no"])
    correct_entry(entered, view.id, "hukou", OTHER[one["hukou"]], "电话核实")
    said = [(f.rule, f.item) for e in list_entries(entered) for f in e.findings if f.rule == "P08"]
    assert said == [("P08", "hukou")]


@pytest.fixture
def sheet(small) -> Callable[..., Path]:
    """A workbook with labels of last year's form, under these headers."""

    def written(*head: str, name: str = "去年.xlsx") -> Path:
        hukou = {"1": "农业", "2": "非农业"}
        book = openpyxl.Workbook()
        book.active.append(head)
        for one in small.people:
            book.active.append([one["name"], one["certificate_no"], hukou[one["hukou"]], "是"])
        path = small.folder / name
        book.save(path)
        return path

    return written


HEAD = ("姓名", "残疾人证号", "户口性质", "是否有电视机")


def test_a_table_is_read_by_the_form_a_person_names_and_the_next_by_the_same(
    entered, small, sheet, tmp_path
) -> None:
    form = tmp_path / "旧表.xlsx"
    form.write_bytes(last_years_edition("cjrzh"))
    found = import_last_year(entered, sheet(*HEAD), HowToRead(form=form))
    assert (found.matched, found.is_this_years) == (6, False)
    for one in small.people:
        view = view_of(entered, one["certificate_no"])
        assert last_of(view)["hukou"] == one["hukou"]
        assert [left.words for left in view.last_year_left] == ["是"]
    again = import_last_year(entered, sheet(*HEAD, name="另一份.xlsx"))
    assert (again.outcome, again.id, again.is_this_years) == ("same", found.id, False)
    this_year = import_last_year(entered, sheet(*HEAD), HowToRead(form="individual"))
    assert (this_year.outcome, this_year.is_this_years, this_year.left) == ("taken", True, ())
    digest = show_form_digest(entered)
    assert import_last_year(entered, sheet(*HEAD), HowToRead(form=digest)).outcome == "same"


def show_form_digest(desk: Desk) -> str:
    with desk.database.read() as connection:
        (digest,) = last_year_form_store.digests(connection)
    return digest[:8]


def test_codes_of_last_year_are_last_years_codes(entered, small, tmp_path, form_2024) -> None:
    rows = [
        {"name": one["name"], "certificate_no": one["certificate_no"], "hkxz": OTHER[one["hukou"]]}
        for one in small.people
    ]
    path = small.submission("去年编码.csv", *rows)
    assert import_last_year(entered, path, HowToRead(form=form_2024)).matched == 6
    assert (
        last_of(view_of(entered, small.people[0]["certificate_no"]))["hukou"]
        == (small.people[0]["hukou"])
    )


def test_columns_are_mapped_to_items_of_last_years_form_and_remembered_apart(
    entered, small, sheet, form_2024
) -> None:
    head = ("甲", "乙", "丙", "丁")
    how = HowToRead(form=form_2024)
    assert import_last_year(entered, sheet(*head), how).outcome == "asks"
    shown = show_last_year_columns(entered, sheet(*head), how)
    assert "has_tv" in {one.item for one in shown.choices}
    said = ColumnMapping(FileKind.INDIVIDUAL, head, ("name", "certificate_no", "hkxz", "has_tv"))
    found = import_last_year(entered, sheet(*head), replace(how, mappings=(said,)))
    assert (found.outcome, found.matched, len(found.left)) == ("taken", 6, 1)
    assert import_last_year(entered, sheet(*head)).outcome == "same"
    (kept,) = list_last_mappings(entered)
    assert (kept.name, kept.confirmed_by) == (sheet(*head).name, entered.user.name)
    assert kept.columns[3] == ("丁", "has_tv")
    assert forget_last_mapping(entered, kept.shape) == kept
    assert list_last_mappings(entered) == ()
    assert import_last_year(entered, sheet(*head)).outcome == "asks"
    wrong = replace(how, form="individual", mappings=(said,))
    with pytest.raises(AppError) as refused:
        import_last_year(entered, sheet(*head), wrong)
    assert refused.value.code == "mapping_invalid"


def test_columns_that_an_older_program_remembered_are_read_and_listed_without_a_name(
    entered, sheet, form_2024
) -> None:
    head = ("甲", "乙", "丙", "丁")
    said = ColumnMapping(FileKind.INDIVIDUAL, head, ("name", "certificate_no", "hkxz", "has_tv"))
    with entered.database.write() as connection:
        office_store.save_setting(connection, "last_year_columns", {said.shape: said.pairs()})
    assert import_last_year(entered, sheet(*head), HowToRead(form=form_2024)).matched == 6
    (kept,) = list_last_mappings(entered)
    assert (kept.name, kept.confirmed_at, len(kept.columns)) == ("", None, 4)


def test_a_form_that_is_no_individual_form_is_refused(entered, sheet, tmp_path) -> None:
    community = resources_folder() / "forms" / "community.xlsx"
    for form, code in ((community, "last_year_form_other"), ("abcdef", "no_edition")):
        with pytest.raises(AppError) as refused:
            import_last_year(entered, sheet(*HEAD), HowToRead(form=form))
        assert refused.value.code == code


def test_another_edition_in_the_middle_of_the_year_tells_last_year_anew(
    entered, small, office_2024, tmp_path, form_2024
) -> None:
    bundle, card = bundle_of(office_2024, tmp_path / "stick")
    import_last_year(entered, bundle, HowToRead(trust=card))
    rows = [{**one, "hukou": OTHER[one["hukou"]]} for one in small.people]
    import_last_year(entered, small.submission("更正.csv", *rows))
    adopt_edition(entered, form_2024)  # asks for the TV set again, and has the codes of last year
    for one in small.people:
        with entered.database.read() as connection:
            said = last_year_store.answers_of(connection, one["certificate_no"])
            left = last_year_store.left_of(connection, one["certificate_no"])
            assert said is not None
            assert left is not None
        assert said.answers["has_tv"] == "1"
        assert said.answers["hkxz"] == OTHER[one["hukou"]]
        assert left.answers == {}
    shipped = next(e.digest for e in list_editions(entered) if not e.is_current)
    adopt_edition(entered, shipped)
    check_told(entered, small)


def test_the_form_in_use_is_chosen_and_given_up(entered, form_2024) -> None:
    assert form_in_use(entered).is_this_years
    chosen = use_last_form(entered, form_2024)
    assert (form_in_use(entered), chosen.is_this_years) == (chosen, False)
    assert use_last_form(entered, "individual") == form_in_use(entered)
    assert form_in_use(entered).is_this_years
    check_log(entered)

"""Reading, checking and comparing form editions."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.forms.form_error import FormError
from dsurvey_desktop.usecases.compare_editions import compare_editions
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.list_editions import list_editions
from dsurvey_desktop.usecases.show_form import show_form
from tests.changed_form import ZH, FormWorkbook, next_edition


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return next_edition(tmp_path / "明年.xlsx")


def item(view, name: str):
    return next(i for section in view.sections for i in section.items if i.name == name)


def test_an_item_reads_as_an_officer_reads_it() -> None:
    view = show_form(None, "individual")
    assert [section.label for section in view.sections][:3] == ["表头", "基本信息", "住房"]
    job = item(view, "employed")
    assert (job.code, job.kind_words) == ("R9", "单选")
    assert [choice.label for choice in job.choices] == ["是", "否"]
    assert "年龄在 16 至 59" in job.asked
    assert job.required == "一律"
    rules = {(line.rule, line.part) for line in job.rules}
    assert rules == {
        *(("K01", "relevant"), ("K05", "relevant"), ("F02", "relevant")),
        *(("F01", "required"), ("K09", "constraint")),
    }
    assert item(view, "mobile").hint
    assert item(view, "mobile").explanation
    notice = next(line for line in item(view, "income_source").rules if line.part == "notice")
    assert (notice.rule, notice.severity) == ("K11", "warning")


def test_every_item_of_both_shipped_forms_says_who_is_asked_in_words() -> None:
    for kind in ("individual", "community"):
        items = [one for section in show_form(None, kind).sections for one in section.items]
        assert items
        assert not [one.name for one in items if "${" in one.asked + one.required]


def test_a_workbook_from_disk_is_read_and_named(small_desk: Desk, edition: Path) -> None:
    view = show_form(small_desk, edition)
    assert (view.file, view.version, view.kind) == ("明年.xlsx", "2.0", "individual")
    assert view.is_complete
    assert not view.is_current
    assert item(view, "has_phone").code == "R5c"


def test_the_campaigns_edition_is_found_by_kind_and_by_digest(small_desk: Desk) -> None:
    view = show_form(small_desk, "individual")
    assert view.is_current
    assert show_form(small_desk, view.digest[:8]) == view
    with pytest.raises(AppError) as refused:
        show_form(small_desk, "123456")
    assert refused.value.code == "no_edition"


def test_a_broken_workbook_says_sheet_row_and_column(small_desk: Desk, tmp_path: Path) -> None:
    form = FormWorkbook()
    form.set("employed", "relevant", "${status} = ")
    with pytest.raises(FormError) as refused:
        show_form(small_desk, form.save(tmp_path / "错.xlsx"))
    (problem,) = refused.value.problems
    assert (problem.place.sheet, problem.place.row) == ("survey", form.row_of("employed"))
    assert problem.place.column == form.column("relevant")
    assert str(problem.advice)


def test_what_the_program_needs_and_a_form_lacks_is_named(tmp_path: Path) -> None:
    form = FormWorkbook()
    form.remove("mode/1", "choices")
    form.set("survey_date", "type", "text")
    form.remove("device")
    view = show_form(None, form.save(tmp_path / "缺.xlsx"))
    assert not view.is_complete
    found = {problem.code: problem for problem in view.problems}
    assert found.keys() >= {"form_item_needed", "form_kind_needed", "form_choice_needed"}
    assert found["form_kind_needed"].place.row == form.row_of("survey_date")


def test_another_survey_is_no_edition_but_can_be_read(tmp_path: Path) -> None:
    form = FormWorkbook("community")
    for name in ("clinic", "school", "bank", "shop", "culture_center", "rehab_station", "day_care"):
        form.set(name, "name", f"other_{name}")
    for name in ("home_service", "activities", "association", "filled_by", "service_center"):
        form.set(name, "name", f"other_{name}")
    view = show_form(None, form.save(tmp_path / "别的.xlsx"))
    assert (view.kind, view.is_complete) == ("", False)
    assert view.sections


def test_two_editions_are_compared_item_by_item(edition: Path) -> None:
    compared = compare_editions(None, "individual", edition)
    assert (compared.new_items, compared.gone_items) == (1, 1)
    found = {one.name: one for one in compared.items}
    assert found.keys() == {
        *("has_phone", "family_doctor", "address", "marital_status", "housing", "education_level"),
    }
    assert found["has_phone"].fate_words == "新增"
    assert found["family_doctor"].fate == "gone"
    (gone,) = found["marital_status"].changes
    assert (gone.aspect, gone.old, gone.new) == ("choice_gone", "4 丧偶", "")
    (renamed,) = found["housing"].changes
    assert (renamed.old, renamed.new) == ("3 租(借)住", "3 租住或借住")
    (worded,) = found["address"].changes
    assert (worded.old, worded.new) == ("现居住地址", "现常住地址")
    (asked,) = found["education_level"].changes
    assert asked.aspect_words == "填写范围"
    assert ("年龄在 15 及以上" in asked.old, "年龄在 18 及以上" in asked.new) == (True, True)


def test_an_item_that_is_gone_stands_where_it_was(edition: Path) -> None:
    names = [one.name for one in compare_editions(None, "individual", edition).items]
    assert names.index("education_level") < names.index("family_doctor")


def test_the_same_form_differs_in_nothing(small_desk: Desk) -> None:
    assert compare_editions(small_desk, "individual", "individual").items == ()
    shipped = resources_folder() / "forms" / "community.xlsx"
    assert compare_editions(small_desk, "community", shipped).items == ()


def test_a_choice_that_takes_another_code_is_gone_and_new(tmp_path: Path) -> None:
    form = FormWorkbook()
    form.set("housing/4", "name", "9", "choices")
    form.set("mobile", ZH, "手机")
    compared = compare_editions(None, "individual", form.save(tmp_path / "码.xlsx"))
    changes = {one.name: one.changes for one in compared.items}
    assert [(c.aspect, c.old, c.new) for c in changes["housing"]] == [
        ("choice_gone", "4 无房", ""),
        ("choice_new", "", "9 无房"),
    ]


def test_the_list_says_which_is_the_campaigns(small_desk: Desk) -> None:
    lines = list_editions(small_desk)
    assert [(line.kind, line.is_current, line.is_shipped) for line in lines] == [
        ("individual", True, True),
        ("community", True, True),
    ]

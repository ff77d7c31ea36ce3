"""The booklet of item explanations, read back from the PDF."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from pypdf import PdfReader

from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.forms.read_xlsform import load_form
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.item_explanations import explanation_of, is_to_confirm
from dsurvey_desktop.usecases.print_booklet import print_booklet
from tests.changed_form import EN, ZH, FormWorkbook

_MARK = "※"


def explanations() -> list[dict[str, str]]:
    path = resources_folder() / "survey" / "explanations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(words: str) -> str:
    return re.sub(r"\s", "", words)


def test_every_item_of_both_forms_is_explained_and_marked_where_it_is_to_confirm(
    new_desk: Desk, tmp_path: Path
) -> None:
    written = print_booklet(new_desk, tmp_path / "booklet.pdf")
    pages = [page.extract_text() for page in PdfReader(written.path).pages]
    assert len(pages) == written.pages
    bodies = ["\n".join(page.splitlines()[1:-1]) for page in pages]  # without header and footer
    text = plain("".join(page for page in bodies))
    for row in explanations():
        assert plain(row["explanation_zh"]) in text, row["code"]
    marked = set(re.findall(rf"^(\w+) .*{_MARK}$", "\n".join(pages), re.MULTILINE))
    assert marked == {row["code"] for row in explanations() if row["basis"] != "published"}
    assert "以当年官方手册为准" in text


LONG = "很长的说明。" * 400


def other_edition(folder: Path) -> Path:
    """A form of another office: no codes, a list of 120 choices, long and missing explanations."""
    form = FormWorkbook()
    guidance = "guidance_hint::中文 (zh)"
    new = {"type": "select_one long", "name": "place", ZH: "走访地点", EN: "Place"}
    form.insert_behind("mobile", new | {guidance: f"第一段。\n\n{LONG}"})
    for number in range(120):
        cells = {"list_name": "long", "name": f"p{number}", ZH: f"第{number}处", EN: f"P{number}"}
        form.insert_behind("marital_status/4", cells, "choices")
    form.remove("marital_status/4", "choices")
    for item in ("marital_status", "hukou"):
        for language in ("中文 (zh)", "English (en)"):
            form.set(item, f"guidance_hint::{language}", None)
    return form.save(folder / "外来.xlsx")


def test_an_edition_of_another_office_is_printed_whole(new_desk: Desk, tmp_path: Path) -> None:
    source = other_edition(tmp_path)
    written = print_booklet(new_desk, tmp_path / "booklet.pdf", [source])
    pages = [page.extract_text() for page in PdfReader(written.path).pages]
    lines = [line for page in pages for line in page.splitlines()[1:-1]]
    text = plain("".join(lines))
    assert "走访地点" in lines
    assert plain(f"第一段。{LONG}") in text
    assert "…共120项" in text
    assert "村(社区)" not in text


def test_an_explanation_that_names_other_choices_is_not_borrowed(tmp_path: Path) -> None:
    path = other_edition(tmp_path)
    form = load_form(path.read_bytes(), path.name)
    assert explanation_of(form.item("hukou")).startswith("按户口簿登记填写")
    assert is_to_confirm(form.item("hukou"))
    assert "丧偶" not in explanation_of(form.item("marital_status"))
    assert not is_to_confirm(form.item("marital_status"))

"""The booklet of item explanations, read back from the PDF."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from pypdf import PdfReader

from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.print_booklet import print_booklet

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

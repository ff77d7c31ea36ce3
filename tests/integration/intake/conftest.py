"""The shipped forms, and sheets made in memory."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.forms.form_json import load_shipped_form
from dsurvey_desktop.intake.model import FileKind
from dsurvey_desktop.intake.submission import parse_submission


@pytest.fixture(scope="session")
def forms():
    folder = resources_folder() / "forms"
    return {
        FileKind.INDIVIDUAL: load_shipped_form(folder, "individual"),
        FileKind.COMMUNITY: load_shipped_form(folder, "community"),
    }


@pytest.fixture(scope="session")
def assets(project) -> Path:
    return project / "tests" / "assets" / "intake"


@pytest.fixture
def parse(forms):
    """Parse bytes in the campaign of 2025: `parse(data, name="表.xlsx", **more)`."""

    def run(data, name="表.xlsx", **more):
        return parse_submission(data, name, forms, 2025, **more)

    return run


@pytest.fixture
def workbook():
    """Bytes of an xlsx: `workbook(rows)` or `workbook({"sheet": rows}, merged=["A1:C1"])`."""

    def build(sheets, merged=()):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in (sheets if isinstance(sheets, dict) else {"Sheet1": sheets}).items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
            for area in merged:
                sheet.merge_cells(area)
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()

    return build

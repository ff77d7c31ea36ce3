"""The workbook to fill in: nothing on it is lost or cut."""

from io import BytesIO

import openpyxl
import pytest
import xlsxwriter

from dsurvey_desktop.documents.collection_workbook import write_collection_workbook
from dsurvey_desktop.documents.workbook_look import Look
from dsurvey_desktop.documents.workbook_model import CollectionColumn, CollectionSheet

ADDRESS = "某某省某某市某某区五常街道文一西路九百九十八号海创园三幢二单元五〇一室"


def _written(folder, *widths, value="x"):
    columns = tuple(
        CollectionColumn(f"c{at}", f"C{at}", "", width, is_locked=at < 3)
        for at, width in enumerate(widths)
    )
    row = tuple(value if at > 2 else "x" for at in range(len(widths)))
    content = CollectionSheet(
        sheet="表", title="下沙村", campaign="2026", notes=("说明",), columns=columns, rows=(row,),
        spare_rows=1, mark=(), guide_sheet="指引", guide_title="指引",
        guide_header=("",) * 5, guide=(), footer="",
    )  # fmt: skip
    write_collection_workbook(folder / "c.xlsx", content)
    return openpyxl.load_workbook(folder / "c.xlsx")["表"]


@pytest.mark.parametrize("widths", [(6, 15, 16), (6, 15, 16, 13), (6, 15, 16, 80), (6, 9, 9, 9, 9)])
def test_the_notes_are_there_however_few_columns_are_asked(tmp_path, widths):
    assert _written(tmp_path, *widths)["D2"].value == "说明"


def test_a_row_is_as_high_as_its_longest_folded_text(tmp_path):
    sheet = _written(tmp_path, 6, 10, 24, 28, value=ADDRESS)
    short = _written(tmp_path, 6, 10, 24, 28)
    assert sheet.row_dimensions[6].height > short.row_dimensions[6].height >= 28


def test_a_note_over_a_narrow_column_is_not_folded_into_it():
    with xlsxwriter.Workbook(BytesIO()) as book:
        look = Look(book)
        assert (look.note.text_wrap, look.folded_note.text_wrap) == (0, True)

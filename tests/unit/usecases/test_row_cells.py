"""Which cell of its row an answer is shown with."""

from types import SimpleNamespace

from dsurvey_desktop.usecases.row_cells import raw_cells

COLUMNS = [
    {"sheet": "表", "column": at, "header": header, "item": item, "header_row": 1}
    for at, (header, item) in enumerate(
        (("姓名", "name"), ("地址", "address"), ("备注", "")), start=1
    )
]


def _row(*cells, change):
    return SimpleNamespace(sheet="表", row=3, cells=cells, changes=[change])


def test_what_a_merged_cell_above_says_does_not_come_from_another_blank_column():
    row = _row("张三", "", "", change=["address", "", "下沙村"])
    assert raw_cells(row, COLUMNS)["address"] == ("", "地址")


def test_what_another_column_says_is_shown_with_that_column():
    row = _row("张三", "", "住下沙村", change=["address", "住下沙村", "下沙村"])
    assert raw_cells(row, COLUMNS)["address"] == ("住下沙村", "备注")

"""A long list: rows come by page, changes keep selection and place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.usecases.entry_views import EntryLine
from ui.entry_table.columns import COLUMNS, KEPT_COLUMNS, NARROW_COLUMNS
from ui.entry_table.entry_table import EntryTable
from ui.entry_table.entry_table_model import NOT_THERE_YET, EntryTableModel
from ui.entry_table.page_cache import PAGE_ROWS


def make_line(entry: int, errors: int = 0) -> EntryLine:
    number = f"3301081970010100{entry % 100:02d}42"
    return EntryLine(
        EntryId(entry),
        f"某人{entry}",
        number,
        "330108001001",
        "上塘村",
        EntryState.RECEIVED,
        errors,
        1,
    )


@pytest.fixture
def model(theme) -> EntryTableModel:
    return EntryTableModel(theme)


@pytest.fixture
def requests(model) -> list:
    asked: list = []
    model.page_wanted.connect(asked.append)
    return asked


@pytest.fixture
def table(qtbot, theme, model) -> EntryTable:
    made = EntryTable(theme, model)
    qtbot.addWidget(made)
    made.resize(400, 400)
    made.show()
    return made


def answer(model, request) -> None:
    model.put_page(request, [make_line(entry) for entry in request.ids])


def test_rows_that_are_not_there_say_so_and_are_asked_for_by_page(qtbot, model, requests):
    model.set_ids(range(1, 1001))
    assert model.rowCount() == 1000
    assert model.index(250, 0).data() == NOT_THERE_YET
    qtbot.waitUntil(lambda: bool(requests))
    assert requests[0].ids == tuple(range(201, 301))
    answer(model, requests[0])
    assert model.index(250, 0).data() == "某人251"


def test_a_page_is_asked_for_once(qtbot, model, requests):
    model.set_ids(range(1000))
    for _again in range(3):
        model.index(0, 0).data()
        qtbot.wait(5)
    assert len(requests) == 1


def test_a_long_scroll_asks_only_for_what_is_seen_last(qtbot, model, requests):
    model.set_ids(range(100_000))
    for page in range(50):
        model.index(page * PAGE_ROWS, 0).data()
    qtbot.waitUntil(lambda: bool(requests))
    assert [request.page for request in requests] == [48, 49]


def test_an_answer_to_an_older_list_is_dropped(qtbot, model, requests):
    model.set_ids(range(1000))
    model.index(0, 0).data()
    qtbot.waitUntil(lambda: bool(requests))
    model.set_ids([7, 8])
    answer(model, requests[0])
    assert model.line_at(0) is None


def test_a_changed_line_tells_its_row_only(qtbot, model, requests):
    model.set_ids(range(1, 301))
    model.index(0, 0).data()
    qtbot.waitUntil(lambda: bool(requests))
    answer(model, requests[0])
    with qtbot.waitSignal(model.dataChanged) as told:
        model.replace_line(make_line(5, errors=3))
    assert (told.args[0].row(), told.args[1].row()) == (4, 4)
    assert model.index(4, 1).data() == "3"


def test_cells_are_spoken_and_numbers_stay_masked(qtbot, model, requests):
    model.set_ids([3])
    model.index(0, 0).data()
    qtbot.waitUntil(lambda: bool(requests))
    answer(model, requests[0])
    spoken = [
        model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in range(6)
    ]
    assert spoken[0] == "某人3"
    assert all(spoken)
    assert "19700101" not in "".join(str(model.index(0, column).data()) for column in range(6))


def test_another_list_keeps_the_entry_that_was_chosen(qtbot, table, model):
    model.set_ids(range(1, 1001))
    table.go_to_row(500)
    with qtbot.assertNotEmitted(table.entry_moved_to):
        model.set_ids(range(300, 700))
    assert table.current_entry == 501
    assert table.selectionModel().isRowSelected(201)


def test_an_entry_that_left_the_list_is_not_chosen_any_more(table, model):
    model.set_ids([1, 2, 3])
    table.go_to_row(2)
    model.set_ids([1, 2])
    assert table.current_entry is None


def test_steps_stop_at_the_ends(table, model):
    model.set_ids([1, 2])
    table.go_to_row(0)
    assert not table.step(-1)
    assert table.step(1)
    assert not table.step(1)
    assert table.neighbour(-1) == 1
    assert table.neighbour(1) is None


def _shown(table) -> list[str]:
    header = table.horizontalHeader()
    return [column.title for n, column in enumerate(COLUMNS) if not header.isSectionHidden(n)]


def test_the_columns_fill_the_room_and_are_never_scrolled_sideways(table, model, theme):
    model.set_ids(range(1, 1001))
    kept = [column.title for column in KEPT_COLUMNS]
    narrow = [column.title for column in NARROW_COLUMNS]
    whole = [*narrow, "State"]
    widths = ((45, kept), (64, narrow), (90, whole), (140, [*whole, "Community"]), (240, None))
    for steps, shown in widths:
        table.resize(theme.space(steps), 400)
        assert table.horizontalHeader().length() == table.viewport().width()
        assert _shown(table) == (shown or [column.title for column in COLUMNS])
    table.resize(theme.space(90), 400)
    table.set_narrow(True)
    assert _shown(table) == narrow
    assert table.horizontalHeader().length() == table.viewport().width()

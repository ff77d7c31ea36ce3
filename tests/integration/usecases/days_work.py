"""A small day's work in a process of its own, made to be killed (see `test_killed.py`).

Reads lines of JSON from standard input; for each it forks a process that does the work step by
step, prints that process's id, and waits for it after the next line. The steps done are noted in a
file as they happen.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from dsurvey_desktop.domain.contact import ContactWay
from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.texts import use_language
from dsurvey_desktop.usecases import file_sizes, prepare_reading
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.back_up import back_up
from dsurvey_desktop.usecases.correct_batch import ANY, BatchCorrection, correct_batch
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.decide_pending import decide_pending
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.draw_sample import draw_sample, last_sample
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_pending import list_pending
from dsurvey_desktop.usecases.make_returns import make_returns
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.open_receipt import open_receipt
from dsurvey_desktop.usecases.query_entry import open_query
from dsurvey_desktop.usecases.record_sheet import record_sheet
from dsurvey_desktop.usecases.sheet_views import SheetResult
from dsurvey_desktop.usecases.show_sheet import show_sheet
from dsurvey_desktop.usecases.undo_batch import undo_batch

Steps = Iterator[Callable[[], object]]


def first_day(desk: Desk, files: list[Path], stick: Path) -> Steps:
    """One step a unit of work: each file in, an entry corrected, the ready approved, a bundle."""
    for path in files:
        yield partial(add_submissions, desk, [path], take_changes=True)
        yield lambda name=path.name: correct_entry(
            desk, ready_entries(desk)[0], "note", name, "电话核实"
        )
        yield lambda: approve_entries(desk, ready_entries(desk))
        yield lambda: export_bundle(desk, stick)


def later_day(desk: Desk, files: list[Path], stick: Path) -> Steps:
    """The district's receipt is opened, a backup made, what came back corrected and sent again."""
    (receipt,) = files
    yield lambda: open_receipt(desk, receipt)
    yield lambda: back_up(desk)
    yield lambda: correct_entry(desk, _sent_back(desk), "note", "已核对", "电话核实")
    yield lambda: approve_entries(desk, ready_entries(desk))
    yield lambda: export_bundle(desk, stick)


def review_day(desk: Desk, files: list[Path], stick: Path) -> Steps:
    """A folder and a large file another process reads, returns and answers, many corrected at once.

    Then people drawn and asked again, a batch undone after its backup, and a bundle.
    """
    folder, large, wrong = files
    yield lambda: take_in_elsewhere(desk, folder, file_sizes.SMALL_BYTES)
    yield lambda: take_in_elsewhere(desk, large, 0)
    yield lambda: open_query(desk, _first(desk), "本人是否仍在本村居住?", item="note")
    yield lambda: make_returns(desk, stick)
    yield lambda: add_submissions(desk, [answered(next(stick.glob("*.xlsx")))])
    yield lambda: decide_pending(desk, [list_pending(desk)[0].id], take=True)
    yield lambda: correct_batch(desk, EVERYBODY, "电话核实")
    yield lambda: approve_entries(desk, ready_entries(desk))
    yield lambda: draw_sample(desk, share=1, seed=7)
    for remark in ("在家", "再次核实"):
        yield lambda remark=remark: record_sheet(desk, _code(desk), asked_again(desk, remark))
    yield lambda: add_submissions(desk, [wrong])
    yield lambda: undo_batch(desk, list_batches(desk)[0].id)
    yield lambda: export_bundle(desk, stick)


EVERYBODY = BatchCorrection("note", ANY, "统一更正", EntryFilter())


def take_in_elsewhere(desk: Desk, path: Path, small_bytes: int) -> None:
    """Take in what another process reads, files above a size one lot of rows after the other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prepare_reading, "_MUCH_BYTES", 0)
        patch.setattr(prepare_reading, "useful_count", lambda: 1)
        patch.setattr(file_sizes, "SMALL_BYTES", small_bytes)
        add_submissions(desk, [path])


def answered(sheet: Path) -> Path:
    """What the community makes of a return workbook: another value, and words."""
    filled = sheet.parent / "回复" / sheet.name
    filled.parent.mkdir(exist_ok=True)
    book = openpyxl.load_workbook(sheet)
    page = book.worksheets[0]
    for row in page.iter_rows(min_row=5):
        if str(row[0].value or "").startswith("Q"):
            page.cell(row[0].row, 7).value = "仍住本村"
            page.cell(row[0].row, 8).value = "已入户"
    book.save(filled)
    return filled


def asked_again(desk: Desk, remark: str) -> SheetResult:
    """A sheet on which one answer is another; entered again, none is."""
    items = {one.item: one.registered for one in show_sheet(desk, _code(desk)).items}
    other = {"family_doctor": "2" if items["family_doctor"] == "1" else "1"}
    said = other if remark == "在家" else {}
    return SheetResult(
        desk.today(), ContactWay.VISIT, "周核查", said, remark=remark, reason="录入有误"
    )


def _code(desk: Desk) -> str:
    return last_sample(desk).members[0].short_code


def _first(desk: Desk) -> EntryId:
    return min(one.id for one in list_entries(desk))


def _sent_back(desk: Desk) -> EntryId:
    (entry,) = (one for one in list_entries(desk) if one.state is EntryState.SENT_BACK)
    return entry.id


DAYS = {"first": first_day, "later": later_day, "review": review_day}


def work(order: dict) -> None:
    """Open the office and do the steps of a day one after the other, noting each in the diary."""
    diary = os.open(order["diary"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    desk = open_office(Path(order["office"]), order["password"])
    files = [Path(name) for name in order["files"]]
    for number, step in enumerate(DAYS[order["day"]](desk, files, Path(order["stick"]))):
        step()
        os.write(diary, f"{number}\n".encode())
    close_office(desk)
    os.write(diary, b"end\n")


def main() -> None:
    """Fork a worker for each order; it ends without ceremony, as after a power cut."""
    use_language("zh_CN", Path(sys.argv[1]))
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            work(order)
            os._exit(0)
        print(pid, flush=True)
        sys.stdin.readline()  # until then the id stays this worker's, dead or alive
        os.waitpid(pid, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    main()

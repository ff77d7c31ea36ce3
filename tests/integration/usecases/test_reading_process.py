"""Files read in other processes: the same comes of them, and nothing is lost where one breaks off."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from dsurvey_desktop.domain.errors import Cancelled
from dsurvey_desktop.domain.texts import Text
from dsurvey_desktop.domain.word_memory import forget_words
from dsurvey_desktop.storage.tables import entry, raw_row
from dsurvey_desktop.usecases import (
    file_sizes,
    prepare_reading,
    read_elsewhere,
    reading_process,
    reading_worker,
)
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import form_context
from dsurvey_desktop.usecases.load_rules import load_rules
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.preview_submissions import preview_submissions
from dsurvey_desktop.usecases.read_content import ContentAhead
from dsurvey_desktop.usecases.reading_orders import Answer, Order, Setup
from dsurvey_desktop.usecases.reading_process import ReadingProcess, ReadingStopped
from dsurvey_desktop.usecases.run_demo import SampleTown

ASSETS = Path(__file__).parents[2] / "assets" / "intake"
PASSWORD = "password for tests"


@pytest.fixture(scope="module", autouse=True)
def stopped_processes() -> Iterator[None]:
    """Processes are kept from test to test, as from intake to intake, and ended after the last."""
    yield
    for process in reading_process.idle.all_waiting():
        process.stop()


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every intake is worth other processes, and every file comes in lots."""
    monkeypatch.setattr(prepare_reading, "_MUCH_BYTES", 0)
    monkeypatch.setattr(prepare_reading, "useful_count", lambda: 2)


@pytest.fixture
def in_lots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_sizes, "SMALL_BYTES", 0)


@pytest.fixture
def new_desk(fresh_office: Path, tmp_path: Path) -> Iterator[Callable[[], Desk]]:
    """Opens copies of the office that has a roster and no entries."""
    opened: list[Desk] = []

    def copy_and_open() -> Desk:
        folder = tmp_path / str(len(opened))
        shutil.copytree(fresh_office, folder)
        opened.append(open_office(folder, PASSWORD))
        return opened[-1]

    yield copy_and_open
    for desk in opened:
        close_office(desk)


def kept(desk: Desk) -> tuple[list[tuple], list[tuple]]:
    """Entries and rows as they stand in the database, but for the moment they came."""
    columns = [column for column in entry.c if column.name != "received_at"]
    with desk.database.read() as connection:
        entries = connection.execute(select(*columns).order_by(entry.c.id)).all()
        rows = connection.execute(select(raw_row).order_by(raw_row.c.id)).all()
    return [tuple(one) for one in entries], [tuple(one) for one in rows]


def sources(town: SampleTown) -> list[Path]:
    """A whole town, and files that break what reads them."""
    return [*town.submissions, ASSETS]


def test_same_comes_of_files_read_elsewhere(
    new_desk: Callable[[], Desk],
    town: SampleTown,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    here, there, lots = new_desk(), new_desk(), new_desk()
    files = sources(town)
    said = add_submissions(here, files)
    request.getfixturevalue("elsewhere")
    assert add_submissions(there, files) == said
    assert kept(there) == kept(here)
    monkeypatch.setattr(file_sizes, "SMALL_BYTES", 0)
    assert add_submissions(lots, files) == said
    assert kept(lots) == kept(here)
    assert kept(here)[0]


def test_same_comes_of_files_read_here_meanwhile(
    new_desk: Callable[[], Desk],
    town: SampleTown,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    """A process that takes long has little files read here that it was not told of."""
    here, there = new_desk(), new_desk()
    files = sources(town)
    said = add_submissions(here, files)
    request.getfixturevalue("elsewhere")
    told: list[Path] = []
    order = ReadingProcess.order

    def note(self: ReadingProcess, path: Path, setup: Setup, *, in_lots: bool) -> int:
        told.append(path)
        return order(self, path, setup, in_lots=in_lots)

    monkeypatch.setattr(ReadingProcess, "order", note)
    monkeypatch.setattr(ReadingProcess, "has_answers", lambda _self: False)
    monkeypatch.setattr(read_elsewhere, "_MOST_TOLD", 1)
    monkeypatch.setattr(read_elsewhere, "_TOLD_BYTES", 0)
    assert add_submissions(there, files) == said
    assert kept(there) == kept(here)
    assert 0 < len(set(told)) < len(said) / 2


def test_preview_elsewhere(
    new_desk: Callable[[], Desk], town: SampleTown, request: pytest.FixtureRequest
) -> None:
    desk = new_desk()
    here = preview_submissions(desk, town.submissions)
    request.getfixturevalue("elsewhere")
    request.getfixturevalue("in_lots")
    there = preview_submissions(desk, town.submissions)
    assert [one.rows for one in there] == [one.rows for one in here]
    assert sum(len(one.rows) for one in here) > 100


@pytest.mark.usefixtures("elsewhere", "in_lots")
def test_rows_that_break_off_leave_nothing(
    new_desk: Callable[[], Desk], town: SampleTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process dies when the first rows of a file have been taken in already."""
    whole = new_desk()
    outcomes = add_submissions(whole, town.submissions)
    broken = next(one.path for one in outcomes if one.kind == "individual" and one.taken)
    next_answer = ReadingProcess.next_answer
    is_met = []

    def dies(self: ReadingProcess, number: int, wait: Callable[[], None]) -> tuple:
        kind, content = next_answer(self, number, wait)
        if kind is Answer.ROWS and not is_met:
            is_met.append(True)
            self.stop()
            raise ReadingStopped
        return kind, content

    monkeypatch.setattr(ReadingProcess, "next_answer", dies)
    desk = new_desk()
    found = add_submissions(desk, town.submissions)
    (refused,) = [one for one in found if one.refusal is not None]
    assert refused.path == broken
    assert refused.refusal.code == "reading_stopped"
    again = add_submissions(desk, town.submissions)
    assert [one.path for one in again if one.batch] == [broken]
    assert len(kept(desk)[0]) == len(kept(whole)[0])


@pytest.mark.usefixtures("elsewhere", "in_lots")
def test_too_long_cell_met_among_the_rows(new_desk: Callable[[], Desk], town: SampleTown) -> None:
    desk = new_desk()
    outcomes = add_submissions(desk, [ASSETS / "long_cell.xlsx", *town.submissions])
    assert outcomes[0].refusal.code == "cell_too_long"
    assert all(one.refusal is None for one in outcomes[1:])


def end_at_once(orders: Connection, _ahead: Path | None) -> None:
    """What a process does that something on the computer does not allow."""
    orders.close()


@pytest.mark.usefixtures("elsewhere")
def test_files_are_read_here_where_no_process_can_be_started(
    new_desk: Callable[[], Desk], town: SampleTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_process, "idle", type(reading_process.idle)())
    monkeypatch.setattr(read_elsewhere, "idle", reading_process.idle)
    monkeypatch.setattr(reading_process, "serve", end_at_once)
    outcomes = add_submissions(new_desk(), town.submissions)
    assert all(one.refusal is None for one in outcomes)
    assert sum(one.taken for one in outcomes) > 100


@pytest.mark.usefixtures("elsewhere")
def test_processes_are_there_before_the_office_is_open(
    new_desk: Callable[[], Desk], town: SampleTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    idle = type(reading_process.idle)()
    for module in (reading_process, read_elsewhere, prepare_reading):
        monkeypatch.setattr(module, "idle", idle)
    prepare_reading.prepare_reading(town.submissions)
    prepared = idle.all_waiting()
    assert len(prepared) == 2
    prepare_reading.prepare_reading()
    add_submissions(new_desk(), town.submissions)
    assert set(idle.all_waiting()) == set(prepared)
    for process in prepared:
        process.stop()


def test_no_process_is_prepared_for_little(town: SampleTown) -> None:
    waiting = reading_process.idle.all_waiting()
    prepare_reading.prepare_reading(town.submissions[:1])
    assert reading_process.idle.all_waiting() == waiting


@pytest.mark.usefixtures("elsewhere")
def test_process_that_ended_as_it_waited(
    new_desk: Callable[[], Desk], town: SampleTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not seen until a file was given to it; the file is given to another."""
    monkeypatch.setattr(ReadingProcess, "is_usable", lambda _self: True)
    add_submissions(new_desk(), town.submissions)
    waiting = reading_process.idle.all_waiting()
    assert waiting
    for process in waiting:
        process.stop()
        process.join()
    outcomes = add_submissions(new_desk(), town.submissions)
    assert all(one.refusal is None for one in outcomes)


@pytest.mark.usefixtures("elsewhere")
def test_process_that_ended_is_replaced(new_desk: Callable[[], Desk], town: SampleTown) -> None:
    """Whatever a file does to the process, the files behind it are read."""
    for process in reading_process.idle.all_waiting():
        process.stop()
    outcomes = add_submissions(new_desk(), town.submissions)
    assert all(one.refusal is None for one in outcomes)
    assert sum(one.taken for one in outcomes) > 100


@pytest.mark.usefixtures("elsewhere", "in_lots")
def test_refused_member_of_a_zip_refuses_no_other(
    new_desk: Callable[[], Desk], town: SampleTown, tmp_path: Path
) -> None:
    packed = tmp_path / "mixed.zip"
    (community,) = [path for path in town.submissions if "社区登记表" in path.name]
    with ZipFile(packed, "w") as archive:
        archive.write(ASSETS / "long_cell.xlsx", "long.xlsx")
        archive.write(community, "community.xlsx")
    outcomes = add_submissions(new_desk(), [packed])
    assert [one.taken > 0 for one in outcomes] == [True, False]
    assert outcomes[1].refusal.code == "cell_too_long"


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="processes can't be held up here")
@pytest.mark.usefixtures("elsewhere", "in_lots")
def test_cancel_is_heard_while_rows_are_awaited(
    new_desk: Callable[[], Desk], town: SampleTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process is held up when it has said what stands in a file, but sent no row."""
    next_answer = ReadingProcess.next_answer
    held: list[ReadingProcess] = []

    def holds(self: ReadingProcess, number: int, wait: Callable[[], None]) -> tuple:
        kind, content = next_answer(self, number, wait)
        if kind is Answer.ROWS and not held:
            held.append(self)
            os.kill(self.number, signal.SIGSTOP)
            while True:
                next_answer(self, number + 1, wait)
        return kind, content

    def cancel(_done: int, _total: int, _what: Text) -> None:
        if held:
            raise Cancelled

    monkeypatch.setattr(ReadingProcess, "next_answer", holds)
    desk = new_desk()
    with pytest.raises(Cancelled):
        add_submissions(desk, town.submissions, progress=cancel)
    held[0].join()


def test_bug_in_the_process_is_told_without_words_of_a_cell(
    town: SampleTown, monkeypatch: pytest.MonkeyPatch, new_desk: Callable[[], Desk]
) -> None:
    def breaks(*_arguments: object) -> None:
        raise KeyError("张三")

    sent: list[bytes] = []
    desk = new_desk()
    with desk.database.read() as connection:
        rules = load_rules(connection)
    monkeypatch.setattr(reading_worker, "take_apart", breaks)
    pipe = SimpleNamespace(send_bytes=sent.append)
    setup = Setup(rules, None, form_context(rules.campaign, desk.clock))
    worker = reading_worker._Worker(setup, pipe, ContentAhead(None), reading_worker._KnownForms())
    worker.read(Order(1, str(town.submissions[0]), in_lots=True))
    number, kind, words = pickle.loads(sent[0])
    assert (number, kind) == (1, Answer.FAILED)
    assert words.startswith("KeyError < test_reading_process.py:")
    assert "张三" not in words


@pytest.mark.usefixtures("elsewhere")
def test_cancelled_intake_ends_its_processes(
    new_desk: Callable[[], Desk], town: SampleTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = []
    stop = ReadingProcess.stop
    monkeypatch.setattr(ReadingProcess, "stop", lambda self: (stopped.append(self), stop(self)))

    def cancel(done: int, _total: int, _what: Text) -> None:
        if done:
            raise Cancelled

    desk = new_desk()
    with pytest.raises(Cancelled):
        add_submissions(desk, town.submissions, progress=cancel)
    assert len(stopped) == 2
    for process in stopped:
        process.join()
        assert not process.is_usable()
    monkeypatch.undo()
    assert sum(one.taken for one in add_submissions(desk, town.submissions)) > 100


@pytest.mark.usefixtures("elsewhere", "in_lots")
def test_answers_nobody_asked_for_are_passed_over(
    new_desk: Callable[[], Desk], town: SampleTown, tmp_path: Path
) -> None:
    """A file whose columns must be looked at first leaves its rows on the way."""
    strange = tmp_path / "strange.csv"
    lines = [f"张{number},330282199001{number:04d}" for number in range(1000, 3000)]
    strange.write_text("\n".join(["谁,什么", *lines]), encoding="utf-8")
    files = [strange, *town.submissions]
    outcomes = add_submissions(new_desk(), files)
    assert outcomes[0].batch is None
    assert sum(one.taken for one in outcomes) > 100


def test_processes_are_ended_with_the_office(
    new_desk: Callable[[], Desk], town: SampleTown, elsewhere: None
) -> None:
    """Those that wait at once, one that is at work as soon as it is done."""
    add_submissions(new_desk(), town.submissions)
    waiting = reading_process.idle.all_waiting()
    (at_work,) = reading_process.idle.borrow(1)
    waiting.remove(at_work)
    forget_words()
    for process in waiting:
        process.join()
    assert waiting
    assert reading_process.idle.all_waiting() == []
    assert at_work.is_usable()
    reading_process.idle.give_back(at_work)
    at_work.join()
    assert reading_process.idle.all_waiting() == []

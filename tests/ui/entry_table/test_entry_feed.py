"""The feed: of several filters typed in a row only the newest is listed."""

from __future__ import annotations

import threading

import pytest

from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text
from tests.ui.fakes_pages import FakeDesk
from ui.entry_table.entry_calls import ListCalls
from ui.entry_table.entry_feed import EntryFeed


class SlowDesk(FakeDesk):
    """Answers the first filter only when the gate opens."""

    def __init__(self) -> None:
        super().__init__(30)
        self.gate = threading.Event()
        self.asked: list[str] = []
        self.trouble: AppError | None = None

    def list_ids(self, wanted):
        self.asked.append(wanted.text)
        if self.trouble is not None:
            raise self.trouble
        if len(self.asked) == 1:
            self.gate.wait(5)
        return super().list_ids(wanted)


@pytest.fixture
def desk() -> SlowDesk:
    return SlowDesk()


@pytest.fixture
def feed(theme, worker, desk) -> EntryFeed:
    return EntryFeed(theme, worker, ListCalls(desk.list_ids, desk.list_lines, desk.count))


def test_only_the_newest_filter_waits(qtbot, feed, desk):
    for words in ("张", "张建", "张建国"):
        feed.show(EntryFilter(text=words))
    with qtbot.waitSignal(feed.listed):
        desk.gate.set()
    assert desk.asked == ["张", "张建国"]
    assert len(feed.model.ids) == 3


def test_counts_come_with_the_list(qtbot, feed, desk):
    desk.gate.set()
    with qtbot.waitSignal(feed.counted) as counted:
        feed.show(EntryFilter(community="330108001001"))
    assert counted.args[0].all == len(feed.model.ids) == 10


def test_after_trouble_the_next_filter_is_answered(qtbot, feed, desk):
    desk.gate.set()
    desk.trouble = AppError("locked", text("locked"))
    with qtbot.waitSignal(feed.failed) as failed:
        feed.show(EntryFilter())
    assert failed.args[0].code == "locked"
    desk.trouble = None
    with qtbot.waitSignal(feed.listed):
        feed.show(EntryFilter())

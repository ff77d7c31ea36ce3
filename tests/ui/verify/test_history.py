"""The history of an entry: the newest at once, the others by one key."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from dsurvey_desktop.usecases.entry_views import CorrectionView
from ui.verify.history_list import FIRST_SHOWN, HistoryList

MOMENT = datetime(2025, 10, 8, 2, tzinfo=UTC)


@pytest.fixture
def history(qtbot, theme):
    made = HistoryList(theme)
    qtbot.addWidget(made)
    return made


def corrections(count: int) -> tuple[CorrectionView, ...]:
    return tuple(
        CorrectionView("note", "Note", f"old {at}", f"new {at}", "asked", "", "Wang", MOMENT)
        for at in range(count)
    )


def shown(history) -> list[str]:
    return [one.text() for one in history.findChildren(QLabel) if "→" in one.text()]


def test_a_short_history_is_shown_whole(history):
    history.show_corrections(corrections(FIRST_SHOWN), "note", is_revealed=True)
    assert len(shown(history)) == FIRST_SHOWN
    assert not history.findChildren(QPushButton)


def test_of_a_long_history_the_rest_comes_by_a_key(qtbot, history):
    history.show_corrections(corrections(FIRST_SHOWN + 4), "note", is_revealed=True)
    assert len(shown(history)) == FIRST_SHOWN
    history.show()
    (more,) = history.findChildren(QPushButton)
    assert "4" in more.text()
    qtbot.keyClick(more, Qt.Key.Key_Space)
    assert shown(history)[-1] == "Note: old 8 → new 8"
    assert len(shown(history)) == FIRST_SHOWN + 4
    assert more.isHidden()

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.storage import key_slots
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.draw_second_entry import draw_second_entry
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.manage_users import add_user
from ui.changes import EVERYTHING
from ui.practice_office import PASSWORD
from ui.second_entry.page import SecondEntryPage


@pytest.fixture
def colleague(opened, in_worker, monkeypatch) -> Desk:
    """Another person at the practice office's desk."""
    monkeypatch.setattr(key_slots, "_MEMORY_KIB", 64)
    monkeypatch.setattr(key_slots, "_TIME_COST", 1)
    roles = frozenset({Role.CLERK, Role.REVIEWER})
    users = in_worker(add_user, opened.desk, PASSWORD, "林复录", roles, "the second one's own")
    user = replace(opened.desk.user, id=users[-1].id, name="林复录", roles=roles)
    return replace(opened.desk, user=user)


@pytest.fixture
def page(show_page) -> SecondEntryPage:
    """The page as whoever took everything in sees it."""
    return show_page(SecondEntryPage)


@pytest.fixture
def second_page(qtbot, office_context, colleague, idle, in_worker) -> SecondEntryPage:
    """The page of the colleague, with a draw of one percent."""
    in_worker(draw, office_context.desk)
    made = SecondEntryPage(replace(office_context, desk=colleague))
    qtbot.addWidget(made)
    made.resize(1170, 740)
    made.show()
    made.activateWindow()
    made.refresh(EVERYTHING)
    idle()
    return made


def draw(desk: Desk) -> Any:
    return draw_second_entry(desk, share=0.01, seed=7)


@pytest.fixture
def paper(in_worker, opened) -> Callable[[int], dict[str, Any]]:
    """What the paper of an entry says: here what the first person entered."""

    def read(entry_id: int) -> dict[str, Any]:
        entries = in_worker(list_entries, opened.desk)
        return dict(next(one.answers for one in entries if one.id == entry_id))

    return read

"""An office whose folder another computer holds: said, kept safe by the older journal, working."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.storage import dialect
from dsurvey_desktop.usecases import check_place as place
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.run_demo import PRACTICE_PASSWORD, run_demo


@pytest.fixture
def shared(monkeypatch):
    """Every folder counts as one of another computer."""
    monkeypatch.setattr(dialect, "is_on_share", lambda _folder: True)
    monkeypatch.setattr(place, "is_on_share", lambda _folder: True)


def test_the_main_job_is_done_on_a_share_without_memory_in_common(shared, tmp_path):
    result = run_demo(tmp_path)
    desk = open_office(Path(result["office"]), PRACTICE_PASSWORD)
    try:
        with desk.database.read() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
        with pytest.raises(AppError) as said:
            place.check_place(desk)
        assert said.value.code == "office_on_share"
        assert check_log(desk) > 0
    finally:
        close_office(desk)
    assert not list(desk.folder.glob("*-wal")), "nothing that only one computer can read"

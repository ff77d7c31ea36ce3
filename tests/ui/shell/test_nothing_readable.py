"""After a day's work nothing of a person is readable outside what the officer exported."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dsurvey_desktop.domain.resources import resources_folder

SCRIPT = Path(__file__).with_name("whole_day.py")
NAMES = ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")


@pytest.fixture(scope="module")
def day(tmp_path_factory, project):
    """The folders of a person who did a day's work, and what was written."""
    root = tmp_path_factory.mktemp("day")
    places = {name: root / name.lower() for name in NAMES}
    for place in places.values():
        place.mkdir(mode=0o700)
    done = subprocess.run(
        [sys.executable, SCRIPT, root / "work"],
        cwd=project,
        env={
            **{name: str(place) for name, place in places.items()},
            "QT_QPA_PLATFORM": "offscreen",
            "PATH": "/usr/bin:/bin",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        check=False,
        capture_output=True,
        timeout=280,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return root, json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def offices(day):
    """What the program keeps: the offices with their backups, and the person's own folders."""
    root, _told = day
    work = root / "work"
    kept = [work / "town", work / "district", *(root / name.lower() for name in NAMES)]
    files = [path for place in kept for path in place.rglob("*") if path.is_file()]
    assert {"office.db", "office.keys", "office.tries", "office.windows"} >= {
        path.name for path in (work / "town").iterdir() if path.is_file()
    } - {"office.db-wal", "office.db-shm"}
    assert any(path.name == "backup.json" for path in files)
    assert any(path.name == "dsurvey.log" for path in files)
    return files


def words() -> list[bytes]:
    """Names and numbers of the sample town, as different programs would write them."""
    truth = json.loads((resources_folder() / "sample_town" / "truth.json").read_text("utf-8"))
    found: list[bytes] = []
    for number, facts in truth["people"].items():
        sent = facts.get("sent", {})
        found += [number.encode(), number.encode("utf-16-le")]
        for value in (sent.get("name"), sent.get("mobile"), sent.get("address")):
            if value and len(value) > 2:
                found += [value.encode(), value.encode("utf-16-le"), value.encode("gb18030")]
    assert len(found) > 1000
    return found


def test_no_name_and_no_number_is_left(offices):
    wanted = words()
    sent = next(resources_folder().glob("sample_town/submissions/*.csv")).read_bytes()
    assert sum(one in sent for one in wanted) > 20  # they are found where they are
    for path in offices:
        content = str(path).encode() + path.read_bytes()
        assert [one for one in wanted if one in content] == [], path


def test_no_document_is_left_where_the_officer_put_none(offices):
    beginnings = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"SQLite format 3")
    assert [path for path in offices if path.read_bytes().startswith(beginnings)] == []


def test_the_log_of_bugs_names_the_place_and_nobody(day):
    root, _told = day
    (log,) = (root / "xdg_data_home").rglob("dsurvey.log")
    text = log.read_text("utf-8")
    assert "ValueError" in text
    assert "whole_day.py" in text
    assert [one for one in words() if one in log.read_bytes()] == []


def test_nothing_was_written_elsewhere_meanwhile(day):
    """Not even for a moment: a file that was deleted can be brought back."""
    root, told = day
    allowed = (str(root / "work"), str(root / "xdg_"), "/dev/null")
    assert [path for path in told["written"] if not path.startswith(allowed)] == []

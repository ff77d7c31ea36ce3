"""What is no file, or stops being one while it is read, is refused in words and harms nothing."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.read_source import read_source, read_up_to

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="devices of a Unix system")


def codes(outcomes):
    return [one.refusal.code for one in outcomes]


def test_devices_pipes_and_sockets_are_not_opened(new_desk, tmp_path):
    os.mkfifo(tmp_path / "表.xlsx")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(tmp_path / "表.csv"))
        sources = [Path("/dev/zero"), Path("/dev/null"), tmp_path / "表.xlsx", tmp_path / "表.csv"]

        outcomes = add_submissions(new_desk, sources)

    assert codes(outcomes) == ["unreadable_file"] * 4
    assert list_batches(new_desk) == ()


def test_pipes_in_a_folder_are_passed_over_and_files_beside_them_read(new_desk, tmp_path):
    folder = tmp_path / "报送"
    folder.mkdir()
    os.mkfifo(folder / "表.xlsx")
    (folder / "空.xlsx").write_bytes(b"")
    (folder / "入户照片.jpg").write_bytes(b"\xff\xd8")
    (folder / "loop").symlink_to(folder)

    assert codes(add_submissions(new_desk, [folder])) == ["empty_file"]


def test_a_drive_that_vanishes_while_a_file_is_read_stops_only_that_file(new_desk, tmp_path, town):
    """The kernel's own file of this process gives an error once it is read."""
    gone = Path("/proc/self/mem")
    there = next(path for path in town.submissions if path.suffix == ".xls")

    first, missing, second = add_submissions(new_desk, [gone, tmp_path / "不在.xlsx", there])

    assert first.refusal.code == "unreadable_file"
    assert missing.refusal.code == "file_missing"
    assert second.refusal is None
    assert second.rows_read > 0


@pytest.mark.parametrize(("limit", "wanted"), [(100, 10), (10, 10), (7, 8), (4, 5), (0, 1)])
def test_a_file_that_grows_while_it_is_read_is_read_to_its_end(tmp_path, limit, wanted):
    class Growing(type(Path())):
        def stat(self, **options):
            found = super().stat(**options)
            with self.open("ab") as file:
                file.write(b"6789!")
            return found

    (tmp_path / "表.csv").write_bytes(b"12345")
    assert read_up_to(Growing(tmp_path / "表.csv"), limit) == b"123456789!"[:wanted]


def test_a_drive_without_its_stick_is_not_called_locked(tmp_path):
    """Windows refuses a file on such a drive as it refuses one that Excel has open."""

    class OnEmptyDrive(type(Path())):
        def stat(self, **_options):
            raise PermissionError(13, "the device is not ready")

    with pytest.raises(AppError) as gone:
        read_source(OnEmptyDrive(tmp_path / "stick" / "表.xlsx"))
    assert gone.value.code == "file_missing"
    with pytest.raises(AppError) as locked:
        read_source(OnEmptyDrive(tmp_path / "表.xlsx"))
    assert locked.value.code == "file_locked"


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may read anything")
def test_a_locked_file_says_to_close_it(new_desk, tmp_path):
    locked = tmp_path / "表.xlsx"
    locked.write_bytes(b"x")
    locked.chmod(0)

    assert codes(add_submissions(new_desk, [locked])) == ["file_locked"]

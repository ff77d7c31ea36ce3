"""Files get their names although something else looks into them for a moment."""

import sys
from pathlib import Path
from threading import Timer

import pytest

from dsurvey_desktop.domain.moves import move


class HeldFile(type(Path())):
    """A file that Windows refuses to rename some times."""

    refusals = 2

    def replace(self, target):
        if self.refusals:
            self.refusals -= 1
            raise PermissionError(13, "held by a scanner")
        return super().replace(target)


@pytest.fixture
def held(tmp_path):
    file = HeldFile(tmp_path / "new")
    file.write_bytes(b"new")
    (tmp_path / "old").write_bytes(b"old")
    return file


def test_a_file_that_is_held_for_a_moment_is_moved(held, tmp_path):
    move(held, tmp_path / "old", waits_s=(0, 0))
    assert (tmp_path / "old").read_bytes() == b"new"


def test_a_file_that_is_held_on_is_refused_and_harms_nothing(held, tmp_path):
    with pytest.raises(PermissionError):
        move(held, tmp_path / "old", waits_s=(0,))
    assert (tmp_path / "old").read_bytes() == b"old"
    assert held.read_bytes() == b"new"


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_real_reader_only_delays_it(tmp_path, kind):
    """On Windows an open file can't be renamed, nor the folder it is in."""
    (tmp_path / "folder").mkdir()
    file = tmp_path / "folder" / "file"
    file.write_bytes(b"new")
    source = file if kind == "file" else file.parent
    reader = file.open("rb")
    Timer(0.2, reader.close).start()
    move(source, tmp_path / "target")
    assert (tmp_path / "target").exists()
    assert not source.exists()
    if kind == "file":  # Wine lets a folder be renamed all the same
        assert sys.platform != "win32" or reader.closed

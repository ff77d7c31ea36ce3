import sys
from pathlib import Path

import pytest

from dsurvey_desktop.documents.write_file import replace_file
from dsurvey_desktop.domain.errors import AppError

FULL = Path("/dev/full")


def test_the_file_appears_only_when_it_is_whole(tmp_path):
    target = tmp_path / "notice.pdf"
    target.write_bytes(b"old")
    with replace_file(target) as file:
        file.write(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path):
    target = tmp_path / "notice.pdf"
    target.write_bytes(b"old")

    def fail():
        with replace_file(target) as file:
            file.write(b"half")
            raise KeyError("bug")

    with pytest.raises(KeyError):
        fail()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_is_said_in_words(tmp_path):
    with pytest.raises(AppError) as caught, replace_file(tmp_path / "gone" / "notice.pdf"):
        pass
    assert caught.value.code == "file_not_writable"
    assert "文件无法写入" in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="a folder can't be replaced there either way")
def test_a_target_that_cannot_be_replaced_is_said_in_words(tmp_path):
    target = tmp_path / "notice.pdf"
    target.mkdir()
    with pytest.raises(AppError) as caught, replace_file(target) as file:
        file.write(b"new")
    assert caught.value.code == "file_not_writable"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
def test_a_full_disk_has_its_own_code(tmp_path):
    with (
        pytest.raises(AppError) as caught,
        replace_file(tmp_path / "notice.pdf"),
        FULL.open("wb", buffering=0) as full,
    ):
        full.write(b"new")
    assert caught.value.code == "disk_full"
    assert list(tmp_path.iterdir()) == []

"""A real small file system as the stick: full, protected, pulled out in the middle."""

from __future__ import annotations

import errno
import os
import re
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from dsurvey_desktop.documents.write_file import replace_file
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.leftovers import temporary_name
from dsurvey_desktop.exchange import bundle_file
from dsurvey_desktop.exchange.bundle_file import write_bundle_file
from dsurvey_desktop.exchange.bundle_parts import split_bundle
from tests.small_disk import mount, small_disk

OPTIONS = "size=64k,mode=700"


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 KB; only where this process may mount one."""
    with small_disk(tmp_path / "stick", OPTIONS) as place:
        yield place


def refused(folder: Path, bundle) -> str:
    with pytest.raises(AppError) as caught:
        write_bundle_file(folder, bundle)
    return caught.value.code


def test_a_full_stick_keeps_what_it_had_and_nothing_half(stick: Path, workshop) -> None:
    other = stick / "其他文件.txt"
    other.write_bytes(b"x" * 60_000)
    assert refused(stick, workshop.good()) == "media_full"
    assert [one.name for one in stick.iterdir()] == [other.name]
    assert other.stat().st_size == 60_000
    other.unlink()
    assert write_bundle_file(stick, workshop.good()).read_bytes() == workshop.good().data


def test_a_protected_stick_is_told_so(stick: Path, workshop) -> None:
    assert mount("-o", f"remount,ro,{OPTIONS}", str(stick))
    assert refused(stick, workshop.good()) == "media_read_only"
    assert list(stick.iterdir()) == []


def test_a_stick_pulled_out_in_the_middle_leaves_nothing(
    stick: Path, workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def pull_out(handle: int) -> None:
        real(handle)
        subprocess.run(["umount", "-l", str(stick)], check=True, capture_output=True)

    monkeypatch.setattr(bundle_file.os, "fsync", pull_out)
    assert refused(stick, workshop.good()) == "media_failed"
    assert list(stick.iterdir()) == []


def leftover(folder: Path, name: str, age_s: int) -> Path:
    """A file that an earlier write left half done."""
    made = folder / temporary_name(name)
    made.write_bytes(b"half")
    then = made.stat().st_mtime - age_s
    os.utime(made, (then, then))
    return made


def test_what_an_earlier_write_left_half_done_is_removed(tmp_path: Path, workshop) -> None:
    old = leftover(tmp_path, "330102005-2026-0007-hand_over-330102.dsb", 3600)
    paper = leftover(tmp_path, "封面.pdf", 3600)
    other_window = leftover(tmp_path, "330102006-2026-0001-hand_over-330102.dsb", 5)
    theirs = tmp_path / ".别的程序.part"
    theirs.write_bytes(b"x")
    os.utime(theirs, (0, 0))
    write_bundle_file(tmp_path, workshop.good())
    assert not old.exists()
    assert not paper.exists()
    assert other_window.exists(), "another window may be writing it now"
    assert theirs.exists(), "files of others are left alone"
    again = leftover(tmp_path, "封面.pdf", 3600)
    with replace_file(tmp_path / "封面.pdf") as file:
        file.write(b"%PDF")
    assert not again.exists()


def test_a_stick_that_cannot_flush_its_folder_is_no_failure(
    tmp_path: Path, workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def no_folders(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "no such call")
        real(handle)

    monkeypatch.setattr(bundle_file.os, "fsync", no_folders)
    written = write_bundle_file(tmp_path, workshop.good())
    assert written.read_bytes() == workshop.good().data


def test_a_stick_pulled_out_while_a_paper_is_written_is_told_as_that(
    stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_args: object, **_more: object) -> None:
        raise OSError(errno.EIO, "gone")

    monkeypatch.setattr(Path, "unlink", gone)
    with pytest.raises(AppError) as caught, replace_file(stick / "封面.pdf"):
        raise OSError(errno.EIO, "gone")
    assert caught.value.code == "file_not_writable"


FAT_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")
"""What FAT, exFAT, NTFS and any mail program take without a second spelling."""


def test_every_name_on_a_stick_is_one_that_any_file_system_takes(workshop) -> None:
    bundle = workshop.good()
    names = [bundle.name, *(one.name for one in split_bundle(bundle, 1000))]
    assert len(names) > 2
    assert [name for name in names if not FAT_NAME.fullmatch(name)] == []

"""A real small file system as the stick: full, protected, pulled out in the middle."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.exchange import bundle_file
from dsurvey_desktop.exchange.bundle_file import write_bundle_file
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

"""The drive of an office is full or protected: it is said, nothing is half there, work goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dsurvey_desktop.domain.errors import AppError, Cancelled
from dsurvey_desktop.storage import backup_store
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.back_up import back_up, list_backups
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.open_office import close_office, open_office
from tests.integration.usecases.killed_works import PASSWORD, picture, schema
from tests.older_schema import make_older
from tests.small_disk import mount, small_disk

OPTIONS = "size=4m,mode=700"
ROOM = [0, 8_192, 40_000, 100_000]
"""Bytes that are free when a step begins; none is enough for it."""


@pytest.fixture
def desk(tmp_path: Path, small_office: Path) -> Iterator[Desk]:
    """The small office on a drive of 4 MB."""
    with small_disk(tmp_path / "drive", OPTIONS) as drive:
        shutil.copytree(small_office, drive / "office")
        opened = open_office(drive / "office", PASSWORD)
        yield opened
        close_office(opened)


def fill(folder: Path, room: int) -> Path:
    """Put a file on the drive that leaves so many bytes, rounded to pages."""
    filler = folder / "占满.bin"
    drive = os.statvfs(folder)
    filler.write_bytes(bytes(max(0, drive.f_bavail * drive.f_frsize - room)))
    return filler


def refused(step: Callable[[], object]) -> str:
    with pytest.raises(AppError) as caught:
        step()
    assert str(caught.value.advice)
    return caught.value.code


def fails_then_works(desk: Desk, room: int, step: Callable[[], object], code: str) -> None:
    before = picture(desk)
    filler = fill(desk.folder.parent, room)
    assert refused(step) == code
    assert picture(desk) == before
    filler.unlink()
    check_log(desk)
    step()
    assert picture(desk) != before
    check_log(desk)
    assert schema(desk.folder)


@pytest.mark.parametrize("room", ROOM)
def test_intake_on_a_full_drive(desk: Desk, small, room: int) -> None:
    strangers = [small.people[0] | {"certificate_no": f"33028219{n:012d}"} for n in range(400)]
    path = small.submission("甲.csv", *small.people, *strangers)
    fails_then_works(desk, room, lambda: add_submissions(desk, [path]), "disk_full")
    assert len(list_entries(desk)) == len(small.people)


@pytest.mark.parametrize("room", ROOM)
def test_a_backup_on_a_full_drive(desk: Desk, room: int) -> None:
    fails_then_works(desk, room, lambda: back_up(desk), "disk_full")
    (made,) = list_backups(desk.folder)
    backups = Path(made.path).parent
    assert [one.name for one in backups.iterdir()] == [made.name]
    backup_store.check_whole(backup_store.read_backup(Path(made.path)))


@pytest.mark.parametrize("room", [0, 4_096])
def test_a_hand_over_from_a_full_drive(desk: Desk, small, tmp_path: Path, room: int) -> None:
    add_submissions(desk, [small.submission("甲.csv", *small.people)])
    approve_entries(desk, ready_entries(desk))
    stick = tmp_path / "stick"
    fails_then_works(desk, room, lambda: export_bundle(desk, stick), "disk_full")
    assert len(list(stick.glob("*.dsb.zip"))) == 1


def test_a_stick_too_full_for_bundle_parts_or_papers_holds_none_of_them(
    small_desk: Desk, small, tmp_path: Path
) -> None:
    """With ever more room, until it is enough for all of them."""
    add_submissions(small_desk, [small.submission("甲.csv", *small.people)])
    approve_entries(small_desk, ready_entries(small_desk))
    before, codes = picture(small_desk), []
    with small_disk(tmp_path / "stick", OPTIONS) as stick:
        for room in range(0, 4_000_000, 48 * 1024):
            filler = fill(stick, room)
            try:
                made = export_bundle(small_desk, stick, part_bytes=50_000)
            except AppError as error:
                codes.append(error.code)
                assert [one.name for one in stick.iterdir()] == [filler.name]
                assert picture(small_desk) == before
            else:
                break
            filler.unlink()
        assert (codes[0], codes[-1]) == ("media_full", "media_full")
        assert "disk_full" in codes
        assert len(codes) > 3
        assert (made.sequence, made.is_resumed, len(made.parts) > 1) == (1, False, True)
        assert {Path(one).name for one in (made.path, made.cover, made.key_card, *made.parts)} == {
            one.name for one in stick.iterdir()
        } - {filler.name}
    check_log(small_desk)


@pytest.mark.parametrize("room", ROOM)
def test_a_backup_to_a_full_stick_tells_of_the_stick(
    small_desk: Desk, tmp_path: Path, room: int
) -> None:
    """Not of the office's own drive, which is well."""
    with small_disk(tmp_path / "stick", OPTIONS) as stick:
        filler = fill(stick, room)
        assert refused(lambda: back_up(small_desk, stick)) == "media_full"
        assert list(stick.iterdir()) == [filler]
        filler.unlink()
        made = back_up(small_desk, stick)
        assert [one.name for one in stick.iterdir()] == [made.name]
    check_log(small_desk)


def test_a_stick_pulled_out_of_a_backup_is_told_as_one(small_desk: Desk, tmp_path: Path) -> None:
    with small_disk(tmp_path / "stick", OPTIONS) as stick:

        def pull(done: int, _all: int, _words: object) -> None:
            if done:
                subprocess.run(["umount", "-l", stick], check=True)

        assert refused(lambda: back_up(small_desk, stick, pull)) == "media_failed"
    check_log(small_desk)


def test_a_bundle_cut_short_keeps_its_number_though_the_next_stick_is_full(
    small_desk: Desk, small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may lie on the first stick: another bundle of that number must never be made."""
    add_submissions(small_desk, [small.submission("甲.csv", *small.people)])
    approve_entries(small_desk, ready_entries(small_desk))
    with monkeypatch.context() as patch:
        patch.setattr("dsurvey_desktop.usecases.export_bundle._hand_over", _power_cut)
        with pytest.raises(RuntimeError):
            export_bundle(small_desk, tmp_path / "first")
    (lying,) = (tmp_path / "first").glob("*.dsb.zip")
    with small_disk(tmp_path / "stick", OPTIONS) as stick:
        filler = fill(stick, 0)
        assert refused(lambda: export_bundle(small_desk, stick)) == "media_full"
        filler.unlink()
        made = export_bundle(small_desk, stick)
        assert (made.sequence, made.is_resumed) == (1, True)
        assert Path(made.path).read_bytes() == lying.read_bytes()


def _power_cut(*_: object) -> None:
    message = "the power failed"
    raise RuntimeError(message)


@pytest.mark.parametrize("is_older", [False, True], ids=["today's", "older"])
def test_an_office_that_is_write_protected(desk: Desk, small, is_older: bool) -> None:
    path = small.submission("甲.csv", *small.people)
    folder = desk.folder
    if is_older:
        make_older(desk.database.engine, "0018")
    close_office(desk)
    assert mount("-o", f"remount,ro,{OPTIONS}", str(folder.parent))
    assert refused(lambda: open_office(folder, PASSWORD)) == "office_read_only"
    assert mount("-o", f"remount,rw,{OPTIONS}", str(folder.parent))
    again = open_office(folder, PASSWORD)
    add_submissions(again, [path])
    check_log(again)
    close_office(again)


@pytest.mark.parametrize("room", ROOM)
@pytest.mark.parametrize("has_backup", [False, True], ids=["backup", "migration"])
def test_an_older_office_on_a_full_drive_stays_as_it_was(
    desk: Desk, room: int, has_backup: bool
) -> None:
    """Where the backup fits, the migration has no room: then it is not made a second time."""
    before = picture(desk)
    make_older(desk.database.engine, "0001")
    close_office(desk)
    older = schema(desk.folder)
    if has_backup:
        with pytest.raises(Cancelled):
            open_office(desk.folder, PASSWORD, progress=stop_after_backup)
    filler = fill(desk.folder.parent, room)
    assert refused(lambda: open_office(desk.folder, PASSWORD)) == "disk_full"
    filler.unlink()
    assert schema(desk.folder) == older
    again = open_office(desk.folder, PASSWORD)
    assert picture(again) == before
    check_log(again)
    close_office(again)
    assert [one.kind for one in list_backups(desk.folder)] == ["before_upgrade"]


def stop_after_backup(done: int, _total: int, _what: object) -> None:
    if done:
        raise Cancelled

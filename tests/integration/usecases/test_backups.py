"""Backups are whole, kept by number, and bring the office back, also a damaged one."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dsurvey_desktop.domain.errors import AppError, Cancelled
from dsurvey_desktop.domain.texts import Text
from dsurvey_desktop.storage import backup_store, log_store, restoring
from dsurvey_desktop.usecases import open_office as open_office_module
from dsurvey_desktop.usecases import restore_backup as restore_module
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.back_up import back_up, back_up_daily, list_backups
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.keep_backups import KEPT_DAILY, LEAST, keep_daily, kept_daily
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_log import list_log
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.restore_backup import restore_backup
from dsurvey_desktop.usecases.undo_batch import undo_batch

PASSWORD = "password for tests"


def answers(desk: Desk) -> list[tuple]:
    return [(e.certificate_no, e.state, e.version, dict(e.answers)) for e in list_entries(desk)]


def open_files(folder: Path) -> list[str]:
    """Files under a folder that this process has open; nothing where the system can't tell."""
    handles = Path("/proc/self/fd")
    links = handles.iterdir() if handles.is_dir() else ()
    names = [str(one.readlink()) for one in links if one.is_symlink()]
    return [name for name in names if name.startswith(str(folder))]


def test_a_backup_holds_what_the_office_held(desk: Desk) -> None:
    before = answers(desk)
    made = back_up(replace(desk, clock=lambda: datetime(2025, 10, 7, 22, 30, tzinfo=UTC)))
    assert (made.kind, made.entries) == ("by_hand", len(before))
    assert made.name == "20251008-063000-by_hand"  # the office's day, as the list says it
    assert list_backups(desk.folder) == (made,)
    copy = desk.folder.parent / "copy"
    shutil.copytree(made.path, copy)
    (copy / backup_store.MANIFEST_NAME).unlink()
    opened = open_office(copy, PASSWORD)
    assert answers(opened) == before
    check_log(opened)
    close_office(opened)


def test_a_backup_tells_its_steps_and_one_that_is_stopped_leaves_nothing(desk: Desk) -> None:
    told: list[str] = []

    def stop_at_reading(done: int, total: int, what: Text) -> None:
        told.append(f"{done}/{total} {what}")
        if done:
            raise Cancelled

    lines = len(list_log(desk))
    with pytest.raises(Cancelled):
        back_up(desk, progress=stop_at_reading)
    assert told == ["0/2 正在复制数据", "1/2 正在回读核对"]
    assert list_backups(desk.folder) == ()
    assert len(list_log(desk)) == lines


def test_a_restore_that_is_stopped_leaves_the_office_as_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, made = desk.folder, back_up(desk)
    approve_entries(desk, ready_entries(desk))
    after = answers(desk)
    close_office(desk)
    files = {path.name for path in folder.iterdir()}

    def stop(*_asked: object) -> None:
        raise Cancelled

    with monkeypatch.context() as patch:
        patch.setattr(restore_module, "open_office", stop)
        with pytest.raises(Cancelled):
            restore_backup(folder, made.name, PASSWORD)
    assert {path.name for path in folder.iterdir()} == files
    assert list_backups(folder) == (made,)
    opened = open_office(folder, PASSWORD)
    assert answers(opened) == after
    check_log(opened)
    close_office(opened)


def test_a_backup_is_put_back_and_that_can_be_undone(desk: Desk) -> None:
    folder, before = desk.folder, answers(desk)
    made = back_up(desk)
    approve_entries(desk, ready_entries(desk))
    after = answers(desk)
    assert after != before
    close_office(desk)

    restored = restore_backup(folder, made.name, PASSWORD)
    assert answers(restored) == before
    check_log(restored)
    close_office(restored)

    aside = next(one for one in list_backups(folder) if one.kind == "before_restore")
    again = restore_backup(folder, aside.name, PASSWORD)
    assert answers(again) == after
    check_log(again)
    close_office(again)


def test_a_damaged_office_comes_back_from_a_stick(desk: Desk, tmp_path: Path) -> None:
    folder, before = desk.folder, answers(desk)
    made = back_up(desk, tmp_path / "stick")
    close_office(desk)
    data = bytearray((folder / "office.db").read_bytes())
    for page in range(0, len(data), 4096):
        data[page + 100] ^= 0xFF
    (folder / "office.db").write_bytes(data)
    with pytest.raises(AppError) as refused:
        open_office(folder, PASSWORD)
    assert refused.value.code == "database_unreadable"
    assert open_files(folder) == [], "while somebody holds the error, the file can be replaced"

    restored = restore_backup(folder, made.path, PASSWORD)
    assert answers(restored) == before
    close_office(restored)
    aside = next(one for one in list_backups(folder) if one.kind == "before_restore")
    assert aside.entries is None
    assert (Path(aside.path) / "office.db").read_bytes() == bytes(data)


@pytest.mark.parametrize("lost", [("office.db",), ("office.keys",), ("office.db", "office.keys")])
def test_an_office_that_lost_its_files_comes_back(desk: Desk, lost: tuple[str, ...]) -> None:
    folder, before = desk.folder, answers(desk)
    made = back_up(desk)
    close_office(desk)
    for name in lost:
        (folder / name).unlink()
    restored = restore_backup(folder, made.name, PASSWORD)
    assert answers(restored) == before
    close_office(restored)


@pytest.mark.parametrize("part", ["office.db", "office.keys"])
def test_a_damaged_backup_is_refused_and_changes_nothing(desk: Desk, part: str) -> None:
    made = back_up(desk)
    close_office(desk)
    before = (desk.folder / "office.db").read_bytes()
    file = Path(made.path) / part
    if part == "office.db":
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 1
        file.write_bytes(data)
    else:
        file.unlink()
    with pytest.raises(AppError) as refused:
        restore_backup(desk.folder, made.name, PASSWORD)
    assert refused.value.code == "backup_damaged"
    assert (desk.folder / "office.db").read_bytes() == before
    assert [one.kind for one in list_backups(desk.folder)] == ["by_hand"]


def test_a_wrong_password_or_name_changes_nothing(desk: Desk) -> None:
    made = back_up(desk)
    close_office(desk)
    before = (desk.folder / "office.db").read_bytes()
    for chosen, password, code in (
        (made.name, "not the password", "wrong_password"),
        ("no-such-backup", PASSWORD, "no_backup"),
    ):
        with pytest.raises(AppError) as refused:
            restore_backup(desk.folder, chosen, password)
        assert refused.value.code == code
    assert (desk.folder / "office.db").read_bytes() == before
    assert not list(desk.folder.glob(".restore"))


def test_one_backup_a_day_and_only_so_many_of_them(desk: Desk, monkeypatch) -> None:
    assert back_up_daily(desk) is not None
    assert back_up_daily(desk) is None
    start = desk.now()
    for day in range(1, KEPT_DAILY + 3):
        later = Desk(desk.folder, desk.database, desk.user, lambda d=day: start + timedelta(d))
        assert back_up_daily(later) is not None
    kept = [one for one in list_backups(desk.folder) if one.kind == "daily"]
    assert len(kept) == KEPT_DAILY
    assert min(one.made_at for one in kept) > start


def test_the_days_backup_stays_though_the_clock_was_set_back(desk: Desk) -> None:
    start = desk.now()
    for day in range(KEPT_DAILY):
        back_up_daily(replace(desk, clock=lambda d=day: start + timedelta(d)))
    earlier = replace(desk, clock=lambda: start - timedelta(400))
    made = back_up_daily(earlier)
    assert made in list_backups(desk.folder)
    assert back_up_daily(earlier) is None
    assert len(list_backups(desk.folder)) == KEPT_DAILY


def test_taking_a_batch_back_is_preceded_by_a_backup(desk: Desk) -> None:
    before = answers(desk)
    undo_batch(desk, max(batch.id for batch in list_batches(desk) if batch.taken))
    (made,) = list_backups(desk.folder)
    assert made.kind == "before_undo"
    copy = desk.folder.parent / "copy"
    shutil.copytree(made.path, copy)
    (copy / backup_store.MANIFEST_NAME).unlink()
    opened = open_office(copy, PASSWORD)
    assert answers(opened) == before
    close_office(opened)


def test_a_refused_undo_makes_no_backup(desk: Desk) -> None:
    approve_entries(desk, ready_entries(desk))
    batch = max(list_batches(desk), key=lambda one: (one.kind == "individual", one.taken)).id
    with pytest.raises(AppError) as refused:
        undo_batch(desk, batch)
    assert refused.value.code == "batch_in_use"
    assert list_backups(desk.folder) == ()


def test_half_a_backup_is_no_backup(desk: Desk) -> None:
    made = back_up(desk)
    place = desk.folder / backup_store.FOLDER_NAME
    shutil.copytree(made.path, place / "20251008-000000-daily.part")
    (place / "20251009-000000-daily").mkdir()
    assert list_backups(desk.folder) == (made,)


@pytest.mark.parametrize("place", [None, "stick"])
def test_what_a_power_cut_left_of_a_backup_goes_with_the_next_one(
    desk: Desk, tmp_path: Path, place: str | None
) -> None:
    target = None if place is None else tmp_path / place
    made = back_up(desk, target)
    left = Path(made.path).with_name("20251008-000000-daily.part")
    shutil.copytree(made.path, left)
    (left / backup_store.MANIFEST_NAME).unlink()
    back_up(desk, target)
    assert not left.exists()


def test_half_a_backup_of_another_office_on_the_same_stick_is_left_alone(
    desk: Desk, small_desk: Desk, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    theirs = Path(back_up(small_desk, stick).path)
    being_made = theirs.rename(theirs.with_name("20251008-000000-by_hand.part"))
    (stick / "20251007-000000-by_hand.part").mkdir()
    back_up(desk, stick)
    assert len(list(stick.glob("*.part"))) == 2
    back_up(small_desk, stick)
    assert not being_made.exists()


def test_a_backups_folder_is_no_office_and_stays_as_it_is(desk: Desk, tmp_path: Path) -> None:
    made = back_up(desk)
    folder, before = Path(made.path), answers(desk)

    def content() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in folder.rglob("*")}

    whole = content()
    for action in (
        lambda: open_office(folder, PASSWORD),
        lambda: open_office(folder, "not the password"),
        lambda: restore_backup(folder, folder, PASSWORD),
    ):
        with pytest.raises(AppError) as refused:
            action()
        assert refused.value.code == "office_is_backup"
        assert content() == whole
    assert list_backups(folder) == (made,)
    restored = restore_backup(tmp_path / "another computer", folder, PASSWORD)
    assert answers(restored) == before
    assert content() == whole
    close_office(restored)


class PowerCut(BaseException):
    """Nothing that is tidied away on the way out."""


@pytest.mark.parametrize("after", ["office.keys", "office.db", "backup_restored"])
def test_a_restore_cut_short_once_it_was_ready_is_ended_by_the_next_start(
    desk: Desk, monkeypatch, after: str
) -> None:
    folder, before = desk.folder, answers(desk)
    made = back_up(desk)
    approve_entries(desk, ready_entries(desk))
    close_office(desk)
    replace_file, write_note = Path.replace, open_office_module.note

    def cut_after_moving(self: Path, target: Path) -> Path:
        moved = replace_file(self, target)
        if target == folder / after:
            raise PowerCut
        return moved

    def cut_after_noting(connection, desk, action, *words) -> None:
        write_note(connection, desk, action, *words)
        if action == after:
            raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", cut_after_moving)
        patch.setattr(open_office_module, "note", cut_after_noting)
        with pytest.raises(PowerCut):
            restore_backup(folder, made.name, PASSWORD)
    assert (folder / ".restore").exists()
    again = open_office(folder, PASSWORD)
    assert answers(again) == before
    with again.database.read() as connection:
        actions = [line.action for line in log_store.lines(connection)]
    assert actions.count("backup_restored") == 1
    check_log(again)
    assert not (folder / ".restore").exists()
    close_office(again)


def test_what_a_restore_left_half_made_is_removed_by_the_next_start(desk: Desk) -> None:
    close_office(desk)
    shutil.copytree(desk.folder, desk.folder.parent / "half")
    (desk.folder.parent / "half").rename(desk.folder / ".restore")
    close_office(open_office(desk.folder, PASSWORD))
    assert not (desk.folder / ".restore").exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="another process holds the lock")
def test_while_a_backup_is_put_back_no_other_window_opens_the_office(desk: Desk) -> None:
    made = back_up(desk)
    close_office(desk)
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(writing)
        with restoring.new_workshop(desk.folder):
            os.read(reading, 1)
        os._exit(0)
    os.close(reading)
    while not (desk.folder / ".restore" / "busy").exists():
        time.sleep(0.01)
    for action in (
        lambda: open_office(desk.folder, PASSWORD),
        lambda: restore_backup(desk.folder, made.name, PASSWORD),
    ):
        with pytest.raises(AppError) as refused:
            action()
        assert refused.value.code == "office_open_elsewhere"
    os.close(writing)
    os.waitpid(pid, 0)
    close_office(open_office(desk.folder, PASSWORD))


def test_the_office_chooses_how_many_daily_backups_stay(desk: Desk) -> None:
    start = desk.now()
    back_up(desk)
    assert (kept_daily(desk), keep_daily(desk, LEAST)) == (KEPT_DAILY, LEAST)
    for day in range(LEAST + 2):
        back_up_daily(replace(desk, clock=lambda d=day: start + timedelta(d)))
    kinds = [one.kind for one in list_backups(desk.folder)]
    assert sorted(kinds) == ["by_hand", *["daily"] * LEAST]
    newest = list_log(desk, LEAST + 3)[-1]
    assert (newest.action, newest.subject) == ("backups_kept_changed", "settings")
    for count in (LEAST - 1, 0, 367):
        with pytest.raises(AppError) as refused:
            keep_daily(desk, count)
        assert refused.value.code == "number_of_backups"
    assert kept_daily(desk) == LEAST

"""Backups are whole, kept by number, and bring the office back, also a damaged one."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.storage import backup_store
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.back_up import KEPT, back_up, back_up_daily, list_backups
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.restore_backup import restore_backup
from dsurvey_desktop.usecases.undo_batch import undo_batch

PASSWORD = "password for tests"


def answers(desk: Desk) -> list[tuple]:
    return [(e.certificate_no, e.state, e.version, dict(e.answers)) for e in list_entries(desk)]


def test_a_backup_holds_what_the_office_held(desk: Desk) -> None:
    before = answers(desk)
    made = back_up(desk)
    assert (made.kind, made.entries) == ("by_hand", len(before))
    assert list_backups(desk.folder) == (made,)
    opened = open_office(Path(made.path), PASSWORD)
    assert answers(opened) == before
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
    for day in range(1, KEPT["daily"] + 3):
        later = Desk(desk.folder, desk.database, desk.user, lambda d=day: start + timedelta(d))
        assert back_up_daily(later) is not None
    kept = [one for one in list_backups(desk.folder) if one.kind == "daily"]
    assert len(kept) == KEPT["daily"]
    assert min(one.made_at for one in kept) > start


def test_the_days_backup_stays_though_the_clock_was_set_back(desk: Desk) -> None:
    start = desk.now()
    for day in range(KEPT["daily"]):
        back_up_daily(replace(desk, clock=lambda d=day: start + timedelta(d)))
    earlier = replace(desk, clock=lambda: start - timedelta(400))
    made = back_up_daily(earlier)
    assert made in list_backups(desk.folder)
    assert back_up_daily(earlier) is None
    assert len(list_backups(desk.folder)) == KEPT["daily"]


def test_taking_a_batch_back_is_preceded_by_a_backup(desk: Desk) -> None:
    before = answers(desk)
    undo_batch(desk, max(batch.id for batch in list_batches(desk) if batch.taken))
    (made,) = list_backups(desk.folder)
    assert made.kind == "before_undo"
    opened = open_office(Path(made.path), PASSWORD)
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


def test_what_a_power_cut_left_of_a_backup_goes_with_the_next_one(desk: Desk) -> None:
    made = back_up(desk)
    place = desk.folder / backup_store.FOLDER_NAME
    shutil.copytree(made.path, place / "20251008-000000-daily.part")
    back_up(desk)
    assert not list(place.glob("*.part"))

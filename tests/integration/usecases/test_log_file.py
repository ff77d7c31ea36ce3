"""The log of an office: tampering with its database is named, and a signed file outlives it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import text as sql

from dsurvey_desktop.domain.errors import AppError, Cancelled
from dsurvey_desktop.domain.log_chain import chain_digest
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.storage import log_store
from dsurvey_desktop.usecases import check_log as check_log_module
from dsurvey_desktop.usecases.back_up import back_up, list_backups
from dsurvey_desktop.usecases.change_settings import change_campaign
from dsurvey_desktop.usecases.check_log import check_log, check_new_lines
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.export_log import export_log, verify_log
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.manage_keys import write_key_card
from dsurvey_desktop.usecases.manage_users import add_user
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.restore_backup import restore_backup

PASSWORD = "password for tests"


@pytest.fixture
def desk(small_desk: Desk) -> Desk:
    """An office with a few more lines in its log."""
    with small_desk.database.write() as connection:
        for number in range(1, 7):
            note(connection, small_desk, "tried", f"entry {number}", {"number": number})
    return small_desk


@pytest.fixture
def exported(desk: Desk, tmp_path: Path):
    card, _sheet = write_key_card(desk, tmp_path)
    return export_log(desk, tmp_path / "log.jsonl"), card


def change(desk: Desk, *statements: str) -> None:
    with desk.database.write() as connection:
        for statement in statements:
            connection.execute(sql(statement))


def last(desk: Desk) -> int:
    with desk.database.read() as connection:
        return log_store.head(connection)[0]


def found(check, *arguments) -> tuple[str, object, object]:
    with pytest.raises(AppError) as caught:
        check(*arguments)
    context = caught.value.context
    return caught.value.code, context.get("fault"), context.get("line")


def test_an_edited_line_is_named(desk: Desk) -> None:
    line = last(desk) - 2
    change(desk, f"UPDATE log_line SET detail_json = '{{}}' WHERE sequence = {line}")
    assert found(check_log, desk) == ("log_broken", "edited", line)


def test_removed_lines_are_named(desk: Desk) -> None:
    line = last(desk) - 3
    change(desk, f"DELETE FROM log_line WHERE sequence IN ({line}, {line + 1})")
    assert found(check_log, desk) == ("log_broken", "removed", line)
    with pytest.raises(AppError, match=f"第 {line} 至 {line + 1} 条被删除"):
        check_log(desk)


def test_lines_that_changed_places_are_named(desk: Desk) -> None:
    one = last(desk) - 3
    change(
        desk,
        f"UPDATE log_line SET sequence = 9999 WHERE sequence = {one}",
        f"UPDATE log_line SET sequence = {one} WHERE sequence = {one + 2}",
        f"UPDATE log_line SET sequence = {one + 2} WHERE sequence = 9999",
    )
    assert found(check_log, desk) == ("log_broken", "moved", one)
    with pytest.raises(AppError, match=f"第 {one} 条原为第 {one + 2} 条"):
        check_log(desk)


def test_a_removed_line_is_named_when_the_others_move_up(desk: Desk) -> None:
    line = last(desk) - 1
    change(
        desk,
        f"DELETE FROM log_line WHERE sequence = {line}",
        f"UPDATE log_line SET sequence = {line} WHERE sequence = {line + 1}",
    )
    assert found(check_log, desk) == ("log_broken", "moved", line)


def test_removed_lines_at_the_end_are_named(desk: Desk) -> None:
    line = last(desk)
    change(desk, f"DELETE FROM log_line WHERE sequence = {line}")
    assert found(check_new_lines, desk) == ("log_broken", "removed", line)


def test_at_a_start_only_new_lines_of_a_long_log_are_read_again(desk: Desk, monkeypatch) -> None:
    monkeypatch.setattr(check_log_module, "_WHOLE", 3)
    assert check_new_lines(desk) == last(desk)
    read = []
    real = log_store.check_chain

    def counted(lines, head, after):
        kept = list(lines)
        read.append(len(kept))
        return real(kept, head, after)

    monkeypatch.setattr(log_store, "check_chain", counted)
    assert check_new_lines(desk) == last(desk)
    with desk.database.write() as connection:
        note(connection, desk, "tried", "entry 7")
    again = open_office(desk.folder, "password for tests")
    check_new_lines(again)
    close_office(again)
    assert read == [0, 1]


def test_at_a_start_the_line_where_checking_ended_is_looked_at(desk: Desk) -> None:
    line = check_new_lines(desk)
    change(desk, f"UPDATE log_line SET digest = '{'0' * 64}' WHERE sequence = {line}")
    assert found(check_new_lines, desk) == ("log_broken", "edited", line)


def test_what_was_altered_long_ago_is_found_at_a_start(desk: Desk, monkeypatch) -> None:
    line = check_new_lines(desk) - 3
    change(desk, f"UPDATE log_line SET action = 'approved' WHERE sequence = {line}")
    assert found(check_new_lines, desk) == ("log_broken", "edited", line)
    monkeypatch.setattr(check_log_module, "_WHOLE", 3)
    check_new_lines(desk)
    assert found(check_log, desk) == ("log_broken", "edited", line)


def test_an_older_copy_in_the_place_of_the_office_is_named(desk: Desk, tmp_path: Path) -> None:
    """Its own chain is whole; what a later backup holds is missing in it."""
    folder, older = desk.folder, tmp_path / "older"
    back_up(desk)
    close_office(desk)
    shutil.copy(folder / "office.db", older)
    later = open_office(folder, PASSWORD)
    with later.database.write() as connection:
        note(connection, later, "approved", "entry 7")
    made = back_up(later)
    assert check_log(later)
    close_office(later)

    shutil.copy(older, folder / "office.db")
    again = open_office(folder, PASSWORD)
    for _work in range(5):  # it is found although work goes on
        with again.database.write() as connection:
            note(connection, again, "tried", "entry 1")
    for check in (check_new_lines, check_log):
        with pytest.raises(AppError) as said:
            check(again)
        assert said.value.code == "office_replaced"
        assert said.value.context == {"backup": made.name}
    meant = back_up(again)
    close_office(again)
    kept = restore_backup(folder, Path(meant.path), PASSWORD)
    assert check_log(kept), "it was meant: nothing is lost, and it is said no more"
    close_office(kept)

    restored = restore_backup(folder, Path(made.path), PASSWORD)
    assert check_log(restored), "the office is what it was, and older ones may be put back"
    close_office(restored)
    first = list_backups(folder)[-1]
    restored = restore_backup(folder, Path(first.path), PASSWORD)
    assert check_log(restored), "this one says itself that it was put back"
    close_office(restored)


def test_a_log_is_exported_and_believed_by_its_card_alone(exported, desk: Desk) -> None:
    written, card = exported
    seen = verify_log(Path(written.file), card, now=desk.now())
    assert (seen.office_code, seen.lines, seen.head) == ("330282105", written.lines, written.head)
    assert not seen.is_compared
    assert verify_log(Path(written.file), None, desk).is_compared
    assert last(desk) == written.lines + 1  # that it was exported stands in the log too
    check_log(desk)


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
def test_ssh_keygen_verifies_the_exported_log(exported) -> None:
    written, card = exported
    command = [
        "ssh-keygen", "-Y", "verify", "-f", card, "-I", "330282105", "-n", "dsurvey-handover",
        "-s", written.signature,
    ]  # fmt: skip
    content = Path(written.file).read_bytes()
    assert subprocess.run(command, input=content, check=False, capture_output=True).returncode == 0
    forged = content.replace(b"office_set_up", b"office_set_ub", 1)
    assert forged != content
    assert subprocess.run(command, input=forged, check=False, capture_output=True).returncode != 0


def test_an_altered_log_file_is_refused(exported, desk: Desk) -> None:
    written, card = exported
    file = Path(written.file)
    content = file.read_bytes()
    lines = content.splitlines(keepends=True)
    for changed in (content + b"\n", content[:-1], b"".join([*lines[:2], *lines[3:]]), b""):
        file.write_bytes(changed)
        assert found(verify_log, file, card, None, desk.now())[0] == "signature_other_file"
    Path(written.signature).unlink()
    assert found(verify_log, file, card)[0] == "log_unsigned"


def test_a_well_signed_file_of_a_broken_chain_is_refused(exported, desk: Desk) -> None:
    """As a forger would write it who has the office's key, but not the old log."""
    from dsurvey_desktop.usecases.office_keys import own_keys

    written, card = exported
    file = Path(written.file)
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    rows[3][3] = "approved"

    def sign(text: str) -> None:
        file.write_text(text, encoding="utf-8", newline="\n")
        with desk.database.read() as connection:
            signature = own_keys(connection).signer.sign(file.read_bytes())
        Path(written.signature).write_bytes(signature)

    sign("".join(f"{json.dumps(row)}\n" for row in rows))
    assert found(verify_log, file, card, None, desk.now()) == ("log_broken", "edited", 3)
    sign("".join(f"{json.dumps(row)}\n" for row in [*rows[:2], {"no": "line"}]))
    assert found(verify_log, file, card, None, desk.now()) == ("log_file_damaged", None, 3)
    for number, row in enumerate(rows[1:], start=1):  # the whole chain remade to fit
        row[6] = rows[number - 1][7] if number > 1 else row[6]
        row[7] = chain_digest(*row[:-1])
    rows[0]["head"] = rows[-1][7]
    sign("".join(f"{json.dumps(row)}\n" for row in rows))
    assert not verify_log(file, card, now=desk.now()).is_compared
    assert found(verify_log, file, card, desk) == ("log_differs", None, 3)


def test_only_the_administrator_exports(desk: Desk, tmp_path: Path) -> None:
    add_user(desk, "password for tests", "林录入", {Role.CLERK}, "the clerk's own one")
    clerk = open_office(desk.folder, "the clerk's own one")
    assert found(export_log, clerk, tmp_path / "log.jsonl")[0] == "not_allowed"
    close_office(clerk)
    assert not (tmp_path / "log.jsonl").exists()
    with desk.database.read() as connection:
        assert all(line.action != "log_exported" for line in log_store.lines(connection))


def test_a_setting_that_was_changed_stands_in_the_exported_log(desk: Desk, tmp_path: Path) -> None:
    from dataclasses import replace

    from dsurvey_desktop.usecases.show_office import show_office

    change_campaign(desk, replace(show_office(desk).campaign, app_target=0.5))
    export_log(desk, tmp_path / "log.jsonl")
    assert "campaign_changed" in (tmp_path / "log.jsonl").read_text("utf-8")


def test_who_waits_for_a_long_log_is_told_and_stops_it_without_a_file(
    desk: Desk, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(log_store, "_TOLD_EVERY", 3)
    lines, told = check_log(desk), []
    check_log(desk, lambda done, total, _what: told.append((done, total)))
    assert told == [(done, lines) for done in range(0, lines, 3)]
    file = tmp_path / "log.jsonl"

    def stop(done: int, total: int, _what: object) -> None:
        if done > total // 2:  # the check is done, lines are being put together
            raise Cancelled

    with pytest.raises(Cancelled):
        export_log(desk, file, stop)
    assert list(tmp_path.glob("log.jsonl*")) == []
    assert check_log(desk) == lines

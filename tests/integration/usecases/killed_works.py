"""A process that forks workers to be killed, and what an office must look like afterwards."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dsurvey_desktop.domain.query import QueryState
from dsurvey_desktop.storage import (
    backup_store,
    batch_store,
    bundle_store,
    dialect,
    key_slots,
    log_store,
    query_store,
    return_store,
    review_store,
    row_store,
    spot_store,
)
from dsurvey_desktop.usecases.check_hand_over import addressee_code
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.verify_bundle import verify_bundle
from tests.integration.usecases.days_work import DAYS

PASSWORD = "password for tests"


@dataclass(frozen=True)
class Start:
    """What a day begins with; every run works on a copy.

    Attributes:
        day: one of `DAYS`.
        office: the folder of the office.
        files: what the day's steps take in.
        stick: a folder that the office wrote to before, or one that is not there.
    """

    day: str
    office: Path
    files: tuple[Path, ...]
    stick: Path

    def copy_to(self, place: Path) -> None:
        """Put office and stick into the folder `place`."""
        shutil.copytree(self.office, place / "office")
        if self.stick.exists():
            shutil.copytree(self.stick, place / "stick")


class Works:
    """A process that forks workers, so that each starts at once."""

    def __init__(self, folder: Path, locale_folder: Path) -> None:
        self.folder = folder
        self._readers: list[int] = []
        script = Path(__file__).with_name("days_work.py")
        project = Path(__file__).parents[3]
        self.process = subprocess.Popen(
            [sys.executable, str(script), str(locale_folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(project)},
        )

    def run(self, name: str, start: Start, kill_after: tuple[int, float] | None = None) -> Path:
        """Let a worker do a day's work; the folder it worked in.

        Args:
            name: of the folder.
            start: what the day begins with.
            kill_after: steps done and seconds from then on, when the worker is killed.
        """
        place = self.folder / name
        start.copy_to(place)
        order = {
            "day": start.day,
            "office": str(place / "office"),
            "password": PASSWORD,
            "files": [str(path) for path in start.files],
            "stick": str(place / "stick"),
            "diary": str(place / "diary"),
        }
        self._say(json.dumps(order))
        worker = int(self.process.stdout.readline())
        if kill_after is not None:
            steps, seconds = kill_after
            while len(diary_lines(place)) < steps:
                time.sleep(0.001)
            time.sleep(seconds)
            readers = children_of(worker)
            os.kill(worker, signal.SIGKILL)
            self._readers += readers
        self._say("end it")
        assert self.process.stdout.readline() == "ended\n"
        return place

    def _say(self, line: str) -> None:
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def readers_left(self, patience_s: float = 20) -> list[int]:
        """Processes that killed workers had started, and that did not end by themselves."""
        until = time.monotonic() + patience_s
        while (left := [one for one in self._readers if is_running(one)]) and (
            time.monotonic() < until
        ):
            time.sleep(0.05)
        return left

    def close(self) -> None:
        """Let the process end."""
        self.process.stdin.close()
        assert self.process.wait(timeout=30) == 0
        self.process.stdout.close()


def children_of(process: int) -> list[int]:
    """Processes that a process has started; none where the system does not tell."""
    said = Path(f"/proc/{process}/task/{process}/children")
    return [int(one) for one in said.read_text().split()] if said.exists() else []


def is_running(process: int) -> bool:
    """False for one that has ended, also where nobody has asked how yet."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def diary_lines(place: Path) -> list[str]:
    """The steps a worker noted as done, and `end`."""
    diary = place / "diary"
    return diary.read_text().split() if diary.exists() else []


def steps_of(start: Start, desk: Desk, place: Path) -> list[Any]:
    """The steps of the day, to be done here."""
    return list(DAYS[start.day](desk, list(start.files), place / "stick"))


def pictures_after_each_step(start: Start, place: Path) -> list[Any]:
    """What the office looks like before the first step and after each, when nothing happens."""
    start.copy_to(place)
    desk = open_office(place / "office", PASSWORD)
    seen = [picture(desk)]
    for step in steps_of(start, desk, place):
        step()
        seen.append(picture(desk))
    close_office(desk)
    return seen


def picture(desk: Desk) -> dict[str, Any]:
    """What a person would find in the office, without times."""
    with desk.database.read() as connection:
        return {
            "entries": [
                (e.certificate_no, e.state, e.version, dict(e.answers)) for e in list_entries(desk)
            ],
            "batches": [
                (b.file, b.rows_read, b.taken, b.pending)
                for b in batch_store.list_batches(connection)
            ],
            "rows": row_store.count_rows(connection),
            "corrections": [
                (c.entry, c.item, c.old, c.new, c.reason)
                for c in review_store.all_corrections(connection)
            ],
            "queries": [
                (q.id, q.state, q.turn, q.answer, q.return_id)
                for q in query_store.list_queries(connection, tuple(QueryState))
            ],
            "returns": [
                (r.code, r.points, r.waiting) for r in return_store.list_returns(connection)
            ],
            "checked": [
                (r.entry, r.outcome, r.remark) for r in spot_store.current_results(connection)
            ],
            "log": [line.action for line in log_store.lines(connection)],
            "bundle": bundle_store.last_bundle(connection, addressee_code(connection))[0],
        }


def schema(office: Path) -> set[str]:
    """What the database file is built of, after its pages were found whole; nothing is migrated."""
    key = key_slots.open_slot(office / key_slots.SLOTS_NAME, PASSWORD).key
    engine = dialect.local_engine(office / dialect.DATABASE_NAME, key)
    try:
        with engine.connect() as connection:
            ask = connection.exec_driver_sql
            assert ask("PRAGMA cipher_integrity_check").all() == []
            assert ask("PRAGMA integrity_check").scalar_one() == "ok"
            assert ask("PRAGMA foreign_key_check").all() == []
            built = ask("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").scalars()
            return {_in_order(one) for one in built} | {
                ask("SELECT version_num FROM alembic_version").scalar_one()
            }
    finally:
        engine.dispose()


def _in_order(statement: str) -> str:
    """A statement without the order of its lines: a table that is rebuilt names its keys in any."""
    return "\n".join(sorted(line.strip(" \t,") for line in statement.splitlines()))


def check_backups(office: Path) -> int:
    """Every folder that counts as a backup is whole; how many there are."""
    found = backup_store.list_backups(office / backup_store.FOLDER_NAME)
    for backup in found:
        backup_store.check_whole(backup)
        copy = office.parent / "backup to look at"
        shutil.copytree(backup.folder, copy)
        assert schema(copy)
        shutil.rmtree(copy)
    return len(found)


def bundle_files(stick: Path) -> list[Path]:
    """What a person would take for a bundle, sealed or not."""
    return sorted([*stick.glob("*.dsb"), *stick.glob("*.dsb.zip")])


def check_bundles(desk: Desk, stick: Path) -> list[int]:
    """Every file under a bundle's name is whole, and known here; their numbers."""
    numbers = []
    key_card = next(iter(stick.glob("*.keycard.txt")), None)
    with desk.database.read() as connection:
        addressee = addressee_code(connection)
        draft = bundle_store.load_draft(connection, addressee)
        known = {
            line.detail["digest"] for line in log_store.lines(connection) if "digest" in line.detail
        }
    if draft is not None:
        known.add(draft.digest)
    for path in bundle_files(stick):
        opened = verify_bundle(path, key_card, desk)
        assert opened.digest in known
        numbers.append(opened.sequence)
    return numbers

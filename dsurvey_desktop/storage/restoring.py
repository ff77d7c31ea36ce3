"""The workshop in which a backup is made ready to take the office's place, whatever happens.

It is a folder inside the office's. Until it is marked as ready nothing of the office was touched,
and the next start removes it. From then on what stood there is set aside, and the next start ends
what was begun.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.moves import move
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import file_lock, office_files
from dsurvey_desktop.storage.trouble import Trouble, in_words

WORKSHOP_NAME = ".restore"
_READY, _LOCK = "ready.json", "busy"


@dataclass(frozen=True, slots=True)
class Restored:
    """The backup that took the office's place: its folder's name and its database's digest."""

    name: str
    digest: str


@contextmanager
def new_workshop(office: Path) -> Iterator[Path]:
    """A folder to fill; it stays only where `mark_ready` was called before the block ends.

    Raises:
        AppError: `office_open_elsewhere` while another window restores here, `office_unreachable`.
    """
    workshop = office / WORKSHOP_NAME
    _explained(lambda: workshop.mkdir(parents=True, exist_ok=True))
    with ExitStack() as after, _held(workshop):
        after.callback(_remove_unless_ready, workshop)
        _explained(lambda: _clear(workshop))
        yield workshop


def _remove_unless_ready(workshop: Path) -> None:
    if _read_mark(workshop) is None:
        shutil.rmtree(workshop, ignore_errors=True)


def _explained(deed: Callable[[], None]) -> None:
    try:
        deed()
    except OSError as error:
        raise in_words(Trouble.UNREACHABLE) from error


def _clear(workshop: Path) -> None:
    for left in workshop.iterdir():
        if left.is_dir():
            shutil.rmtree(left)
        elif left.name != _LOCK:
            left.unlink()


def mark_ready(workshop: Path, restored: Restored) -> None:
    """From here on the next start puts what lies in the workshop in the office's place."""
    words = json.dumps({"name": restored.name, "digest": restored.digest})
    temporary = workshop / f"{_READY}.new"
    with temporary.open("w", encoding="utf-8") as file:
        file.write(words)
        file.flush()
        os.fsync(file.fileno())
    move(temporary, workshop / _READY)


def finish(office: Path) -> Restored | None:
    """End what a power cut interrupted, or what `mark_ready` began; None where nothing was ready.

    The workshop of what was ready stays until `remove_workshop`, so that it can be put on record.

    Raises:
        AppError: `office_open_elsewhere`, `office_unreachable`.
    """
    workshop = office / WORKSHOP_NAME
    if not workshop.is_dir():
        return None
    with _held(workshop):
        restored = _read_mark(workshop)
        if restored is not None:
            office_files.put_in_place(workshop, office)
    if restored is None:
        remove_workshop(office)
    return restored


def remove_workshop(office: Path) -> None:
    """Done with; where it can't be removed now, the next start tries again."""
    shutil.rmtree(office / WORKSHOP_NAME, ignore_errors=True)


@contextmanager
def _held(workshop: Path) -> Iterator[None]:
    try:
        with file_lock.hold(workshop / _LOCK):
            yield
    except file_lock.HeldByAnother as error:
        raise AppError(
            "office_open_elsewhere",
            text("A backup is being put back here in another window. Nothing was changed."),
            text("Please wait until it is done there, then try again."),
        ) from error


def _read_mark(workshop: Path) -> Restored | None:
    try:
        words = json.loads((workshop / _READY).read_text("utf-8"))
        return Restored(str(words["name"]), str(words["digest"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None

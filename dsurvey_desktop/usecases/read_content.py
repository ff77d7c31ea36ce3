"""Files unpacked, before anybody asks what their columns mean; this needs no rules."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from dsurvey_desktop.intake.collector import collector_paused
from dsurvey_desktop.intake.limits import DEFAULT_LIMITS
from dsurvey_desktop.intake.read_file import FileContent, read_file
from dsurvey_desktop.usecases.read_source import read_source, shown_name


class Source(NamedTuple):
    """A file's bytes, what stands in them, and the names of file and folder as they are shown."""

    data: bytes
    content: FileContent
    name: str
    folder: str = ""


def read_content(path: Path) -> Source:
    """A file unpacked.

    Raises:
        AppError: of `read_source` and `read_file`.
    """
    data, name = read_source(path), shown_name(path)
    folder = shown_name(path.absolute().parent)
    return Source(data, read_file(data, name, DEFAULT_LIMITS), name, folder)


class ContentAhead:
    """Content of files; that of the one it is made with is unpacked meanwhile, in a thread."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._source: Future[Source] = Future()
        if path is not None:
            told = (path, self._source)
            Thread(target=_unpack, args=told, name="unpacking", daemon=True).start()

    def take(self, path: Path) -> Source:
        """That of a file, as `read_content`; it is not kept."""
        if path != self._path:
            return read_content(path)
        source, self._source, self._path = self._source, Future(), None
        return source.result()


def _unpack(path: Path, source: Future[Source]) -> None:
    try:
        with collector_paused():
            source.set_result(read_content(path))
    except Exception as error:  # noqa: BLE001 - it is raised where the file is asked for
        source.set_exception(error)

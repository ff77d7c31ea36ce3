"""The bytes of a bundle file, or of all its parts joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.domain.word_lists import listed
from dsurvey_desktop.exchange.bundle_parts import PartName, parse_part_name
from dsurvey_desktop.usecases.read_source import expand, read_up_to

BUNDLE_ENDINGS = (".dsb", ".dsb.zip")


def read_bundle(path: Path, limit_bytes: int) -> bytes:
    """The bytes; of what is above the limit only what shows that it is above.

    Raises:
        AppError: `file_missing`, `parts_missing`, …
    """
    part = parse_part_name(path.name)
    return read_up_to(path, limit_bytes) if part is None else _joined(path, part, limit_bytes)


def bundle_name(path: Path) -> str:
    """What the bundle is called, without the number of a part."""
    part = parse_part_name(path.name)
    return path.name if part is None else part.bundle


def bundle_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as given; of folders what is called a bundle; of several parts the first alone."""
    seen: set[tuple[Path, str]] = set()
    for path in paths:
        for one in expand([path]):
            part = parse_part_name(one.name)
            if part is None and one != path and not one.name.endswith(BUNDLE_ENDINGS):
                continue
            whole = (one.parent, bundle_name(one))
            if whole not in seen:
                seen.add(whole)
                yield one


def _joined(path: Path, part: PartName, limit_bytes: int) -> bytes:
    files = [path.with_name(part.sibling(number)) for number in range(1, part.total + 1)]
    missing = [number for number, one in enumerate(files, start=1) if not one.is_file()]
    if missing:
        raise AppError(
            "parts_missing",
            text(
                "Of {file} these parts are not here: {numbers}.",
                file=part.bundle,
                numbers=listed(map(str, missing)),
            ),
            text(
                "Please save all {total} parts in one folder and open any of them.",
                total=part.total,
            ),
            missing=missing,
        )
    data = b""
    for one in files:
        data += read_up_to(one, limit_bytes)
        if len(data) > limit_bytes:
            break
    return data

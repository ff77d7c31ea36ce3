"""The bytes of a bundle file, or of all its parts joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
        AppError: `file_missing`, `parts_missing`, `part_incomplete`, …
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
    data, sizes = b"", []
    for one in files:
        content = read_up_to(one, limit_bytes)
        sizes.append(len(content))
        data += content
        if len(data) > limit_bytes:
            return data
    _check_sizes(part, sizes)
    return data


def _check_sizes(part: PartName, sizes: Sequence[int]) -> None:
    """All parts but the last are of one size, and the last is no larger."""
    whole = max(sizes[:-1], default=0)
    short = [number for number, size in enumerate(sizes[:-1], start=1) if size != whole]
    is_last_whole = sizes[-1] > 0 and (part.total == 1 or sizes[-1] <= whole)
    short += [] if is_last_whole else [part.total]
    if short:
        raise AppError(
            "part_incomplete",
            text(
                "Of {file} these parts did not arrive whole: {numbers}.",
                file=part.bundle,
                numbers=listed(map(str, short)),
            ),
            text("Please save them once more from the mail, or ask the sender for them again."),
            incomplete=short,
        )

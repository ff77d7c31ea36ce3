"""A bundle in numbered parts for email: `NAME.part-2-of-3`, joined again by the receiver.

The parts need no signature of their own: what is joined is verified as the whole bundle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dsurvey_desktop.exchange.bundle import BundleFile
from dsurvey_desktop.exchange.bundle_file import write_bundle_file
from dsurvey_desktop.exchange.digests import sha256_hex

_NAME = re.compile(r"(.+\.(?:dsb|dsb\.zip))\.part-([1-9]\d{0,3})-of-([1-9]\d{0,3})", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartName:
    """Which part of which bundle a file is, by its name."""

    bundle: str
    number: int
    total: int

    def sibling(self, number: int) -> str:
        """The name of another part."""
        return f"{self.bundle}.part-{number}-of-{self.total}"


def parse_part_name(name: str) -> PartName | None:
    """The part a file's name says; None for other files."""
    found = _NAME.fullmatch(name)
    if found is None or int(found[2]) > int(found[3]):
        return None
    return PartName(found[1], int(found[2]), int(found[3]))


def split_bundle(bundle: BundleFile, limit_bytes: int) -> tuple[BundleFile, ...]:
    """Parts of at most so many bytes, each to be written as a file; none when one is enough."""
    size = len(bundle.data)
    if size <= limit_bytes:
        return ()
    starts = range(0, size, limit_bytes)
    whole = PartName(bundle.name, 1, len(starts))
    parts = []
    for number, start in enumerate(starts, start=1):
        data = bundle.data[start : start + limit_bytes]
        name = whole.sibling(number)
        parts.append(BundleFile(data, sha256_hex(data), name, bundle.statement))
    return tuple(parts)


def write_parts(folder: Path, bundle: BundleFile, limit_bytes: int) -> Iterator[Path]:
    """Write the parts beside the bundle, one after the other; 0 bytes stand for no limit.

    Raises:
        AppError: as `write_bundle_file`.
    """
    for part in split_bundle(bundle, limit_bytes) if limit_bytes else ():
        yield write_bundle_file(folder, part)

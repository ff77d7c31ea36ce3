"""Compound files ([MS-CFB]), the container of .xls: whole, and without chains that never end.

The spreadsheet reader follows a sector chain as long as it leads on. One damaged byte can make a
chain a ring, and the reader would take all memory of the computer; so chains are walked here first.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from dsurvey_desktop.intake.container import damaged

_END_OF_CHAIN = 0xFFFFFFFE
_LARGEST_SECTOR = 0xFFFFFFFA
_HEADER_BYTES, _ENTRY_BYTES, _MINI_SECTOR_BYTES = 512, 128, 64
_FAT_IN_HEADER = 109
_STREAM, _ROOT = 2, 5


@dataclass(frozen=True, slots=True)
class _Entry:
    """A directory entry: `kind` 2 is a stream, 5 the root that holds the small streams."""

    name: str
    kind: int
    start: int
    size_bytes: int


class CompoundFile:
    """A compound file whose chains all end.

    Raises:
        IntakeError: damaged_file when the bytes break off or a chain runs in a ring.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._read_header()
        except struct.error as error:
            raise damaged() from error

    def stream(self, *names: str) -> bytes:
        """The content of the first stream with one of these names; empty when there is none."""
        for entry in self._entries:
            if entry.kind == _STREAM and entry.name in names:
                return self._content(entry)
        return b""

    def _read_header(self) -> None:
        shift, mini_shift = struct.unpack_from("<HH", self._data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise damaged()
        self._sector_bytes = 1 << shift
        self._sectors = max(len(self._data) - 1, 0) // self._sector_bytes + 1
        directory, _transaction, self._cutoff, mini, _mini_count = struct.unpack_from(
            "<IIIII", self._data, 48
        )
        self._fat = self._numbers(self._fat_sectors())
        self._mini_fat = self._numbers(self._chain(mini, self._fat))
        self._entries = list(self._read_entries(directory))
        for entry in self._entries:
            self._content(entry)

    def _fat_sectors(self) -> Iterator[int]:
        """The sectors that hold the allocation table: 109 in the header, more in a chain."""
        listed = list(struct.unpack_from(f"<{_FAT_IN_HEADER}I", self._data, 76))
        following = struct.unpack_from("<I", self._data, 68)[0]
        seen: set[int] = set()
        while following < _LARGEST_SECTOR:
            if following in seen or len(seen) > self._sectors:
                raise damaged()
            seen.add(following)
            *more, following = self._numbers(iter([following]))
            listed += more
        return (sector for sector in listed if sector < _LARGEST_SECTOR)

    def _numbers(self, sectors: Iterator[int]) -> tuple[int, ...]:
        packed = b"".join(self._sector(sector) for sector in sectors)
        return struct.unpack(f"<{len(packed) // 4}I", packed[: len(packed) // 4 * 4])

    def _sector(self, number: int) -> bytes:
        if number >= self._sectors:
            raise damaged()
        start = (number + 1) * self._sector_bytes
        return self._data[start : start + self._sector_bytes]

    def _chain(self, start: int, table: tuple[int, ...]) -> Iterator[int]:
        steps = 0
        while start < _LARGEST_SECTOR:
            steps += 1
            if start >= len(table) or steps > len(table):
                raise damaged()
            yield start
            start = table[start]

    def _read_entries(self, directory: int) -> Iterator[_Entry]:
        packed = b"".join(map(self._sector, self._chain(directory, self._fat)))
        for at in range(0, len(packed) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
            entry = packed[at : at + _ENTRY_BYTES]
            length, kind = struct.unpack_from("<HB", entry, 64)
            start, size = struct.unpack_from("<II", entry, 116)
            if kind in (_STREAM, _ROOT):
                name = entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
                yield _Entry(name, kind, start, size)

    def _content(self, entry: _Entry) -> bytes:
        if entry.kind == _ROOT or entry.size_bytes >= self._cutoff:
            packed = b"".join(map(self._sector, self._chain(entry.start, self._fat)))
            return packed[: entry.size_bytes]
        small = list(self._chain(entry.start, self._mini_fat))
        root = next((one for one in self._entries if one.kind == _ROOT), None)
        held = self._content(root) if root else b""
        parts = (held[at * _MINI_SECTOR_BYTES : (at + 1) * _MINI_SECTOR_BYTES] for at in small)
        return b"".join(parts)[: entry.size_bytes]

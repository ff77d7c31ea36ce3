"""The ZIP layer: one way to write it, and no way to alter it unseen.

A ZIP file says many things twice and some that no reader looks at (times, extra fields, comments,
gaps). This program fixes all of them: members sorted by name, packed one after the other from
byte 0, time 1980-01-01, no extra fields, no comments, no folders, UTF-8 names. The reader takes
names and sizes from the central directory, writes every header anew from them, and compares. What
is left, the packed data, is pinned by digests (see `bag`).

A bag that was unpacked and packed by another ZIP program throughout is a bag all the same; what
bears this program's headers in some members and not in all was altered after it was made
(`Packing`). Either way nothing lies between members and both headers of each say the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from dsurvey_desktop.exchange.refusals import refusal
from dsurvey_desktop.exchange.zip_directory import Limits, Record, check_extra, read_directory
from dsurvey_desktop.exchange.zip_headers import (
    DEFLATED,
    LOCAL,
    LOCAL_MARK,
    SIZES_AFTER,
    SIZES_AFTER_FLAG,
    SIZES_AFTER_MARK,
    STORED,
    Packed,
    central_header,
    end_record,
    local_header,
    pack,
)

__all__ = [
    "DEFLATED",
    "STORED",
    "Container",
    "Limits",
    "Packed",
    "Packing",
    "pack",
    "read_container",
    "write_container",
]


class Packing(Enum):
    """Whose headers a ZIP bears."""

    OURS = auto()
    THEIRS = auto()
    MIXED = auto()


@dataclass(frozen=True, slots=True)
class Container:
    """The one folder's name and its members by path below it."""

    folder: str
    members: Mapping[str, Packed]
    packing: Packing = Packing.OURS


@dataclass(frozen=True, slots=True)
class _Lying:
    """A member where it lies: its packed data begin at `start`, the next member at `end`."""

    record: Record
    start: int
    end: int


def write_container(container: Container) -> bytes:
    """The ZIP file."""
    parts, directory, offset = [], [], 0
    for path, member in sorted(container.members.items()):
        name = f"{container.folder}/{path}".encode()
        head = local_header(name, member)
        parts += [head, member.data]
        directory.append(central_header(name, member, offset))
        offset += len(head) + len(member.data)
    return b"".join([*parts, *directory, end_record(directory, offset)])


def read_container(data: bytes, limits: Limits) -> Container:
    """The members, still packed; raises `BundleError` for a ZIP that could be read in two ways."""
    records = read_directory(data, limits)
    found = [_lying(data, record) for record in records]
    _check_gaps(data, found)
    members = {
        one.record.name.partition("/")[2]: _packed(data, one)
        for one in found
        if not one.record.is_folder
    }
    container = Container(records[0].name.partition("/")[0], members)
    if write_container(container) == data:
        return container
    is_ours = any(_bears_ours(data, one) for one in found)
    return Container(container.folder, members, Packing.MIXED if is_ours else Packing.THEIRS)


def _packed(data: bytes, one: _Lying) -> Packed:
    record = one.record
    packed = data[one.start : one.start + record.packed_size]
    return Packed(record.method, record.crc, record.size, packed)


def _lying(data: bytes, record: Record) -> _Lying:
    """Where a member lies; raises `BundleError` when its own header says something else."""
    if len(data) < record.offset + LOCAL.size:
        raise refusal("headers_disagree")
    fields = LOCAL.unpack_from(data, record.offset)
    mark, flags, method = fields[0], *fields[2:4]
    name_length, extra_length = fields[9:11]
    named = record.offset + LOCAL.size
    start = named + name_length + extra_length
    name = data[named : named + name_length]
    is_same = (mark, flags, method) == (LOCAL_MARK, record.flags, record.method)
    if not is_same or name != record.name.encode():
        raise refusal("headers_disagree")
    check_extra(data[named + name_length : start])
    sizes = (record.crc, record.packed_size, record.size)
    is_after = bool(flags & SIZES_AFTER_FLAG)
    if fields[6:9] != sizes and not (is_after and not any(fields[6:9])):
        raise refusal("headers_disagree")
    end = start + record.packed_size
    return _Lying(record, start, _after_sizes(data, end, sizes) if is_after else end)


def _after_sizes(data: bytes, at: int, sizes: tuple[int, int, int]) -> int:
    """The end of the sizes that stand behind a member instead of before it."""
    at += len(SIZES_AFTER_MARK) if data[at : at + 4] == SIZES_AFTER_MARK else 0
    if data[at : at + SIZES_AFTER.size] != SIZES_AFTER.pack(*sizes):
        raise refusal("headers_disagree")
    return at + SIZES_AFTER.size


def _check_gaps(data: bytes, found: Sequence[_Lying]) -> None:
    """Between members, and before the directory, lies nothing that no record speaks of."""
    end = 0
    for one in sorted(found, key=lambda one: one.record.offset):
        if one.record.offset != end:
            is_over = one.record.offset < end
            raise refusal("members_overlap" if is_over else "container_irregular")
        end = one.end
    length = sum(len(one.record.header) for one in found)
    if data[end : end + length] != b"".join(one.record.header for one in found):
        raise refusal("container_irregular")


def _bears_ours(data: bytes, one: _Lying) -> bool:
    """Whether both headers of a member are what this program writes for it."""
    record, member = one.record, _packed(data, one)
    name = record.name.encode()
    local = data[record.offset : one.start] == local_header(name, member)
    return local and record.header == central_header(name, member, record.offset)

"""Reading a ZIP's central directory: sizes first, then names, kinds and where members lie."""

from __future__ import annotations

import stat
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dsurvey_desktop.exchange.member_names import check_name, check_names
from dsurvey_desktop.exchange.refusals import refusal
from dsurvey_desktop.exchange.zip_headers import (
    CENTRAL,
    CENTRAL_MARK,
    DEFLATED,
    ENCRYPTED_FLAGS,
    END,
    END_MARK,
    LOCAL,
    LOCAL_MARK,
    STORED,
    UTF8_FLAG,
)

_MB = 1024 * 1024
_HARMLESS_EXTRA = frozenset({0x000A, 0x5455, 0x5855, 0x7855, 0x7875})
"""Extra fields that keep times and owners; others say another name or size, or hide something."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read at most; sizes in bytes, `ratio` unpacked to packed size."""

    bundle_bytes: int = 256 * _MB
    members: int = 2000
    member_bytes: int = 512 * _MB
    total_bytes: int = 1024 * _MB
    ratio: int = 200
    ratio_from_bytes: int = _MB


@dataclass(frozen=True, slots=True)
class Record:
    """A member as the central directory tells it; `header` holds the record's own bytes."""

    name: str
    flags: int
    method: int
    crc: int
    packed_size: int
    size: int
    attributes: int
    offset: int
    header: bytes

    @property
    def is_folder(self) -> bool:
        """Whether it only says that there is a folder, as most ZIP programs write down."""
        return self.name.endswith("/") and not self.size


def read_directory(data: bytes, limits: Limits) -> tuple[Record, ...]:
    """All records, each harmless by what it says; raises `BundleError`."""
    records = tuple(_directory(data, limits))
    if not any(record.name.endswith("/bagit.txt") for record in records):
        raise refusal("not_a_bundle")
    _check_sizes(records, limits)
    _check_names(records)
    _check_kinds(records)
    _check_layout(records)
    return records


def check_extra(extra: bytes) -> None:
    """Raise `BundleError` (`container_irregular`) unless all extra fields are harmless."""
    at = 0
    while at < len(extra):
        if at + 4 > len(extra):
            raise refusal("container_irregular")
        kind, length = struct.unpack_from("<HH", extra, at)
        at += 4 + length
        if kind not in _HARMLESS_EXTRA or at > len(extra):
            raise refusal("container_irregular")


def _directory(data: bytes, limits: Limits) -> Iterator[Record]:
    """The end record must be the last 22 bytes, and the directory end where it begins."""
    at = data.rfind(END_MARK)
    if not data.startswith(LOCAL_MARK):
        raise refusal("not_a_bundle" if at < 0 else "bytes_before")
    if at < 0 or at + END.size > len(data):
        raise refusal("zip_truncated")
    if at + END.size != len(data):
        raise refusal("bytes_after")
    _, _, _, _, count, size, offset, _ = END.unpack_from(data, at)
    if count > limits.members:
        raise refusal("too_many_members", limit=limits.members)
    if offset + size != at:
        raise refusal("bytes_before" if offset + size < at else "container_irregular")
    return _records(data[offset:at], count)


def _records(directory: bytes, count: int) -> Iterator[Record]:
    at = 0
    for _ in range(count):
        if len(directory) < at + CENTRAL.size or directory[at : at + 4] != CENTRAL_MARK:
            raise refusal("container_irregular")
        fields = CENTRAL.unpack_from(directory, at)
        end = at + CENTRAL.size + sum(fields[10:13])
        yield _record(fields, directory[at:end])
        at = end
    if at != len(directory):
        raise refusal("container_irregular")


def _record(fields: tuple[int, ...], header: bytes) -> Record:
    flags, method, crc, packed_size, size = *fields[3:5], *fields[7:10]
    name_length, extra_length, comment_length = fields[10:13]
    name = header[CENTRAL.size :][:name_length]
    if comment_length or len(header) != CENTRAL.size + name_length + extra_length:
        raise refusal("container_irregular")
    check_extra(header[CENTRAL.size + name_length :])
    return Record(
        _decoded(name, flags), flags, method, crc, packed_size, size, fields[15], fields[16], header
    )


def _decoded(name: bytes, flags: int) -> str:
    """Names beyond ASCII must say that they are UTF-8: else each program reads another name."""
    try:
        return name.decode("utf-8" if flags & UTF8_FLAG else "ascii")
    except UnicodeDecodeError as error:
        raise refusal("name_characters") from error


def _check_sizes(records: Sequence[Record], limits: Limits) -> None:
    if any(record.size > limits.member_bytes for record in records):
        raise refusal("member_too_large", limit_mb=limits.member_bytes // _MB)
    if sum(record.size for record in records) > limits.total_bytes:
        raise refusal("total_too_large", limit_mb=limits.total_bytes // _MB)
    for record in records:
        if record.size > max(limits.ratio_from_bytes, record.packed_size * limits.ratio):
            raise refusal("ratio_too_high", limit=limits.ratio)


def _check_names(records: Sequence[Record]) -> None:
    for record in records:
        if record.is_folder:
            check_name(record.name.removesuffix("/"))
    check_names(record.name for record in records if not record.is_folder)


def _check_kinds(records: Sequence[Record]) -> None:
    for record in records:
        kind = stat.S_IFMT(record.attributes >> 16)
        if kind == stat.S_IFLNK:
            raise refusal("link_member")
        if kind not in {0, stat.S_IFDIR if record.is_folder else stat.S_IFREG}:
            raise refusal("special_member")
        if record.flags & ENCRYPTED_FLAGS:
            raise refusal("encrypted_member")
        if record.method not in {STORED, DEFLATED}:
            raise refusal("container_irregular")


def _check_layout(records: Sequence[Record]) -> None:
    """Members follow one another; a gap before the first is something put before."""
    folders = {record.name.partition("/")[0] for record in records}
    if len(folders) != 1 or any("/" not in record.name for record in records):
        raise refusal("not_one_folder")
    end = 0
    for record in sorted(records, key=lambda record: record.offset):
        if record.offset < end:
            raise refusal("members_overlap")
        end = record.offset + LOCAL.size + record.packed_size
    if min(record.offset for record in records) > 0:
        raise refusal("bytes_before")

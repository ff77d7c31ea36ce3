"""The ZIP layer: one way to write it, and nothing but exactly that is read.

A ZIP file says many things twice and some that no reader looks at (times, extra fields, comments,
gaps). The format therefore fixes all of them: members sorted by name, packed one after the other
from byte 0, time 1980-01-01, no extra fields, no comments, no folders, UTF-8 names. The reader
takes names and sizes from the central directory, writes every header anew from them, and demands
the very same bytes. What is left, the packed data, is pinned by digests (see `bag`).
"""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dsurvey_desktop.exchange.member_names import check_names
from dsurvey_desktop.exchange.refusals import refusal

STORED, DEFLATED = 0, zlib.DEFLATED
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_MADE_BY, _NEEDED, _UTF8_FLAG = 0x0314, 20, 0x0800
_TIME, _DATE = 0, 0x0021
_FILE_MODE = (stat.S_IFREG | 0o644) << 16
_ENCRYPTED_FLAGS = 0x2041
_MB = 1024 * 1024


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
class Packed:
    """A member as it lies in the file: packed `data`, and CRC-32 and size of what is in it."""

    method: int
    crc: int
    size: int
    data: bytes

    def is_intact(self) -> bool:
        """Whether a stored member has the size and CRC-32 its headers say."""
        return len(self.data) == self.size and zlib.crc32(self.data) == self.crc

    def unpack(self) -> bytes:
        """The content; ValueError when it isn't exactly what the headers say."""
        content = self.data if self.method == STORED else _inflate(self.data, self.size)
        if len(content) != self.size or zlib.crc32(content) != self.crc:
            raise ValueError(self.size)
        return content


@dataclass(frozen=True, slots=True)
class Container:
    """The one folder's name and its members by path below it."""

    folder: str
    members: Mapping[str, Packed]


@dataclass(frozen=True, slots=True)
class _Record:
    """A member as the central directory tells it."""

    name: str
    flags: int
    method: int
    crc: int
    packed_size: int
    size: int
    attributes: int
    offset: int


def pack(content: bytes, *, is_stored: bool = False) -> Packed:
    """A member ready to be written; stored members keep their bytes as they are."""
    data = content if is_stored else _deflate(content)
    method = STORED if is_stored else DEFLATED
    return Packed(method, zlib.crc32(content), len(content), data)


def write_container(container: Container) -> bytes:
    """The ZIP file."""
    parts, directory, offset = [], [], 0
    for path, member in sorted(container.members.items()):
        name = f"{container.folder}/{path}".encode()
        head = _local_header(name, member)
        parts += [head, member.data]
        directory.append(_central_header(name, member, offset))
        offset += len(head) + len(member.data)
    return b"".join([*parts, *directory, _end_record(directory, offset)])


def read_container(data: bytes, limits: Limits) -> Container:
    """The members, still packed; raises `BundleError` for all but what `write_container` writes."""
    records = _directory(data, limits)
    if not any(record.name.endswith("/bagit.txt") for record in records):
        raise refusal("not_a_bundle")
    _check_sizes(records, limits)
    check_names(record.name for record in records)
    _check_kinds(records)
    _check_layout(records)
    container = _container(data, records)
    if write_container(container) != data:
        raise refusal("container_irregular")
    return container


def _deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _inflate(data: bytes, size: int) -> bytes:
    """At most `size` bytes and one more, however much is packed in `data`."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = unpacker.decompress(data, size + 1)
    except zlib.error as error:
        raise ValueError(size) from error
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError(size)
    return content


def _common(member: Packed, name: bytes) -> tuple[int, ...]:
    sizes = (member.crc, len(member.data), member.size)
    return (_NEEDED, _UTF8_FLAG, member.method, _TIME, _DATE, *sizes, len(name), 0)


def _local_header(name: bytes, member: Packed) -> bytes:
    return _LOCAL.pack(_LOCAL_MARK, *_common(member, name)) + name


def _central_header(name: bytes, member: Packed, offset: int) -> bytes:
    common = (_MADE_BY, *_common(member, name))
    return _CENTRAL.pack(_CENTRAL_MARK, *common, 0, 0, 0, _FILE_MODE, offset) + name


def _end_record(directory: list[bytes], offset: int) -> bytes:
    count, size = len(directory), sum(map(len, directory))
    return _END.pack(_END_MARK, 0, 0, count, count, size, offset, 0)


def _directory(data: bytes, limits: Limits) -> list[_Record]:
    """The central directory's records; the end record must be the last 22 bytes."""
    at = data.rfind(_END_MARK)
    if not data.startswith(_LOCAL_MARK):
        raise refusal("not_a_bundle" if at < 0 else "bytes_before")
    if at < 0 or at + _END.size > len(data):
        raise refusal("zip_truncated")
    if at + _END.size != len(data):
        raise refusal("bytes_after")
    _, _, _, _, count, size, offset, _ = _END.unpack_from(data, at)
    if count > limits.members:
        raise refusal("too_many_members", limit=limits.members)
    if offset + size != at:
        raise refusal("bytes_before" if offset + size < at else "container_irregular")
    return list(_records(data[offset:at], count))


def _records(directory: bytes, count: int) -> Iterator[_Record]:
    at = 0
    for _ in range(count):
        if len(directory) < at + _CENTRAL.size or directory[at : at + 4] != _CENTRAL_MARK:
            raise refusal("container_irregular")
        fields = _CENTRAL.unpack_from(directory, at)
        flags, method, crc, packed_size, size = *fields[3:5], *fields[7:10]
        name_length, extra_length, comment_length = fields[10:13]
        name = directory[at + _CENTRAL.size :][:name_length]
        yield _Record(_decoded(name), flags, method, crc, packed_size, size, fields[15], fields[16])
        at += _CENTRAL.size + name_length + extra_length + comment_length
    if at != len(directory):
        raise refusal("container_irregular")


def _decoded(name: bytes) -> str:
    try:
        return name.decode()
    except UnicodeDecodeError as error:
        raise refusal("name_characters") from error


def _check_sizes(records: list[_Record], limits: Limits) -> None:
    if any(record.size > limits.member_bytes for record in records):
        raise refusal("member_too_large", limit_mb=limits.member_bytes // _MB)
    if sum(record.size for record in records) > limits.total_bytes:
        raise refusal("total_too_large", limit_mb=limits.total_bytes // _MB)
    for record in records:
        if record.size > max(limits.ratio_from_bytes, record.packed_size * limits.ratio):
            raise refusal("ratio_too_high", limit=limits.ratio)


def _check_kinds(records: list[_Record]) -> None:
    for record in records:
        kind = stat.S_IFMT(record.attributes >> 16)
        if kind == stat.S_IFLNK:
            raise refusal("link_member")
        if kind not in {0, stat.S_IFREG}:
            raise refusal("special_member")
        if record.flags & _ENCRYPTED_FLAGS:
            raise refusal("encrypted_member")
        if record.method not in {STORED, DEFLATED}:
            raise refusal("container_irregular")


def _check_layout(records: list[_Record]) -> None:
    """Members follow one another; a gap before the first is something put before."""
    folders = {record.name.partition("/")[0] for record in records}
    if len(folders) != 1 or any("/" not in record.name for record in records):
        raise refusal("not_one_folder")
    end = 0
    for record in sorted(records, key=lambda record: record.offset):
        if record.offset < end:
            raise refusal("members_overlap")
        end = record.offset + _LOCAL.size + record.packed_size
    if min(record.offset for record in records) > 0:
        raise refusal("bytes_before")


def _container(data: bytes, records: list[_Record]) -> Container:
    members = {}
    for record in records:
        folder, _, path = record.name.partition("/")
        start = record.offset + _LOCAL.size + len(record.name.encode())
        packed = data[start : start + record.packed_size]
        member = Packed(record.method, record.crc, record.size, packed)
        if data[record.offset : start] != _local_header(record.name.encode(), member):
            raise refusal("headers_disagree")
        members[path] = member
    return Container(folder, members)

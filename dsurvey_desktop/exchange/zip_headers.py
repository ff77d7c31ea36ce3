"""How a ZIP member's headers are laid out, and the one way in which this program writes them."""

from __future__ import annotations

import stat
import struct
import zlib
from dataclasses import dataclass

STORED, DEFLATED = 0, zlib.DEFLATED
LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
LOCAL_MARK, CENTRAL_MARK, END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
SIZES_AFTER = struct.Struct("<3I")
SIZES_AFTER_MARK = b"PK\x07\x08"
ENCRYPTED_FLAGS, SIZES_AFTER_FLAG, UTF8_FLAG = 0x2041, 0x0008, 0x0800
_MADE_BY, _NEEDED = 0x0314, 20
_TIME, _DATE = 0, 0x0021
_FILE_MODE = (stat.S_IFREG | 0o644) << 16


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


def pack(content: bytes, *, is_stored: bool = False) -> Packed:
    """A member ready to be written; stored members keep their bytes as they are."""
    data = content if is_stored else _deflate(content)
    method = STORED if is_stored else DEFLATED
    return Packed(method, zlib.crc32(content), len(content), data)


def local_header(name: bytes, member: Packed) -> bytes:
    """What stands before a member."""
    return LOCAL.pack(LOCAL_MARK, *_common(member, name)) + name


def central_header(name: bytes, member: Packed, offset: int) -> bytes:
    """A member's record in the directory at the end."""
    common = (_MADE_BY, *_common(member, name))
    return CENTRAL.pack(CENTRAL_MARK, *common, 0, 0, 0, _FILE_MODE, offset) + name


def end_record(directory: list[bytes], offset: int) -> bytes:
    """The last bytes of the file."""
    count, size = len(directory), sum(map(len, directory))
    return END.pack(END_MARK, 0, 0, count, count, size, offset, 0)


def _common(member: Packed, name: bytes) -> tuple[int, ...]:
    sizes = (member.crc, len(member.data), member.size)
    return (_NEEDED, UTF8_FLAG, member.method, _TIME, _DATE, *sizes, len(name), 0)


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

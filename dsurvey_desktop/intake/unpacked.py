"""Members of a zip container unpacked at once, where they are packed as nearly all are.

Going through `zipfile` takes twice as long for a small member. It is left to say what is wrong
with all others, and to read those that are written in other ways.
"""

from __future__ import annotations

import zipfile
import zlib
from itertools import pairwise

_LOCAL_HEADER, _LOCAL_HEADER_BYTES = b"PK\x03\x04", 30
_USUAL_FLAGS = 0x080E
"""UTF-8 names, how hard the packer tried, sizes told behind the bytes too (APPNOTE.TXT 4.4.4)."""
_RAW = -zlib.MAX_WBITS


def record(data: bytes, member: zipfile.ZipInfo) -> tuple[int, int]:
    """Where in the archive the member's packed bytes begin and end, by its own header.

    APPNOTE.TXT 4.3.7: the lengths of name and extra field stand in bytes 26 to 29.
    """
    start = member.header_offset
    name, extra = data[start + 26 : start + 28], data[start + 28 : start + 30]
    begin = start + _LOCAL_HEADER_BYTES
    begin += int.from_bytes(name, "little") + int.from_bytes(extra, "little")
    return begin, begin + member.compress_size


def ends_by_start(archive: zipfile.ZipFile) -> dict[int, int]:
    """Where each member ends at the latest: where the next one starts, or the directory.

    Empty where members lie on each other.
    """
    starts = sorted(member.header_offset for member in archive.infolist())
    ends = dict(pairwise([*starts, archive.start_dir]))
    return ends if len(ends) == len(starts) else {}


def unpacked(data: bytes, member: zipfile.ZipInfo, end_at_latest: int) -> bytes | None:
    """The member as its directory describes it; None where anything about it is unusual."""
    start, name = member.header_offset, member.orig_filename
    begin, end = record(data, member)
    is_usual = (
        member.compress_type == zipfile.ZIP_DEFLATED
        and not member.flag_bits & ~_USUAL_FLAGS
        and member.file_size > 0
        and name.isascii()
        and end <= end_at_latest
        and data.startswith(_LOCAL_HEADER, start)
        and data.startswith(name.encode(), start + _LOCAL_HEADER_BYTES)
        and data[start + 26 : start + 28] == len(name).to_bytes(2, "little")
    )
    if not is_usual:
        return None
    try:
        content = zlib.decompressobj(_RAW).decompress(data[begin:end], member.file_size)
    except zlib.error:
        return None
    is_whole = len(content) == member.file_size and zlib.crc32(content) == member.CRC
    return content if is_whole else None

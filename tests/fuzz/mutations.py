"""Small damages to files: of their bytes, of the parts packed in them, of their text.

A flipped byte in a zip only fails its checksum; so zip files are unpacked, a part is damaged, and
all is packed again. Numbers are changed to others that are dangerous, pieces repeated or cut out.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

_ZIP = b"PK\x03\x04"
_NUMBER = re.compile(rb"\d+")
_NUMBERS = (
    b"0", b"-1", b"255", b"256", b"65535", b"65536", b"1048576", b"1048577", b"2147483647",
    b"4294967295", b"99999999999999999999", b"1e308", b"NaN", b"",
)  # fmt: skip
_PIECES = (
    b"\0", b"\xff\xff\xff\xff", b'"', b"<", b">", b"&", b"]]>", b"<!--", b"\r\n", b",", b"\t", b";",
    b"\xef\xbb\xbf", b"\xff\xfe", b"\xe4\xb8", "合计".encode(), "姓名".encode("gbk"), b"=1+1",
    b"<row/>", b"<c/>", b"<v>1</v>", b"PK\x03\x04", b"PK\x05\x06", b"'" * 9,
)  # fmt: skip


def mutated(data: bytes, dice: random.Random) -> bytes:
    """The file with one to four damages; of a zip file mostly one of its parts."""
    if data.startswith(_ZIP) and dice.random() < 0.8:
        return _part_mutated(data, dice)
    return _damaged(data, dice)


def _damaged(data: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.randint(1, 4)):
        data = dice.choice(DAMAGES)(data, dice) or b"\0"
    return data


def _part_mutated(data: bytes, dice: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {member.filename: source.read(member) for member in source.infolist()}
    name = dice.choice(sorted(parts, key=lambda one: (len(parts[one]), one))[-6:])
    act = dice.randrange(12)
    if act == 0:
        del parts[name]
    elif act == 1:
        parts[dice.choice(list(parts))] = parts[name]
    else:
        parts[name] = mutated(parts[name], dice)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for member, content in parts.items():
            target.writestr(zipfile.ZipInfo(member), content)
    return stream.getvalue()


def _flip(data: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << dice.randrange(8)]) + data[place + 1 :]


def _set_byte(data: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(data))
    return data[:place] + bytes([dice.choice((0, 1, 127, 128, 255))]) + data[place + 1 :]


def _cut(data: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(data))
    return data[:place] + data[place + dice.choice((1, 4, 40, 400)) :]


def _truncate(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data)) + 1]


def _insert(data: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(data))
    return data[:place] + dice.choice(_PIECES) + data[place:]


def _random_bytes(data: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(data))
    return data[:place] + dice.randbytes(dice.randint(1, 30)) + data[place:]


def _repeat(data: bytes, dice: random.Random) -> bytes:
    place, size = dice.randrange(len(data)), dice.choice((1, 8, 64, 512, 4096))
    piece = data[place : place + size]
    return data[:place] + piece * dice.choice((2, 3, 50)) + data[place + size :]


def _swap(data: bytes, dice: random.Random) -> bytes:
    one, two = sorted(dice.randrange(len(data)) for _ in range(2))
    size = dice.choice((1, 8, 64, 512))
    return data[:one] + data[two : two + size] + data[one:two] + data[two + size :]


def _other_number(data: bytes, dice: random.Random) -> bytes:
    """A count, size or place said otherwise; only near one spot, since files are long."""
    start = dice.randrange(len(data))
    match = _NUMBER.search(data, start, start + 4096)
    if match is None:
        return _set_word(data, dice)
    return data[: match.start()] + dice.choice(_NUMBERS) + data[match.end() :]


def _set_word(data: bytes, dice: random.Random) -> bytes:
    """Four bytes at an even place, as binary formats keep their sizes."""
    place = dice.randrange(len(data)) & ~3
    word = dice.choice((0, 1, 0xFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF))
    return data[:place] + word.to_bytes(4, "little") + data[place + 4 :]


DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _set_byte, _cut, _truncate, _insert, _random_bytes, _repeat, _swap, _other_number,
    _other_number, _set_word,
)  # fmt: skip

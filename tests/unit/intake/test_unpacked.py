"""A member that is unpacked at once is what `zipfile` gives; any other is left to it."""

import io
import struct
import zipfile

import pytest

from dsurvey_desktop.intake.bare_workbook import write_bare
from dsurvey_desktop.intake.unpacked import ends_by_start, unpacked

CONTENT = b"<row/>" * 3000


def packed(method=zipfile.ZIP_DEFLATED, names=("a.xml", "b.xml")):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name in names:
            archive.writestr(name, CONTENT)
        archive.writestr("empty", b"")
    return bytearray(made.getvalue())


def found(data):
    """Of each member what comes out, or None."""
    data = bytes(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        ends = ends_by_start(archive)
        members = archive.infolist()
        return [unpacked(data, one, ends.get(one.header_offset, -1)) for one in members]


def test_usual_members_come_out_whole_and_an_empty_one_is_left():
    assert found(packed()) == [CONTENT, CONTENT, None]


def test_members_packed_otherwise_or_named_otherwise_are_left():
    assert found(packed(zipfile.ZIP_STORED))[0] is None
    assert found(packed(zipfile.ZIP_LZMA))[0] is None
    assert found(packed(names=("\u8868.xml",)))[0] is None


@pytest.mark.parametrize(
    ("at", "byte"),
    [(0, 0), (26, 4), (30, 99), (30 + 5 + 8, 0xFF)],  # mark, length, name, what is packed
)
def test_a_member_that_is_not_what_the_directory_says_is_left(at, byte):
    data = packed()
    data[at] = byte
    assert found(data) == [None, CONTENT, None]


@pytest.mark.parametrize(
    ("at", "value"),
    [(8, 1), (8, 0x40), (16, 7), (20, 10**6), (24, 17), (24, 10**6), (42, 3)],
    ids=["encrypted", "strong", "crc", "packed size", "too short", "too long", "offset"],
)
def test_a_directory_that_says_something_else_is_left_to_zipfile(at, value):
    data = packed()
    struct.pack_into("<H" if at == 8 else "<L", data, data.index(b"PK\1\2") + at, value)
    assert found(data)[0] is None


def test_members_that_lie_on_each_other_are_left():
    data = packed()
    second = data.index(b"PK\1\2", data.index(b"PK\1\2") + 1)
    struct.pack_into("<L", data, second + 42, 0)
    assert found(data)[:2] == [None, None]


def test_a_bare_workbook_is_a_zip_container_as_others_write_it():
    parts = {"xl/a.xml": (b"<a>", memoryview(CONTENT)[6:-6], b"</a>"), "b": (), "c": (b"",)}
    with zipfile.ZipFile(write_bare(parts)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            name: b"".join(buffers) for name, buffers in parts.items()
        }

"""Zip files of tables: one submission whose members are named in the places of its rows."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import suppress

from dsurvey_desktop.intake.container import open_archive, read_blocks
from dsurvey_desktop.intake.limits import Limits

_TABLES = (
    ".csv",
    ".tsv",
    ".xlsx",
    ".xlsm",
    ".xlsb",
    ".xls",
    ".et",
    ".ods",
    ".fods",
    ".xml",
    ".zip",
)
"""Endings of members that should have been tables."""
_PASSED_OVER = (
    ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".heic", ".webp", ".mp4", ".mov", ".3gp", ".m4a",
    ".mp3", ".amr", ".wav", ".aac", ".ini", ".db", ".log", ".enc",
)  # fmt: skip
"""What apps and systems put beside their tables: photos, recordings, notes of their own."""
_UTF8_NAME = 0x800
ARROW = " → "
"""Between a member of a zip and its sheet."""
_LONGEST_NAME = 120


def members_of(data: bytes, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Name and content of each member; folders, hidden files and photos are passed over.

    Raises:
        IntakeError: damaged_file, encrypted_file, zip_bomb.
    """
    with open_archive(data) as archive:
        for member in archive.infolist():
            name = member_name(member)
            if member.filename.endswith("/") or is_passed_over(name):
                continue
            yield name, b"".join(read_blocks(archive, member, limits))


def is_passed_over(name: str) -> bool:
    """True for what is no submission by its name: hidden and temporary files, photos, sounds."""
    *folders, last = name.replace("\\", "/").split("/")
    is_hidden = last.startswith((".", "~$")) or "__MACOSX" in folders
    return is_hidden or last.lower().endswith(_PASSED_OVER)


def should_be_table(name: str) -> bool:
    """True for a name that promises a table."""
    return name.lower().endswith(_TABLES)


def member_name(member: zipfile.ZipInfo) -> str:
    """The name as it was given; Chinese Windows writes GBK and does not say so."""
    name = member.filename
    if not member.flag_bits & _UTF8_NAME:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return "".join(c if c.isprintable() else "?" for c in name[-_LONGEST_NAME:])


def below(member: str, sheet: str) -> str:
    """How a sheet of a member is called in places: `东溪村.xlsx → 登记表`."""
    return f"{member}{ARROW}{sheet}" if sheet else member

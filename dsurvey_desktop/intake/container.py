"""What kind of file these bytes are, told by the bytes and never by the name."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from typing import NamedTuple

from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.intake import limits as limit
from dsurvey_desktop.intake.limits import Limits
from dsurvey_desktop.intake.model import IntakeError

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_FILES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF", b"%PDF", b"MZ",
    b"\x7fELF", b"SQLite format 3",
    b"{\\rtf", b"PK\x05\x06",
)  # fmt: skip
_OTHER_DOCUMENTS = ("word/", "ppt/", "visio/", "META-INF/MANIFEST.MF", "AndroidManifest.xml")
"""What zip files hold that are letters, presentations or programs."""
_PACKED_OTHERWISE = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_BLOCK_BYTES = 1024 * 1024
_ZIP_TROUBLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error,
    EOFError, OSError, ValueError, OverflowError, NotImplementedError,
)  # fmt: skip
"""All that the library raises for containers that are broken or made to break it."""
_ENCRYPTED_FLAG = 0x1
_UNPACK = text("Unpack it and take in the files that come out, or pack them as .zip.")
_ASK_FOR_TABLE = text(
    "Pictures, PDF files and documents are not read. Ask the sender for the Excel table, or copy "
    "the table into a workbook."
)
_SAVE_AS = text("Open it in Excel, save it as an .xlsx workbook and take in that file.")


class Container(StrEnum):
    """How the bytes are packed."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    ODS = "ods"
    XLS = "xls"
    ARCHIVE = "archive"
    XML = "xml"
    TEXT = "text"


class Recognised(NamedTuple):
    """What bytes are; `archive` is open where they are a zip container."""

    container: Container
    archive: zipfile.ZipFile | None = None


def recognise(data: bytes, limits: Limits) -> Recognised:
    """What the bytes are; checks the size and, in zip containers, what they unpack to.

    Raises:
        IntakeError: empty_file, too_large, zip_bomb, damaged_file, encrypted_file, not_a_table.
    """
    limit.check_size(data, limits)
    if data.startswith(_ZIP):
        return _recognise_zip(data, limits)
    if data.startswith(_OLE):
        return Recognised(_recognise_ole(data))
    if data.startswith(_OTHER_FILES):
        raise not_a_table(_ASK_FOR_TABLE)
    if data.startswith(_PACKED_OTHERWISE):
        raise not_a_table(_UNPACK)
    return Recognised(Container.XML if _is_xml(data) else Container.TEXT)


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The zip container; a truncated one is refused as damaged."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _ZIP_TROUBLE as error:
        raise damaged() from error


def unpacked_size(data: bytes) -> int:
    """Bytes of the file and, where it is a zip container, what it says to unpack to."""
    if not data.startswith(_ZIP):
        return len(data)
    with suppress(IntakeError), open_archive(data) as archive:
        return len(data) + sum(member.file_size for member in archive.infolist())
    return len(data)


def read_blocks(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits
) -> Iterator[bytes]:
    """The member in blocks of a megabyte; refuses one that unpacks to more than it says."""
    total = 0
    try:
        with archive.open(member) as stream:
            while block := stream.read(_BLOCK_BYTES):
                total += len(block)
                limit.check_member(member.filename, member.compress_size, total, limits)
                yield block
    except _ZIP_TROUBLE as error:
        raise damaged() from error
    except RuntimeError as error:  # zipfile's way to ask for a password
        raise encrypted() from error


def read_member(archive: zipfile.ZipFile, name: str, limits: Limits) -> bytes:
    """The whole member; empty when there is none of that name, in whatever capital letters."""
    member = archive.NameToInfo.get(name)
    if member is None:
        same = (one for one in archive.infolist() if one.filename.lower() == name.lower())
        member = next(same, None)
    return b"".join(read_blocks(archive, member, limits)) if member is not None else b""


def damaged() -> IntakeError:
    """The file is incomplete or broken."""
    return IntakeError(
        "damaged_file",
        text("The file is damaged or was not copied completely."),
        text("Copy it again from where it came, or ask the sender to send it again."),
    )


def encrypted() -> IntakeError:
    """The file is protected by a password."""
    return IntakeError(
        "encrypted_file",
        text("The file is protected by a password."),
        text("Open it in Excel, remove the password, save it and take in that file."),
    )


def not_a_table(advice: Text = _SAVE_AS) -> IntakeError:
    """The file is something else than a table."""
    return IntakeError("not_a_table", text("The file is not a table, whatever its name."), advice)


def _recognise_zip(data: bytes, limits: Limits) -> Recognised:
    archive = open_archive(data)
    members = archive.infolist()
    _check_members(members, limits)
    names = {member.filename for member in members}
    return Recognised(_recognise_names(archive, names, limits), archive)


def _check_members(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        limit.refuse_zip_bomb()
    if sum(member.file_size for member in members) > limits.unpacked_bytes:
        limit.refuse_zip_bomb()
    for member in members:
        limit.check_member(member.filename, member.compress_size, member.file_size, limits)
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise encrypted()


def _recognise_names(archive: zipfile.ZipFile, names: set[str], limits: Limits) -> Container:
    if "xl/workbook.xml" in names:
        return Container.XLSX
    if "xl/workbook.bin" in names:
        return Container.XLSB
    if "content.xml" in names:
        return _recognise_open_document(archive, limits)
    if any(name.startswith(_OTHER_DOCUMENTS) for name in names):
        raise not_a_table(_ASK_FOR_TABLE)
    return Container.ARCHIVE


def _recognise_open_document(archive: zipfile.ZipFile, limits: Limits) -> Container:
    if _ODS not in read_member(archive, "mimetype", limits):
        raise not_a_table()
    if b"encryption-data" in read_member(archive, "META-INF/manifest.xml", limits):
        raise encrypted()
    return Container.ODS


def _recognise_ole(data: bytes) -> Container:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise encrypted()
    if any(name.encode("utf-16-le") in data for name in ("Workbook\0", "Book\0")):
        return Container.XLS
    raise not_a_table()


def _is_xml(data: bytes) -> bool:
    """Also in UTF-16, with its mark or without: then every other byte is zero."""
    return data[:200].replace(b"\0", b"").lstrip(_BEFORE_XML).startswith(b"<")

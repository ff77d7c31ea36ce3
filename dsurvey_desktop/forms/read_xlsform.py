"""Reads XLSForm workbooks through pyxform, the format's own library."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import PurePath

from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.broken_workbooks import has_password, is_damaged
from dsurvey_desktop.forms.compile import compile_form
from dsurvey_desktop.forms.form_error import FormError
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.forms.remarks import remarks_of
from dsurvey_desktop.forms.xlsform_model import form_of

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_MEMBERS = 2_000
_ZIP = b"PK"
_TEXTS = frozenset({".csv", ".md"})
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""Part of a compound file that holds a workbook of today with a password (MS-OFFCRYPTO 2.3.4)."""


def load_form(data: bytes, file_name: str) -> Form:
    """The form in a workbook, its expressions checked.

    Args:
        data: the bytes of the xlsx, xlsm, xls, csv or md file.
        file_name: for the places of problems.

    Raises:
        FormError: with every problem found, each with sheet, row, column and advice.
    """
    form, _warnings = _loaded(data, file_name)
    return form


def read_form(data: bytes, file_name: str) -> tuple[Form, list[Problem]]:
    """The form in a workbook as `load_form` gives it, with the warnings about it.

    Raises:
        FormError: as `load_form`.
    """
    return _loaded(data, file_name)


def check_form(data: bytes, file_name: str) -> list[Problem]:
    """What is wrong with a workbook, warnings included; empty when it is sound."""
    try:
        return _loaded(data, file_name)[1]
    except FormError as error:
        return list(error.problems)


def xform_of(data: bytes, file_name: str) -> str:
    """The XForm (XML) that pyxform makes of a workbook, for other programs.

    Raises:
        FormError: as `load_form`.
    """
    from dsurvey_desktop.forms.pyxform_reader import read_workbook  # noqa: PLC0415 - slow

    try:
        return read_workbook(*_readable(data, file_name)).xform
    except FormError as error:
        raise FormError(list(_in_file(error.problems, file_name))) from error


def _loaded(data: bytes, file_name: str) -> tuple[Form, list[Problem]]:
    from dsurvey_desktop.forms.pyxform_reader import read_workbook  # noqa: PLC0415 - slow

    try:
        read = read_workbook(*_readable(data, file_name))
        form = form_of(read.json, read.survey, hashlib.sha256(data).hexdigest())
        remarks = remarks_of(compile_form(form), read.survey, read.choices, read.settings)
    except FormError as error:
        raise FormError(list(_in_file(error.problems, file_name))) from error
    return form, list(_in_file([*remarks, *read.warnings], file_name))


def _in_file(problems: Iterable[Problem], file_name: str) -> Iterator[Problem]:
    for problem in problems:
        yield replace(problem, place=replace(problem.place, file=file_name))


def _readable(data: bytes, file_name: str) -> tuple[bytes, str]:
    """The bytes as pyxform reads them, and which parser may have them; limits come before it.

    Raises:
        FormError: when they are no form or too large.
    """
    if len(data) > MAX_BYTES:
        raise _too_large()
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise FormError([has_password()])
        return data, ".xls"
    ending = PurePath(file_name).suffix.lower()
    if ending in _TEXTS and not data.startswith(_ZIP):
        return _as_utf8(data), ending
    members = _members(data)
    size = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or size > MAX_UNPACKED_BYTES:
        raise _too_large()
    return data, ".xlsx"


def _as_utf8(data: bytes) -> bytes:
    """A text as UTF-8, whether it was saved so or in GB 18030, as old editors do."""
    try:
        return data.decode("utf-8-sig").encode()
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace").encode()


def _members(data: bytes) -> Sequence[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        if data.startswith(_ZIP):
            raise FormError([is_damaged()]) from error
        raise _refusal(
            "form_not_a_workbook",
            text("This is not an Excel workbook."),
            text("Save the form as .xlsx and choose it again."),
        ) from error


def _too_large() -> FormError:
    return _refusal(
        "form_too_large",
        text("The file is too large for a form and was not read."),
        text(
            "A form has a few hundred rows; check that this is the right file. If it is, pictures"
            " and long lists of choices belong into files of their own beside it."
        ),
    )


def _refusal(code: str, message: Text, advice: Text) -> FormError:
    return FormError([Problem(code, Severity.ERROR, Place(""), "", message, advice)])

"""Text tables (csv, tsv) in the encodings and with the separators that offices use."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from itertools import islice

from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.container import damaged, not_a_table
from dsurvey_desktop.intake.limits import Limits, check_all_cells, check_shape
from dsurvey_desktop.intake.lost_words import LEAST_LOST, words_lost
from dsurvey_desktop.intake.model import IntakeError
from dsurvey_desktop.intake.sheets import Cell, Sheet, check_cells

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = (",", "\t", ";", "|")
_SAMPLE_LINES = 200
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_LOST = "\ufffd"
_TOLERATED_LOSS = 0.001
_FORMULA_OF_TEXT_BEGINS = '="'
_FORMULA_OF_TEXT = re.compile(r'\s*="((?:[^"]|"")*)"\s*')


def read_delimited(
    data: bytes, file_name: str, limits: Limits
) -> tuple[Sheet, tuple[Problem, ...]]:
    """The table, and a warning where single characters could not be read.

    Raises:
        IntakeError: unknown_encoding, not_a_table, damaged_file, too_many_rows, ...
    """
    content = decode(data)
    if _is_all_question_marks(content):
        raise words_lost()
    lost = content.count(_LOST)
    sheet = Sheet("", [list[Cell](row) for row in _records(content, limits)], is_text=True)
    check_shape("", len(sheet.rows), sheet.width(), limits)
    check_all_cells(sum(map(len, sheet.rows)), limits)
    check_cells(sheet, limits)
    return sheet, (_lost_characters(file_name, lost),) if lost else ()


def _is_all_question_marks(content: str) -> bool:
    """No Chinese is left, and every word became `??`: so does a program that cannot write it."""
    return content.isascii() and content.count("??") >= LEAST_LOST


def decode(data: bytes) -> str:
    """The text by its mark, else UTF-8, else UTF-16, else GB 18030 (which includes GBK).

    Raises:
        IntakeError: unknown_encoding, or not_a_table for text with control characters.
    """
    content = _decode_strictly(data) or _decode_with_losses(data)
    if _CONTROL.search(content):
        raise not_a_table()
    return content


def _decode_strictly(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    if b"\x00" in data[:400]:
        is_little = data[1::2].count(0) >= data[::2].count(0)
        return _decoded(data, "utf-16-le" if is_little else "utf-16-be")
    return _decoded(data, "utf-8") or _decoded(data, "gb18030")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _decode_with_losses(data: bytes) -> str:
    """A file with a few broken characters, as when it was cut in the middle of one."""
    for encoding in ("utf-8", "gb18030"):
        content = data.decode(encoding, "replace")
        if content.count(_LOST) <= max(1, len(content) * _TOLERATED_LOSS):
            return content
    raise IntakeError(
        "unknown_encoding",
        text("The file is neither a workbook nor text in a known encoding."),
        text("Open it in Excel, save it as an .xlsx workbook and take in that file."),
    )


def _lost_characters(file_name: str, count: int) -> Problem:
    return Problem(
        "lost_characters",
        Severity.WARNING,
        Place(file_name),
        "",
        text("{count} characters of the file could not be read.", count=count),
        text("Check the rows with strange characters, or ask the sender for an Excel file."),
    )


def _records(content: str, limits: Limits) -> list[list[str]]:
    hint = _SEPARATOR_LINE.match(content)
    separator = hint[1] if hint else find_separator(content)
    rows: list[list[str]] = []
    cells = 0
    shared: dict[str, str] = {}  # most cells say the same as many others
    written = _as_text if _FORMULA_OF_TEXT_BEGINS in content else str
    csv.field_size_limit(limits.size_bytes)  # the library's own would call the file broken
    try:
        for row in csv.reader(io.StringIO(content, newline=""), delimiter=separator):
            rows.append([shared.setdefault(cell, cell) for cell in map(written, row)])
            cells += len(row)
            if len(rows) > limits.rows or cells > limits.cells:
                break  # the shape is refused as soon as it is known to be too large
    except csv.Error as error:
        raise damaged() from error
    return rows


def _as_text(cell: str) -> str:
    """`="330…"` is how spreadsheets keep a long number from being taken for a number."""
    match = _FORMULA_OF_TEXT.fullmatch(cell)
    return match[1].replace('""', '"') if match else cell


def find_separator(content: str) -> str:
    """The separator under which most lines have the same, large number of fields."""
    return max(_SEPARATORS, key=lambda separator: _regularity(content, separator))


def _regularity(content: str, separator: str) -> float:
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=separator)
    try:
        widths = Counter(len(row) for row in islice(reader, _SAMPLE_LINES) if row)
    except csv.Error:
        return 0
    total = sum(widths.values()) or 1
    return max((width - 1) * count / total for width, count in widths.items()) if widths else 0

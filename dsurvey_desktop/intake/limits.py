"""How much of a file the program is ready to look at; asked before anything is unpacked."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.domain.errors import NO_ADVICE
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.intake.model import IntakeError

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that no honest file of a town or district comes near.

    Attributes:
        size_bytes: of the file as it lies on the disk.
        members, unpacked_bytes: entries of a zip container and what they unpack to, zip
            containers in it included.
        archive_depth: zip files in zip files, the outermost counted.
        ratio: unpacked to packed size of one member, judged above `ratio_from_bytes`.
        sheets: of one workbook.
        rows, columns: per sheet, blank ones between filled ones included.
        cells: of one sheet, and of all sheets of a file together.
        repeated_cells: filled cells that an ods file only says to repeat.
        cell_characters: of one cell (Excel's own limit).
        read_characters, short_characters: of a header or a cell with choices, and of one with
            a name, number or date, that are still looked at for what they may mean; a longer one
            is kept as it is. Patterns take time that grows with the square of the length.
        markup_bytes, markup_tags: of a web page or XML workbook.
        instance_bytes: of one filled form as XML.
    """

    size_bytes: int = 64 * _MEGABYTE
    members: int = 3000
    unpacked_bytes: int = 600 * _MEGABYTE
    ratio: int = 300
    ratio_from_bytes: int = 10 * _MEGABYTE
    archive_depth: int = 2
    sheets: int = 300
    rows: int = 200_000
    columns: int = 600
    cells: int = 15_000_000
    repeated_cells: int = 1_000_000
    cell_characters: int = 32_767
    read_characters: int = 2000
    short_characters: int = 200
    markup_bytes: int = 24 * _MEGABYTE
    markup_tags: int = 2_000_000
    instance_bytes: int = 4 * _MEGABYTE


DEFAULT_LIMITS = Limits()
_SPLIT = text("Ask the sender to split it into smaller files, or to delete blank rows and columns.")
_ONLY_SHEET = "1"
"""How the sheet of a file is called that has none with a name."""
_SUSPICIOUS = text("Do not open it. Ask the sender for the plain Excel file.")


def check_size(data: bytes, limits: Limits) -> None:
    """Refuse an empty file and one over the size limit."""
    if not data:
        raise IntakeError(
            "empty_file",
            text("The file is empty (0 bytes)."),
            text("Copy it again from where it came, or ask the sender to send it again."),
        )
    if len(data) > limits.size_bytes:
        shown = f"{limits.size_bytes // _MEGABYTE} MB"
        _refuse("too_large", text("The file is larger than {limit}.", limit=shown), _SPLIT)


def check_member(name: str, packed_bytes: int, unpacked_bytes: int, limits: Limits) -> None:
    """Refuse a zip member that unpacks to far more than it weighs."""
    if unpacked_bytes <= limits.ratio_from_bytes or name.endswith("/"):
        return
    if unpacked_bytes > limits.ratio * max(packed_bytes, 1):
        refuse_zip_bomb()


def refuse_zip_bomb() -> None:
    """The container unpacks to more than any honest table."""
    message = text("The file unpacks to far more data than a table of this size can hold.")
    _refuse("zip_bomb", message, _SUSPICIOUS)


def fits(rows: int, columns: int, limits: Limits) -> bool:
    """A sheet's filled area is neither too tall nor too wide nor too large."""
    return rows <= limits.rows and columns <= limits.columns and rows * columns <= limits.cells


def check_shape(sheet: str, rows: int, columns: int, limits: Limits) -> None:
    """Refuse a sheet whose filled area does not fit; `sheet` is its name, or its number."""
    shown = sheet or _ONLY_SHEET
    if rows > limits.rows:
        message = text("Sheet {sheet} has more than {limit} rows.", sheet=shown, limit=limits.rows)
        _refuse("too_many_rows", message, _SPLIT, sheet=sheet)
    if columns > limits.columns:
        message = text(
            "Sheet {sheet} has more than {limit} columns.", sheet=shown, limit=limits.columns
        )
        _refuse("too_many_columns", message, _SPLIT, sheet=sheet)
    if rows * columns > limits.cells:
        message = text("Sheet {sheet} has too many cells.", sheet=shown)
        _refuse("too_many_cells", message, _SPLIT, sheet=sheet)


def check_sheet_count(count: int, limits: Limits) -> None:
    """Refuse a workbook with more sheets than anybody fills."""
    if count > limits.sheets:
        message = text("The workbook has more than {limit} sheets.", limit=limits.sheets)
        _refuse("too_many_sheets", message, _SPLIT)


def check_all_cells(count: int, limits: Limits, most: int = 0) -> None:
    """Refuse a file whose sheets hold too many cells together; `most` instead of the limit."""
    if count > (most or limits.cells):
        message = text("The sheets of the file hold too many cells together.")
        _refuse("too_many_cells", message, _SPLIT)


def check_cell(sheet: str, row: int, length: int, limits: Limits) -> None:
    """Refuse a cell longer than a spreadsheet allows; usually a quotation mark is missing."""
    if length > limits.cell_characters:
        message = text(
            "A cell in row {row} of sheet {sheet} is longer than any spreadsheet allows.",
            row=row,
            sheet=sheet or _ONLY_SHEET,
        )
        advice = text("A quotation mark may be missing. Open the file in Excel and save it again.")
        _refuse("cell_too_long", message, advice, sheet=sheet, row=row)


def _refuse(
    code: str, message: Text, advice: Text = NO_ADVICE, *, sheet: str = "", row: int = 0
) -> None:
    place = {"sheet": sheet, "row": row}
    raise IntakeError(code, message, advice, **{k: v for k, v in place.items() if v})

"""How a return workbook says that it is one, and which of its columns hold the answers.

A hidden sheet names the office and the number of the return; on the sheet that people fill in a
hidden row says which column is what, so that the meaning moves with the columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dsurvey_desktop.domain.numbers import check_character

MARK_SHEET = "dsurvey_return"
"""Name of the hidden sheet."""
SIGN = "dsurvey return"
"""First cell of the hidden sheet."""
CODE, VALUE, WORDS = "dsurvey:code", "dsurvey:value", "dsurvey:words"
"""What the hidden row says of the columns for the query, the new value and the answer in words."""


@dataclass(frozen=True, slots=True)
class ReturnMark:
    """Which return it is; `blank` is the word that stands for an answer that should be empty."""

    office: str
    number: int
    blank: str


def mark_rows(mark: ReturnMark) -> Iterator[tuple[str, str]]:
    """The rows of the hidden sheet."""
    yield (SIGN, "1")
    yield ("office", mark.office)
    yield ("number", str(mark.number))
    yield ("blank", mark.blank)


def read_mark(rows: Sequence[Sequence[str]]) -> ReturnMark | None:
    """The opposite of `mark_rows`; None where the sheet is another or not whole."""
    if not rows or not rows[0] or rows[0][0] != SIGN:
        return None
    said = {row[0]: row[1] for row in rows if len(row) > 1}
    number = said.get("number", "")
    if "office" not in said or not (number.isascii() and number.isdigit()):
        return None
    return ReturnMark(said["office"], int(number), said.get("blank", ""))


def return_code(number: int) -> str:
    """`R0012-3`: the sheet's number with a check character (ISO 7064 MOD 11-2)."""
    return f"R{number:04d}-{check_character(f'{number:04d}')}"


def query_code(query_id: int) -> str:
    """How a query is called on paper and in the workbook."""
    return f"Q{query_id}"


def parse_query_code(written: str) -> int | None:
    """The opposite of `query_code`; None where it is none."""
    digits = written.strip().upper().removeprefix("Q")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None

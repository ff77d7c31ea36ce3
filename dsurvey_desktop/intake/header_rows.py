"""Single lines of a sheet as possible headers."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise, takewhile

from dsurvey_desktop.domain.word_memory import remembers_words
from dsurvey_desktop.intake.cleaning import key_of
from dsurvey_desktop.intake.lexicon import Lexicon
from dsurvey_desktop.intake.model import CITIZEN_ID_HINT, FileKind
from dsurvey_desktop.intake.sheets import Cell, Sheet, plain_text
from dsurvey_desktop.intake.vocabulary import vocabulary

IDENTITY_ITEMS = {
    FileKind.INDIVIDUAL: ("certificate_no", "name", CITIZEN_ID_HINT),
    FileKind.ROSTER: ("certificate_no", "name", "citizen_id"),
    FileKind.COMMUNITY: ("community_code", "community_name"),
}
_COMMUNITY_ITEMS = frozenset(IDENTITY_ITEMS[FileKind.COMMUNITY])
LONGEST_HEADER = 120
_LEAST_FOUND, _LEAST_WITH_NUMBER, _LEAST_SHARE = 3, 2, 0.35
LEAST_NAMELESS = 5
"""Questions to a community that make a header without its name."""
_LONG = 6
DIGITS = re.compile(rf"\d{{{_LONG}}}")
_REPEAT_COLUMNS = frozenset(("parent_key", "_parent_index", "_parent_table_name"))
_SHORTEST = min(map(len, _REPEAT_COLUMNS))
_LEAST_NUMBERED = 4
_NUMBER = re.compile(r"[(（]?\d{1,3}[)）]?(?:\.0)?")


def is_header(row: list[Cell], lexicon: Lexicon) -> bool:
    """True for a row of which enough cells are known headers, an identity among them."""
    words = header_words(row)
    return is_header_of(words, items_named(words, lexicon), lexicon)


def is_header_of(words: Sequence[str], items: Sequence[str], lexicon: Lexicon) -> bool:
    """The same for the `header_words` of a row and the items they name.

    A community's own form may be told whose it is by its title alone.
    """
    found = set(items)
    if found.isdisjoint(identity_items(lexicon)):
        return lexicon.kind is FileKind.COMMUNITY and len(found) >= LEAST_NAMELESS
    least = _LEAST_WITH_NUMBER if "certificate_no" in found else _LEAST_FOUND
    if "community_code" in found and not found <= _COMMUNITY_ITEMS:
        least = _LEAST_WITH_NUMBER
    return len(found) >= least and len(found) >= _LEAST_SHARE * len(set(words))


def header_words(row: list[Cell]) -> tuple[str, ...]:
    """The filled cells of a row that could be headers; none when one is a long number."""
    return _header_words(tuple(row), tuple(map(type, row)))


@remembers_words(256)
def _header_words(row: tuple[Cell, ...], _kinds: tuple[type, ...]) -> tuple[str, ...]:
    """Files of a folder have the same headers; the kinds tell TRUE from 1."""
    words = []
    for cell in row:
        if cell == "":
            continue
        word = (cell if isinstance(cell, str) else plain_text(cell)).strip()
        if _is_long_number(word):
            return ()
        if word and len(word) <= LONGEST_HEADER:
            words.append(word)
    return tuple(words)


def long_number_column(row: Sequence[Cell]) -> int:
    """Where a row holds the first long number that `header_words` finds; -1 where it holds none."""
    for at, cell in enumerate(row):
        if type(cell) is str:  # nearly all are, and short
            if len(cell) >= _LONG and _is_long_number(cell.strip()):
                return at
        elif _is_long_number(plain_text(cell).strip()):
            return at
    return -1


class _RowsOfWords:
    """The rows of a sheet that hold something and no long number, found as far as they are asked.

    Nearly all rows of a table hold the number of a person, and those can be no header.
    """

    def __init__(self, rows: Sequence[list[Cell]]) -> None:
        self._rows = rows
        self._places: list[int] = []
        self._end = 0
        self._column = -1  # of the last long number: most rows have theirs there too

    def first_from(self, place: int, end: int) -> int:
        """The place of the first one from `place` on; `end` where there is none before."""
        at = bisect_left(self._places, place)
        if at == len(self._places):
            self._look_on(place, end)
            at = bisect_left(self._places, place)
        return min(self._places[at], end) if at < len(self._places) else end

    def _look_on(self, place: int, end: int) -> None:
        """Look at further rows until one at or behind `place` is found."""
        rows, column, places = self._rows, self._column, self._places
        for at in range(self._end, end):
            row = rows[at]
            self._end = at + 1
            if 0 <= column < len(row) and _is_long(row[column]):
                continue
            column = self._column = long_number_column(row)
            if column < 0 and (any(row) or row.count("") < len(row)):
                places.append(at)
                if at >= place:
                    return


def rows_of_words(sheet: Sheet) -> _RowsOfWords:
    """Those of a sheet, remembered with it."""
    known = sheet.found.get(_RowsOfWords)
    if not isinstance(known, _RowsOfWords):
        known = sheet.found[_RowsOfWords] = _RowsOfWords(sheet.rows)
    return known


def _is_long(cell: Cell) -> bool:
    if type(cell) is str and len(cell) >= _LONG and cell[:_LONG].isdecimal():
        return True  # as nearly all are
    return _is_long_number((cell if isinstance(cell, str) else plain_text(cell)).strip())


def _is_long_number(word: str) -> bool:
    return len(word) >= _LONG and not word[0].isalpha() and DIGITS.search(word) is not None


def identity_items(lexicon: Lexicon) -> tuple[str, ...]:
    """The items that say who a row is, the number first."""
    return IDENTITY_ITEMS[lexicon.kind]


def found_items(row: list[Cell], lexicon: Lexicon) -> tuple[str, ...]:
    """The items that the cells of a row name as headers, one for each such cell."""
    return items_named(header_words(row), lexicon)


@remembers_words(256)
def items_named(words: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """The items that words name, one for each word that names any."""
    return tuple(meaning.item for word in words if (meaning := lexicon.sure(word)).item)


def filled_cells(row: list[Cell]) -> list[Cell]:
    """The cells that hold something."""
    return [cell for cell in row if cell != ""]


def is_numbering(cells: list[Cell]) -> bool:
    """1, 2, 3, … under the headers, or 甲, 乙, … and then numbers, as printed forms have."""
    if len(cells) < _LEAST_NUMBERED or not _begins_to_count(_number_word(cells[0])):
        return False
    return _counts_on(_behind_letters([_number_word(cell) for cell in cells]))


def _number_word(cell: Cell) -> str:
    """A circled number is a number too."""
    return unicodedata.normalize("NFKC", plain_text(cell)).strip()


def _begins_to_count(word: str) -> bool:
    return _NUMBER.fullmatch(word) is not None or word == vocabulary().marks["column_letter"][0]


def _behind_letters(texts: list[str]) -> list[str]:
    letters = vocabulary().marks["column_letter"]
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(texts, letters, strict=False))
    return texts[sum(1 for _ in alike) :]


def _counts_on(texts: list[str]) -> bool:
    if not all(_NUMBER.fullmatch(text) for text in texts):
        return False
    numbers = [int(re.sub(r"\D", "", text.removesuffix(".0"))) for text in texts]
    return all(after - before == 1 for before, after in pairwise(numbers))


def is_repeat_header(row: list[Cell]) -> bool:
    """True for the header of a repeat in an export of ODK Central or KoboToolbox.

    Its lines are details of forms in another table, whatever its other columns are called.
    """
    long = [cell for cell in row if isinstance(cell, str) and len(cell) >= _SHORTEST]
    return any(cell.strip().lower() in _REPEAT_COLUMNS for cell in long)


def has_digits(cell: Cell) -> bool:
    """True for numbers and for texts with six digits in a row."""
    return not isinstance(cell, str) or DIGITS.search(cell) is not None


def group_name(row: list[Cell], column: int) -> str:
    """The nearest text at or left of a column, as over merged cells."""
    for cell in reversed(row[: column + 1]):
        if cell != "":
            return plain_text(cell).strip()
    return ""


def text_at(sheet: Sheet, place: int, column: int) -> str:
    """A cell as text without outer blanks; empty beyond the row's end."""
    row = sheet.rows[place]
    return plain_text(row[column]).strip() if column < len(row) else ""


def header_key(row: list[Cell]) -> tuple[str, ...]:
    """What makes two header lines the same."""
    return tuple(key_of(plain_text(cell)) for cell in row if cell != "")

"""Takes damaged files of every kind apart, and counts their lines.

    python tests/fuzz/damaged_files.py --count 12000 --seed 1

prints how many files ended how; each that went wrong can be written with `--keep FOLDER`.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).resolve().parents[2])]

from mutations import mutated  # noqa: E402 - found through the path above
from seeds import YEAR, seed_files  # noqa: E402
from ward import Account, watch  # noqa: E402

from dsurvey_desktop.domain.resources import resources_folder  # noqa: E402
from dsurvey_desktop.forms.form_json import load_shipped_form  # noqa: E402
from dsurvey_desktop.intake.archive import ARROW  # noqa: E402
from dsurvey_desktop.intake.limits import DEFAULT_LIMITS  # noqa: E402
from dsurvey_desktop.intake.model import FileKind, IntakeError, ParsedFile  # noqa: E402
from dsurvey_desktop.intake.read_file import read_file  # noqa: E402
from dsurvey_desktop.intake.sheets import plain_text  # noqa: E402
from dsurvey_desktop.intake.submission import parse_submission  # noqa: E402

REFUSALS = {
    "damaged_file", "not_a_table", "unknown_encoding", "unknown_table", "no_rows", "nothing_filled", "words_lost",
    "blank_form", "encrypted_file", "zip_bomb", "too_many_rows", "too_many_columns", "too_many_cells", "too_many_sheets",
    "cell_too_long", "repeat_alone", "repeat_unkeyed", "encrypted_form",
}  # fmt: skip


class DamagedFiles:
    """Damaged files by number; the same seed and number give the same bytes."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._files = list(seed_files(seed).items())
        folder = resources_folder() / "forms"
        self._forms = {
            FileKind.INDIVIDUAL: load_shipped_form(folder, "individual"),
            FileKind.COMMUNITY: load_shipped_form(folder, "community"),
        }

    def file(self, number: int) -> tuple[str, bytes]:
        """Name and bytes."""
        name, data = self._files[number % len(self._files)]
        return name, mutated(data, random.Random(f"{self._seed} {number}"))

    def read(self, number: int) -> str:
        """How the file ended: read, or the code of its refusal. AssertionError for a lost line."""
        name, data = self.file(number)
        try:
            parsed = parse_submission(data, name, self._forms, YEAR)
        except IntakeError as error:
            outcome = error.code
        else:
            check_lines(data, name, parsed)
            outcome = "read"
        assert outcome in {"read", *REFUSALS}, outcome
        return f"{name.partition(' ')[0]}: {outcome}"


def check_lines(data: bytes, name: str, parsed: ParsedFile) -> None:
    """Each filled line below a header is one row; sheets without header say how many they left."""
    sheets = read_file(data, name, DEFAULT_LIMITS).sheets
    filled = sum(any(cell != "" for cell in row) for sheet in sheets for row in sheet.rows)
    rows = [(row.sheet, row.row) for row in parsed.rows()]
    headers = sum(len(table.header_rows) for table in parsed.tables)
    if len({sheet.name for sheet in sheets}) == len(sheets):
        assert len(rows) == len(set(rows)), "a line twice"
    told = sum(
        int(problem.message.values["count"])
        + (problem.code in ("repeat_table", "list_left_out"))  # its header
        for problem in parsed.problems
        if problem.code in ("sheet_left_out", "list_left_out", "repeat_table", "sheet_joined")
    )
    above = _lines_above(sheets, parsed)
    if name.startswith("printed"):
        above = _lines_said(sheets, parsed)
    assert len(rows) + headers + told + above >= filled, "a line is lost"


def _lines_said(sheets: list, parsed: ParsedFile) -> int:
    """Lines of which each cell stands in a title, a header or a row: forms have many lines."""
    said: dict[str, str] = {}
    for table in parsed.tables:
        cells = [match.header for match in table.columns]
        cells += [cell for row in table.rows for cell in row.cells]
        own = table.sheet.partition(ARROW)[0]
        said[own] = said.get(own, "") + "\n".join(map(_bare, cells))
    count = 0
    for sheet in sheets:
        first = min((t.header_rows[0] for t in parsed.tables if t.sheet == sheet.name), default=0)
        for place, row in enumerate(sheet.rows):
            words = [_bare(plain_text(cell)) for cell in row if cell != ""]
            is_said = all(word in said.get(sheet.name, "") for word in words)
            count += bool(words) and (place < first or is_said)
    return count


def _bare(text: str) -> str:
    """Without blanks and colons, which forms are taken apart by."""
    return "".join(text.split()).replace(":", "").replace("\uff1a", "")


def _lines_above(sheets: list, parsed: ParsedFile) -> int:
    """Lines above the first header of a sheet, and of hidden sheets without any."""
    first: dict[str, int] = {}
    for table in parsed.tables:
        first.setdefault(table.sheet, table.header_rows[0])
    count = 0
    for sheet in sheets:
        end = first.get(sheet.name, len(sheet.rows) + 1 if sheet.is_hidden else 1)
        count += sum(any(cell != "" for cell in row) for row in sheet.rows[: end - 1])
    return count


def read_damaged_files(count: int, seed: int) -> Account:
    """Read so many damaged files."""
    return watch(count, DamagedFiles(seed).read)


def main() -> int:
    """Read as the command line says; 1 when any file went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=12_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    wanted = parser.parse_args()
    account = read_damaged_files(wanted.count, wanted.seed)
    for outcome, count in sorted(account.outcomes.items()):
        print(f"{count:7} {outcome}")
    print(f"longest {account.longest_s:.2f} s, peak {account.peak_bytes / 1e6:.0f} MB")
    files = DamagedFiles(wanted.seed)
    for line in account.wrong:
        number = int(line.partition(":")[0])
        name, data = files.file(number)
        print("WRONG", line, name)
        if wanted.keep:
            wanted.keep.mkdir(parents=True, exist_ok=True)
            (wanted.keep / f"{number} {name}").write_bytes(data)
    return 1 if account.wrong else 0


if __name__ == "__main__":
    sys.exit(main())

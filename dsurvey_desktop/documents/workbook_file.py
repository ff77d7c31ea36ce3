"""Excel files to be written: cells stay what they are, and nothing is put down elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import xlsxwriter

from dsurvey_desktop.documents.write_file import replace_file

_OPTIONS = {
    "in_memory": True,  # else each sheet lies readable in the computer's temporary folder meanwhile
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def new_workbook(file: IO[bytes]) -> xlsxwriter.Workbook:
    """A workbook that is written to `file` when its `with` block ends."""
    return xlsxwriter.Workbook(file, _OPTIONS)


@contextmanager
def workbook_file(target: Path) -> Iterator[xlsxwriter.Workbook]:
    """The same for a file that takes the place of `target`; errors as `replace_file`."""
    with replace_file(target) as file, new_workbook(file) as book:
        yield book

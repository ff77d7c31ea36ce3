"""A list of people that another level drew, from a text file of any shape."""

from __future__ import annotations

import re
from pathlib import Path

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.usecases.read_source import read_source, shown_name

_NUMBERS = re.compile(r"(?<![0-9A-Z])[0-9]{17}[0-9X][0-9]{2}(?:B[0-9])?(?![0-9A-Z])")


def read_left_out(path: Path) -> frozenset[str]:
    """All certificate numbers that stand somewhere in a text or CSV file.

    Raises:
        AppError: `no_numbers`, or by `read_source`.
    """
    words = read_source(path).decode("utf-8", "replace").upper()
    found = frozenset(_NUMBERS.findall(words))
    if not found:
        raise AppError(
            "no_numbers",
            text("No certificate number is in {file}.", file=shown_name(path)),
            text("Please use a text or CSV file with a certificate number in each line."),
        )
    return found

"""Reading the workbook of a form that a person chooses."""

from __future__ import annotations

from pathlib import Path

from dsurvey_desktop.forms.read_xlsform import MAX_BYTES
from dsurvey_desktop.usecases.read_source import read_up_to


def read_form_source(path: Path) -> bytes:
    """The bytes of a form; of one that is too large only enough for the form's reader to say so.

    Raises:
        AppError: `file_missing`, `file_locked`, `unreadable_file`.
    """
    return read_up_to(path, MAX_BYTES)

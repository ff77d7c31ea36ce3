"""What a part of a workbook is called by people, for refusals that come before it is read."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from functools import partial

from dsurvey_desktop.intake.container import Container, read_member
from dsurvey_desktop.intake.limits import Limits
from dsurvey_desktop.intake.model import IntakeError
from dsurvey_desktop.intake.parts_xlsx import sheet_parts
from dsurvey_desktop.intake.unread_xlsb import sheet_parts_xlsb

_PARTS = {Container.XLSX: sheet_parts, Container.XLSB: sheet_parts_xlsb}


def shown_name(
    archive: zipfile.ZipFile, part: str, container: Container, limits: Limits, number: int
) -> str:
    """The name of the sheet that a part holds; its number (from 1) where none can be told."""
    with suppress(IntakeError):
        if parts_of := _PARTS.get(container):
            names = parts_of(partial(read_member, archive, limits=limits))
            return next((name for name, path in names.items() if path == part), str(number))
    return str(number)

"""Tables that lie beside a form: what `pulldata()`, `instance()` and selects from a file read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.context import Table
from dsurvey_desktop.intake.delimited import read_delimited
from dsurvey_desktop.intake.limits import DEFAULT_LIMITS
from dsurvey_desktop.intake.model import IntakeError
from dsurvey_desktop.intake.sheets import plain_text
from dsurvey_desktop.usecases.read_source import read_source, shown_name

_FOLDER_OF_MEDIA = "{stem}-media"
"""The folder in which ODK keeps what belongs to a form."""


class AttachedTables(Mapping[str, Table]):
    """The tables of a form by name, each read when it is first asked for.

    Args:
        form: the workbook, beside which they lie.
        known: tables that are here already.

    Raises:
        AppError: when a file is there and cannot be read.
    """

    def __init__(self, form: Path, known: Mapping[str, Table] | None = None) -> None:
        self._folders = (form.parent, form.parent / _FOLDER_OF_MEDIA.format(stem=form.stem))
        self._read: dict[str, Table | None] = dict(known or {})

    def __getitem__(self, name: str) -> Table:
        """The rows of `NAME.csv`, `NAME.xml` or `NAME.geojson`."""
        if name not in self._read:
            self._read[name] = self._found(name)
        table = self._read[name]
        if table is None:
            raise KeyError(name)
        return table

    def __iter__(self) -> Iterator[str]:
        """The names of the tables that were asked for."""
        return iter([name for name, table in self._read.items() if table is not None])

    def __len__(self) -> int:
        """How many tables were asked for."""
        return len(list(iter(self)))

    def _found(self, name: str) -> Table | None:
        if not name or Path(name).name != name:
            return None
        for folder in self._folders:
            for ending, reader in _READERS.items():
                path = folder / f"{name}{ending}"
                if path.is_file():
                    return _rows(path, reader)
        return None


def _rows(path: Path, reader: Any) -> Table:
    try:
        rows: Table = reader(read_source(path, _if_large()), path.name)
    except (IntakeError, ValueError, TypeError, KeyError, ET.ParseError) as error:
        raise AppError(
            "form_table_unreadable",
            text("The file {file}, which the form reads, is no table.", file=shown_name(path)),
            text("Save it anew as the form needs it, or take it out of the folder."),
        ) from error
    return rows


def _if_large() -> Text:
    return text("Keep the rows that the form asks for, and take the others out.")


def _csv_rows(data: bytes, name: str) -> Table:
    sheet, _warnings = read_delimited(data, name, DEFAULT_LIMITS)
    header, *rows = [[plain_text(cell).strip() for cell in row] for row in sheet.rows]
    return [dict(zip(header, row, strict=False)) for row in rows if any(row)]


def _xml_rows(data: bytes, _name: str) -> Table:
    """The items of `<root><item><name>…` with their attributes, which are named `@id`.

    Raises:
        ValueError: when the file declares entities, which could grow without end.
    """
    if b"<!" in data.replace(b"<!--", b""):
        raise ValueError
    root = ET.fromstring(data)  # noqa: S314 - nothing is declared in it
    return [
        {
            **{f"@{_bare(name)}": value for name, value in item.attrib.items()},
            **{_bare(cell.tag): cell.text or "" for cell in item},
        }
        for item in root
    ]


def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


def _geojson_rows(data: bytes, _name: str) -> Table:
    """The features with their properties, and their point as ODK writes it."""
    features = json.loads(data)["features"]
    return [
        {
            **{name: str(value) for name, value in (feature.get("properties") or {}).items()},
            **({"id": str(feature["id"])} if "id" in feature else {}),
            "geometry": _place(feature.get("geometry") or {}),
        }
        for feature in features
    ]


def _place(geometry: Mapping[str, Any]) -> str:
    points = geometry.get("coordinates") or []
    if geometry.get("type") == "Point":
        points = [points]
    elif geometry.get("type") == "Polygon":
        points = points[0]
    return "; ".join(f"{latitude} {longitude} 0 0" for longitude, latitude, *_ in points)


_READERS = {".csv": _csv_rows, ".xml": _xml_rows, ".geojson": _geojson_rows}

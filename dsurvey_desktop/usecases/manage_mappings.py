"""Remembered mappings: listed, renamed, exported, imported, forgotten."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from dsurvey_desktop.documents.write_file import replace_file
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import MappingId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import FileKind
from dsurvey_desktop.storage import mapping_store
from dsurvey_desktop.storage.mapping_store import MappingRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.load_rules import to_mapping
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.mapping_views import MappingView
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.read_source import read_source
from dsurvey_desktop.usecases.remember_mapping import LONGEST_NAME, confirm_mappings

FORMAT = "dsurvey-column-mapping/1"


def list_mappings(desk: Desk) -> tuple[MappingView, ...]:
    """All that are remembered, newest first."""
    with desk.database.read() as connection:
        return tuple(_view(record) for record in mapping_store.list_mappings(connection))


def rename_mapping(desk: Desk, mapping_id: MappingId, name: str) -> MappingView:
    """Give a mapping another name.

    Raises:
        AppError: `not_allowed`, `no_mapping`, `name_missing`.
    """
    require(desk, Role.CLERK)
    wanted = name.strip()[:LONGEST_NAME]
    if not wanted:
        raise AppError("name_missing", text("The name is empty."), text("Please type a name."))
    with desk.database.write() as connection:
        _load(connection, mapping_id)
        mapping_store.rename_mapping(connection, mapping_id, wanted)
        note(connection, desk, "mapping_renamed", f"mapping {mapping_id}")
        return _view(_load(connection, mapping_id))


def remove_mapping(desk: Desk, mapping_id: MappingId) -> None:
    """Forget a mapping; entries made by it stay as they are. AppError `no_mapping`."""
    require(desk, Role.CLERK)
    with desk.database.write() as connection:
        record = _load(connection, mapping_id)
        mapping_store.remove_mapping(connection, mapping_id)
        detail = {"shape": record.shape}
        note(connection, desk, "mapping_removed", f"mapping {mapping_id}", detail)


def export_mapping(desk: Desk, mapping_id: MappingId, target: Path) -> Path:
    """Write a mapping as JSON, for another office or another year.

    Raises:
        AppError: `no_mapping`, or of `replace_file`.
    """
    with desk.database.read() as connection:
        record = _load(connection, mapping_id)
    return write_mapping(target, record.name, to_mapping(record))


def import_mapping(desk: Desk, source: Path, name: str = "") -> MappingView:
    """Remember a mapping from a file that `export_mapping` wrote.

    Raises:
        AppError: `not_allowed`, `mapping_unreadable`, `mapping_invalid`, or of `read_source`.
    """
    said, mapping = read_mapping(source)
    (mapping_id,) = confirm_mappings(desk, [mapping], name or said or source.stem)
    with desk.database.read() as connection:
        return _view(_load(connection, mapping_id))


def write_mapping(target: Path, name: str, mapping: ColumnMapping) -> Path:
    """Write a mapping as JSON; AppError of `replace_file`."""
    content = {
        "format": FORMAT,
        "name": name,
        "kind": mapping.kind.value,
        "columns": [{"header": header, "item": item} for header, item in mapping.pairs()],
    }
    with replace_file(target) as file:
        file.write((json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
    return target


def read_mapping(source: Path) -> tuple[str, ColumnMapping]:
    """Name and mapping of a file; AppError `mapping_unreadable`, or of `read_source`."""
    try:
        return _from_json(json.loads(read_source(source)))
    except (ValueError, KeyError, TypeError) as error:
        raise AppError(
            "mapping_unreadable",
            text("The file {file} holds no mapping of columns.", file=source.name),
            text("Please choose a file that this program wrote."),
        ) from error


def _from_json(content: dict[str, Any]) -> tuple[str, ColumnMapping]:
    if content["format"] != FORMAT:
        raise ValueError(content["format"])
    columns = [(str(one["header"]), str(one["item"])) for one in content["columns"]]
    headers, items = zip(*columns, strict=True)
    return str(content["name"]), ColumnMapping(FileKind(content["kind"]), headers, items)


def _load(connection: Connection, mapping_id: MappingId) -> MappingRecord:
    record = mapping_store.load_mapping(connection, mapping_id)
    if record is None:
        raise AppError(
            "no_mapping",
            text("There is no mapping {number}.", number=mapping_id),
            text("Please look at the list of mappings."),
        )
    return record


def _view(record: MappingRecord) -> MappingView:
    return MappingView(
        record.id,
        record.name,
        record.kind,
        record.shape,
        len(record.columns),
        record.confirmed_at,
        record.confirmed_by,
    )

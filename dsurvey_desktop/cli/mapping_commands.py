"""Commands about what the columns of files mean; each loads what it needs itself."""

# ruff: noqa: PLC0415

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dsurvey_desktop.domain.ids import MappingId
from dsurvey_desktop.domain.masking import mask_within

if TYPE_CHECKING:
    from dsurvey_desktop.intake.mapping import ColumnMapping
    from dsurvey_desktop.usecases.desk import Desk
    from dsurvey_desktop.usecases.intake_views import TableColumns
    from dsurvey_desktop.usecases.mapping_views import FileColumns

_Options = argparse.Namespace


def columns(desk: Desk, options: _Options) -> Any:
    """`intake columns`; with `--write` the first table's mapping as a file to change."""
    from dsurvey_desktop.usecases import show_columns

    return told_columns(show_columns.show_columns(desk, options.file), options)


def roster_columns(desk: Desk, options: _Options) -> Any:
    """`roster columns`; as `intake columns`."""
    from dsurvey_desktop.usecases import show_columns

    return told_columns(show_columns.show_roster_columns(desk, options.file), options)


def told_columns(found: FileColumns, options: _Options) -> Any:
    """The columns of a file, written as a mapping too where `--write` says so."""
    if options.write is not None:
        from dsurvey_desktop.usecases import manage_mappings

        table = next((one for one in found.tables if one.questions), found.tables[0])
        items = tuple(column.item for column in table.columns)
        mapping = table.mapping_with(found.kind, items)
        manage_mappings.write_mapping(options.write, found.file, mapping)
    return {
        "file": found.file,
        "kind": found.kind,
        "tables": [_table(found, table) for table in found.tables],
        "written": options.write,
    }


def _table(found: FileColumns, table: TableColumns) -> dict[str, Any]:
    labels = {choice.item: choice.label for choice in found.choices}
    return {
        "sheet": table.sheet,
        "header_row": table.header_row,
        "shape": table.shape,
        "mapping": table.mapping,
        "columns": [
            {
                "column": column.column,
                "header": column.header,
                "item": column.item,
                "label": labels.get(column.item, ""),
                "confidence": column.confidence,
                "examples": [mask_within(example) for example in column.examples],
            }
            for column in table.columns
        ],
        "questions": table.questions,
    }


def mapping_in(file: Path | None) -> ColumnMapping | None:
    """The mapping in a file; None without a file."""
    if file is None:
        return None
    from dsurvey_desktop.usecases import manage_mappings

    return manage_mappings.read_mapping(file)[1]


def mappings(desk: Desk, options: _Options) -> Any:
    """`intake mappings …`."""
    return _DEEDS[options.deed](desk, options)


def _list(desk: Desk, _options: _Options) -> Any:
    from dsurvey_desktop.usecases import manage_mappings

    return manage_mappings.list_mappings(desk)


def _rename(desk: Desk, options: _Options) -> Any:
    from dsurvey_desktop.usecases import manage_mappings

    return manage_mappings.rename_mapping(desk, MappingId(options.mapping), options.name)


def _export(desk: Desk, options: _Options) -> Any:
    from dsurvey_desktop.usecases import manage_mappings

    mapping_id = MappingId(options.mapping)
    return {"path": manage_mappings.export_mapping(desk, mapping_id, options.file)}


def _import(desk: Desk, options: _Options) -> Any:
    from dsurvey_desktop.usecases import manage_mappings

    return manage_mappings.import_mapping(desk, options.file, options.name)


def _delete(desk: Desk, options: _Options) -> Any:
    from dsurvey_desktop.usecases import manage_mappings

    manage_mappings.remove_mapping(desk, MappingId(options.mapping))
    return {"deleted": options.mapping}


_DEEDS = {
    "list": _list,
    "rename": _rename,
    "export": _export,
    "import": _import,
    "delete": _delete,
}


COMMANDS = {
    "intake columns": columns,
    "roster columns": roster_columns,
    "intake mappings": mappings,
}

"""Remembering what a person said of columns, for the next table of the same shape (product B2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import MappingId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import ParsedFile, ParsedTable
from dsurvey_desktop.storage import mapping_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import mapping_forms
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require

LONGEST_NAME = 60
_ADVICE = text("Please give each item to one column at most.")
_OTHER_EDITION = text(
    "These columns are of another edition of the form; please take in a file and choose them anew."
)


def confirm_mappings(
    desk: Desk, mappings: Iterable[ColumnMapping], name: str
) -> tuple[MappingId, ...]:
    """Remember mappings under a name; one of the same shape is replaced.

    Raises:
        AppError: `not_allowed`, `mapping_invalid`; nothing is remembered then.
    """
    require(desk, Role.CLERK)
    with desk.database.write() as connection:
        return tuple(keep_mapping(connection, desk, one, name) for one in mappings)


def keep_mapping(
    connection: Connection, desk: Desk, mapping: ColumnMapping, name: str
) -> MappingId:
    """Remember a mapping in the caller's unit of work; AppError `mapping_invalid`."""
    check_mapping(connection, mapping)
    mapping_id = mapping_store.save_mapping(
        connection,
        mapping.shape,
        mapping.kind.value,
        name.strip()[:LONGEST_NAME],
        list(mapping.pairs()),
        desk.now(),
        desk.user.id,
    )
    detail = {"shape": mapping.shape, "items": [item for item in mapping.items if item]}
    note(connection, desk, "mapping_confirmed", f"mapping {mapping_id}", detail)
    return mapping_id


def keep_confirmed(
    connection: Connection,
    desk: Desk,
    parsed: ParsedFile,
    said: ColumnMapping | None,
    known: Mapping[str, ColumnMapping],
) -> None:
    """Remember the `confirmed_mappings` of a file, in the caller's unit of work."""
    for mapping in confirmed_mappings(parsed, said, known):
        keep_mapping(connection, desk, mapping, parsed.file)


def confirmed_mappings(
    parsed: ParsedFile, said: ColumnMapping | None, known: Mapping[str, ColumnMapping]
) -> tuple[ColumnMapping, ...]:
    """What was said of the tables of a file that is taken in all the same, and is not `known`.

    These are tables read by `said`, and those the program had questions about.
    """
    new = {}
    for table in parsed.tables:
        if table.questions or (said is not None and table.shape == said.shape):
            mapping = mapping_of(parsed, table)
            before = known.get(mapping.shape)
            if before is None or before.pairs() != mapping.pairs():
                new[mapping.shape] = mapping
    return tuple(new.values())


def mapping_of(parsed: ParsedFile, table: ParsedTable) -> ColumnMapping:
    """A table's columns as they were understood."""
    headers = tuple(column.header for column in table.columns)
    return ColumnMapping(parsed.kind, headers, tuple(column.item for column in table.columns))


def check_mapping(connection: Connection, mapping: ColumnMapping) -> None:
    """AppError `mapping_invalid` for items that the form lacks, or that two columns claim."""
    form = mapping_forms(connection).get(mapping.kind)
    if form is None:
        raise _invalid(text("Only forms and the roster have a mapping."))
    check_items(form, mapping)


def check_items(form: Form, mapping: ColumnMapping) -> None:
    """The same under one form."""
    from dsurvey_desktop.intake.column_items import is_item, may_repeat  # noqa: PLC0415 - hardly ever
    from dsurvey_desktop.intake.header_rows import identity_items  # noqa: PLC0415 - as above
    from dsurvey_desktop.intake.lexicon import Lexicon  # noqa: PLC0415 - as above

    lexicon = Lexicon(mapping.kind, form, {})
    used = [item for item in mapping.items if item]
    unknown = next((item for item in used if not is_item(item, lexicon)), "")
    if unknown:
        raise _invalid(text("The form has no item {item}.", item=unknown), _OTHER_EDITION)
    twice = next((i for i in used if used.count(i) > 1 and not may_repeat(i)), "")
    if twice:
        raise _invalid(text("Two columns are meant to be {item}.", item=twice))
    if set(used).isdisjoint(identity_items(lexicon)):
        advice = text("Please choose the column with the number or the name.")
        raise _invalid(text("No column says whose the rows are."), advice)


def _invalid(what: Text, advice: Text = _ADVICE) -> AppError:
    return AppError("mapping_invalid", what, advice)

"""What the columns of a table of last year mean, before it is taken in; nothing is changed."""

from __future__ import annotations

from pathlib import Path

from dsurvey_desktop.domain.progress_report import no_progress
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.last_year_file import HowToRead
from dsurvey_desktop.usecases.mapping_views import FileColumns
from dsurvey_desktop.usecases.read_last_year import last_year_rules, parse_last_year
from dsurvey_desktop.usecases.read_source import read_source, shown_name
from dsurvey_desktop.usecases.show_columns import choices_of
from dsurvey_desktop.usecases.table_columns import tables_of

_AS_MATCHED = HowToRead()


def show_last_year_columns(desk: Desk, path: Path, how: HowToRead = _AS_MATCHED) -> FileColumns:
    """The columns of a file as they are understood now.

    Raises:
        AppError: of `read_source`, `find_last_form` and `parse_last_year`.
    """
    name, data = shown_name(path), read_source(path)
    with desk.database.read() as connection:
        _last, rules = last_year_rules(connection, how)
    parsed = parse_last_year(rules, data, name, how, no_progress)
    choices = choices_of(parsed.kind, rules.forms[parsed.kind])
    return FileColumns(parsed.file, path, parsed.kind.value, tables_of(rules, parsed), choices)

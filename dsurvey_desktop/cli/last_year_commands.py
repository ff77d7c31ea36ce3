"""Commands about last year's data."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from dsurvey_desktop.cli.mapping_commands import mapping_in, told_columns
from dsurvey_desktop.cli.output import to_plain
from dsurvey_desktop.cli.passwords import last_year_password
from dsurvey_desktop.domain.ids import RowId
from dsurvey_desktop.usecases import (
    compare_years,
    import_last_year,
    last_year_mappings,
    print_year_changes,
    settle_last_year,
    show_last_year_columns,
    unmatched_last_year,
)
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL
from dsurvey_desktop.usecases.last_year_file import HowToRead, LastOffice
from dsurvey_desktop.usecases.last_year_forms import FormChoice
from dsurvey_desktop.usecases.last_year_views import ASKS

_Options = argparse.Namespace


def _import(desk: Desk, options: _Options) -> Any:
    office = options.last_office
    mapping = mapping_in(options.mapping)
    how = HowToRead(
        () if mapping is None else (mapping,),
        options.accept_mapping,
        options.trust,
        None if office is None else LastOffice(office, last_year_password()),
        _form(options),
    )
    found = import_last_year.import_last_year(desk, options.file, how)
    return to_plain(found) | {"refused": found.outcome == ASKS}


def _columns(desk: Desk, options: _Options) -> Any:
    how = HowToRead(form=_form(options))
    return told_columns(
        show_last_year_columns.show_last_year_columns(desk, options.file, how), options
    )


def _form(options: _Options) -> FormChoice:
    """A file where there is one of that name, else the beginning of a digest."""
    said: str | None = options.form
    if said is None or said == INDIVIDUAL:
        return said
    return Path(said) if Path(said).exists() or Path(said).suffix else said


def _list(desk: Desk, _options: _Options) -> Any:
    return import_last_year.list_last_year(desk)


def _unmatched(desk: Desk, _options: _Options) -> Any:
    return unmatched_last_year.list_unmatched(desk)


def _settle(desk: Desk, options: _Options) -> Any:
    wanted = (
        [
            (row.row_id, row.proposal.certificate_no)
            for row in unmatched_last_year.list_unmatched(desk)
            if row.proposal
        ]
        if options.proposals
        else [(RowId(options.row), options.certificate)]
    )
    return settle_last_year.settle_last_year(desk, wanted, options.reason)


def _unsettle(desk: Desk, options: _Options) -> Any:
    return settle_last_year.unsettle_last_year(desk, [RowId(row) for row in options.rows])


def _changes(desk: Desk, options: _Options) -> Any:
    choice = (options.community, options.item)
    with_people = options.people or bool(options.item)
    changes = compare_years.compare_years(desk, *choice, with_people=with_people)
    written = None
    if options.write is not None:
        written = print_year_changes.print_year_changes(desk, options.write, *choice)
    return to_plain(changes) | {"written": written}


def _undo(desk: Desk, options: _Options) -> Any:
    return import_last_year.undo_last_year(desk, options.id)


def _mappings(desk: Desk, options: _Options) -> Any:
    if options.deed == "list":
        return last_year_mappings.list_last_mappings(desk)
    return last_year_mappings.forget_last_mapping(desk, options.shape)


COMMANDS = {
    "lastyear import": _import,
    "lastyear columns": _columns,
    "lastyear list": _list,
    "lastyear unmatched": _unmatched,
    "lastyear settle": _settle,
    "lastyear unsettle": _unsettle,
    "lastyear changes": _changes,
    "lastyear mappings": _mappings,
    "lastyear undo": _undo,
}

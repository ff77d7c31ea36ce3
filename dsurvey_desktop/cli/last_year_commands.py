"""Commands about last year's data."""

from __future__ import annotations

import argparse
from typing import Any

from dsurvey_desktop.cli.mapping_commands import mapping_in
from dsurvey_desktop.cli.output import to_plain
from dsurvey_desktop.cli.passwords import last_year_password
from dsurvey_desktop.domain.ids import RowId
from dsurvey_desktop.usecases import (
    compare_years,
    import_last_year,
    print_year_changes,
    settle_last_year,
    unmatched_last_year,
)
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.last_year_views import ASKS
from dsurvey_desktop.usecases.read_last_year import HowToRead, LastOffice

_Options = argparse.Namespace


def _import(desk: Desk, options: _Options) -> Any:
    office = options.last_office
    mapping = mapping_in(options.mapping)
    how = HowToRead(
        () if mapping is None else (mapping,),
        options.accept_mapping,
        options.trust,
        None if office is None else LastOffice(office, last_year_password()),
    )
    found = import_last_year.import_last_year(desk, options.file, how)
    return to_plain(found) | {"refused": found.outcome == ASKS}


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


COMMANDS = {
    "lastyear import": _import,
    "lastyear list": _list,
    "lastyear unmatched": _unmatched,
    "lastyear settle": _settle,
    "lastyear unsettle": _unsettle,
    "lastyear changes": _changes,
    "lastyear undo": _undo,
}

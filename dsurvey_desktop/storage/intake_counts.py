"""Rows and files of the intake that wait for somebody, counted in one question."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, func, select

from dsurvey_desktop.storage import refused_store
from dsurvey_desktop.storage.row_store import PENDING, SET_ASIDE
from dsurvey_desktop.storage.tables import raw_row
from dsurvey_desktop.storage.untaken_tables import waiting_file


class IntakeCounts(NamedTuple):
    """How many wait for somebody.

    Attributes:
        pending: rows that differ from what is here.
        set_aside: rows that became no entry.
        waiting_files, refused_files: files of which nothing was taken in.
    """

    pending: int
    set_aside: int
    waiting_files: int
    refused_files: int


def count_intake(
    connection: Connection, but_reasons: Collection[str], waits_for: Collection[str]
) -> IntakeCounts:
    """Count what waits.

    Looks rows up in the index by outcome; counting all of them would read the whole of it.

    Args:
        connection: of a unit of work or a look.
        but_reasons: rows set aside for one of these wait for nobody.
        waits_for: what files may wait for; others are kept, but wait no more.
    """
    is_set_aside = raw_row.c.outcome == SET_ASIDE
    waiting = waiting_file.c.reason.in_(list(waits_for))
    counts = (
        _count(raw_row, raw_row.c.outcome == PENDING),
        _count(raw_row, is_set_aside & raw_row.c.reason.not_in(list(but_reasons))),
        _count(waiting_file, waiting),
        _count(refused_store.WITH_BATCH, refused_store.IS_OPEN),
    )
    return IntakeCounts(*connection.execute(select(*counts)).one())


def _count(what: FromClause, which: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count()).select_from(what).where(which).scalar_subquery()

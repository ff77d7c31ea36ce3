"""A cursor of PostgreSQL's driver that sends several questions, or a beginning and one, at once."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.rows import TupleRow

from dsurvey_desktop.storage.asking import Lines, Together

BEGINNING = "BEGIN"


class ServerCursor(psycopg.Cursor[TupleRow]):
    """Else as the driver's own. What fails is told by the driver's errors."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> ServerCursor:
        """Run a statement; of several that begin a unit of work the last one's rows are kept."""
        if isinstance(query, Together):
            self._ask(query)
        elif str(query).startswith(BEGINNING):
            super().execute(query, None, prepare=False)
            self.set_result(-1)
        else:
            super().execute(query, params, **options)
        return self

    def _ask(self, asked: Together) -> None:
        line = self.connection
        with line.pipeline():
            cursors = [psycopg.Cursor(line).execute(*one) for one in asked.questions]
        asked.answers = [_lines(one) for one in cursors]


def _lines(cursor: psycopg.Cursor[TupleRow]) -> Lines:
    columns = tuple(column.name for column in cursor.description or ())
    return columns, cursor.fetchall()

"""Questions that go to a server together: what costs there is each round trip.

A store keeps what it asks as a `Select` with named parameters and asks it by `ask`. Whoever knows
what will be asked next says so by `asked_ahead`; a local file is asked each when its turn comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select
from sqlalchemy.engine import Dialect, IteratorResult, Result
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.sql.compiler import SQLCompiler

from dsurvey_desktop.storage.unit_memory import remember, take

Question = tuple[Select[Any], Mapping[str, Any]]
Lines = tuple[tuple[str, ...], list[tuple[Any, ...]]]
"""Names of columns, and rows."""


class Together(str):
    """What the driver is given in place of a statement; `server_cursor` asks all of it at once.

    Attributes:
        questions: statement and parameters of each.
        answers: of each, once it was asked.
    """

    __slots__ = ("answers", "questions")

    questions: list[tuple[str, Mapping[str, Any]]]
    answers: list[Lines]


def ask(connection: Connection, question: Select[Any], **given: Any) -> Result[Any]:
    """The rows of a question, asked now unless it was asked ahead."""
    known = take(connection, _name(question, given))
    if known is None:
        return connection.execute(question, given)
    columns, rows = known
    return IteratorResult(SimpleResultMetaData(columns), iter(rows))


@contextmanager
def asked_ahead(connection: Connection, questions: Iterable[Question]) -> Iterator[None]:
    """Ask a server all these at once; in the block each answer is good for one `ask`.

    The block must not change what it asks before it asks it. What it did not ask is forgotten.
    """
    if connection.dialect.name == "sqlite":
        yield
        return
    names = []
    for (question, given), lines in _answers(connection, tuple(questions)):
        names.append(_name(question, given))
        remember(connection, names[-1], lines)
    try:
        yield
    finally:
        for name in names:
            take(connection, name)


def _answers(
    connection: Connection, questions: tuple[Question, ...]
) -> Iterator[tuple[Question, Lines]]:
    asked = Together("-- several questions")
    asked.questions = [_told(connection.dialect, *one) for one in questions]
    connection.exec_driver_sql(asked)
    return zip(questions, asked.answers, strict=True)


def _name(question: Select[Any], given: Mapping[str, Any]) -> tuple[object, ...]:
    return (id(question), *((name, _fixed(value)) for name, value in given.items()))


def _fixed(value: Any) -> Any:
    """The values of an IN, as something to look up by."""
    return tuple(value) if isinstance(value, list) else value


def _told(
    dialect: Dialect, question: Select[Any], given: Mapping[str, Any]
) -> tuple[str, Mapping[str, Any]]:
    """The statement with one mark for each value of an IN, and values as the driver takes them."""
    told = _compiled(dialect, question).construct_expanded_state(dict(given))
    values = dict(told.parameters)
    for name, made_ready in told.processors.items():
        values[name] = made_ready(values[name])
    return told.statement, values


@lru_cache(maxsize=64)
def _compiled(dialect: Dialect, question: Select[Any]) -> SQLCompiler:
    made = question.compile(dialect=dialect)
    assert isinstance(made, SQLCompiler)
    return made

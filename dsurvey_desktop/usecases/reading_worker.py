"""The other process: reads files for an office it knows nothing of, until the office ends.

It is told rules, then files by path; of each it sends what `take_apart` found, and then the rows of
large forms in lots, judged by the form's own rules. It writes nothing and opens no database.
"""

from __future__ import annotations

import pickle
import signal
import traceback
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.intake.file_tables import collector_paused
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import FileKind, ParsedFile, ParsedRow
from dsurvey_desktop.usecases.judge_ahead import JudgeAhead
from dsurvey_desktop.usecases.read_ahead import read_content
from dsurvey_desktop.usecases.reading_rules import ReadingRules
from dsurvey_desktop.usecases.take_apart import Reading, TakenApart, take_apart

LOT_ROWS = 500
IDLE_S = 300.0
"""Seconds without work after which the process ends; the next intake starts another."""


class Answer(IntEnum):
    """What a message of the process holds."""

    READY = 0
    TAKEN_APART = 1
    REFUSED = 2
    ROWS = 3
    FAILED = 4


@dataclass(frozen=True, slots=True)
class Setup:
    """What files are read under from now on; `said` is what a person says of their columns."""

    rules: ReadingRules
    said: ColumnMapping | None
    context: FormContext


class Order(NamedTuple):
    """A file to be read; answers carry its number.

    `in_lots` has the rows of a large form follow one lot after the other.
    """

    number: int
    path: str
    in_lots: bool


def serve(orders: Connection) -> None:
    """Do as told until the office closes its end, or asks for nothing for a while."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the office decides what stops
    with suppress(EOFError, OSError):
        orders.send_bytes(pickle.dumps((0, Answer.READY, None)))
        _serve(orders)


def _serve(orders: Connection) -> None:
    """New rules make the orders void that were given under the ones before."""
    setup: Setup | None = None
    worker: _Worker | None = None
    waiting: deque[Order] = deque()
    while waiting or orders.poll(IDLE_S):
        while orders.poll(0):
            told = orders.recv()
            if isinstance(told, Order):
                waiting.append(told)
            else:
                setup, worker = told, None
                waiting.clear()
        if waiting:
            assert setup is not None, "rules come first"
            worker = worker or _Worker(setup, orders)
            with collector_paused():
                worker.read(waiting.popleft())


class _Worker:
    def __init__(self, setup: Setup, answers: Connection) -> None:
        self._setup = setup
        self._judge = JudgeAhead(
            setup.rules.forms[FileKind.INDIVIDUAL], setup.context, setup.rules.campaign.rules_off
        )
        self._answers = answers

    def read(self, order: Order) -> None:
        """Send what stands in a file, and then the rows that are still to be read."""
        try:
            found = take_apart(read_content(Path(order.path)), self._how(order))
            lots = [lot for part in _forms(found) for lot in self._prepared(part)]
            self._send(order, Answer.TAKEN_APART, found)
            del found
            for rows in lots:
                self._send_rows(order, rows)
        except AppError as error:
            self._send(order, Answer.REFUSED, error)
        except OSError:
            raise  # the office has gone
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told and flies there
            self._send(order, Answer.FAILED, _where(error))

    def _how(self, order: Order) -> Reading:
        return Reading(self._setup.rules, self._setup.said, in_lots=order.in_lots)

    def _prepared(self, part: ParsedFile) -> Iterator[Iterator[ParsedRow]]:
        """Rows that are here are judged; those that are still to be read are taken out."""
        for table in part.tables:
            if part.kind is not FileKind.INDIVIDUAL:
                table.await_rows()
                continue
            part.judged_under = self._judge.ground
            self._judge.judge(table.rows)
            if table.coming is not None:
                expected = table.expected
                yield table.take_coming()
                table.expected = expected

    def _send_rows(self, order: Order, rows: Iterator[ParsedRow]) -> None:
        while lot := list(islice(rows, LOT_ROWS)):
            self._judge.judge(lot)
            self._send(order, Answer.ROWS, lot)

    def _send(self, order: Order, kind: Answer, content: Any) -> None:
        message = (order.number, kind, content)
        self._answers.send_bytes(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))


def _forms(found: TakenApart) -> Iterator[ParsedFile]:
    return (part for part in found.parts if isinstance(part, ParsedFile))


def _where(error: Exception) -> str:
    """What kind of bug it is and where; its words may hold what stands in a cell."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = (f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in frames)
    return " < ".join([type(error).__name__, *reversed(list(lines))])

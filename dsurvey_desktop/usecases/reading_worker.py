"""The other process: reads files for an office it knows nothing of, until the office ends.

It is told rules, then files by path; of each it sends what `take_apart` found, and then the rows of
large forms in lots, judged by their own answers. It writes nothing and opens no database.
"""

from __future__ import annotations

import pickle
import traceback
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.forms.compile import CompiledForm, compile_form
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.intake.collector import collector_paused
from dsurvey_desktop.intake.model import FileKind, JudgedRows, ParsedFile, Row
from dsurvey_desktop.usecases.judge_ahead import Judge
from dsurvey_desktop.usecases.judging_ground import ground_of
from dsurvey_desktop.usecases.read_content import ContentAhead
from dsurvey_desktop.usecases.reading_orders import Answer, Order, Setup
from dsurvey_desktop.usecases.reading_rules import ReadingRules
from dsurvey_desktop.usecases.take_apart import take_apart
from dsurvey_desktop.usecases.taken_apart import Reading, TakenApart

LOT_ROWS = 500
IDLE_S = 300.0
"""Seconds without work after which the process ends; the next intake starts another."""
_MOST_FORMS = 8


def work(orders: Connection, content: ContentAhead) -> None:
    """Do as told until the office closes its end, or asks for nothing for a while."""
    with suppress(EOFError, OSError):
        orders.send_bytes(pickle.dumps((0, Answer.READY, None)))
        _serve(orders, content)


def _serve(orders: Connection, content: ContentAhead) -> None:
    """New rules make the orders void that were given under the ones before."""
    worker: _Worker | None = None
    forms = _KnownForms()
    waiting: deque[Order] = deque()
    while waiting or orders.poll(IDLE_S):
        while orders.poll(0):
            told = orders.recv()
            if isinstance(told, Order):
                waiting.append(told)
            else:
                worker = _Worker(told, orders, content, forms)
                waiting.clear()
        if waiting:
            assert worker is not None, "rules come first"
            with collector_paused():
                worker.read(waiting.popleft())


class _KnownForms:
    """The editions told of so far: what was made of one serves for the next intake as well."""

    def __init__(self) -> None:
        self._forms: dict[str, Form] = {}
        self._compiled: dict[str, CompiledForm] = {}

    def known(self, rules: ReadingRules) -> ReadingRules:
        """Rules with the very forms that were told first, by their digests."""
        if len(self._forms) > _MOST_FORMS:
            self._forms, self._compiled = {}, {}
        forms = {
            kind: self._forms.setdefault(form.digest, form) for kind, form in rules.forms.items()
        }
        return replace(rules, forms=forms)

    def compiled(self, form: Form) -> CompiledForm:
        """Its rules as code."""
        made = self._compiled.get(form.digest)
        if made is None:
            made = self._compiled[form.digest] = compile_form(form)
        return made


class _Worker:
    def __init__(
        self, setup: Setup, answers: Connection, content: ContentAhead, forms: _KnownForms
    ) -> None:
        rules = forms.known(setup.rules)
        self._setup = replace(setup, rules=rules)
        compiled = forms.compiled(rules.forms[FileKind.INDIVIDUAL])
        self._judge = Judge(compiled, ground_of(rules, setup.context))
        self._answers = answers
        self._content = content

    def read(self, order: Order) -> None:
        """Send what stands in a file, and then the rows that are still to be read."""
        try:
            found = take_apart(self._content.take(Path(order.path)), self._how(order))
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

    def _prepared(self, part: ParsedFile) -> Iterator[Iterator[Row]]:
        """Rows that are here are judged; those that are still to be read are taken out."""
        for table in part.tables:
            if part.kind is not FileKind.INDIVIDUAL:
                table.await_rows()
                continue
            if table.coming is None:
                table.judged, table.rows = JudgedRows(self._judge.judge(table.rows)), []
                table.expected = len(table.judged)
            else:
                expected = table.expected
                yield self._judge.judge(table.take_coming())
                table.expected = expected

    def _send_rows(self, order: Order, rows: Iterator[Row]) -> None:
        while lot := JudgedRows(islice(rows, LOT_ROWS)):
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

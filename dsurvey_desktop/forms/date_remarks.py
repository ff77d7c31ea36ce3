"""Dates that are none: `${day} > '2025-10-01'` never holds, and `2025-10-01` is 2014."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from dsurvey_desktop.domain.problem import Problem, Severity
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.compiled_nodes import CompiledNode, place_of
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.forms.xpath_nodes import ORDERED, Binary, Call, Literal, Node, Number, walk
from dsurvey_desktop.forms.xpath_values import EvaluationError, text_moment

_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_SPELLED = re.compile(r"\s*(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D?")
_YEARS, _MONTHS, _DAYS = range(1900, 2101), range(1, 13), range(1, 32)


def date_remarks(form: Form, node: CompiledNode) -> Iterator[Problem]:
    """A warning for each date of a node that an expression does not take for one."""
    for part, parsed in node.parsed.items():
        yield from _unreadable(form, node, part, parsed)
        for found, code, message in _dates(parsed):
            place = place_of(form, node.node, part)
            advice = text("Write date('{date}').", date=found)
            yield Problem(code, Severity.WARNING, place, found, message, advice)


def _unreadable(form: Form, node: CompiledNode, part: str, parsed: Node) -> Iterator[Problem]:
    """A text in date() that is no date, so that the expression never has a value."""
    for one in walk(parsed):
        match one:
            case Call("date" | "date-time", (Literal(value),)) if value and not _is_moment(value):
                yield Problem(
                    "form_date_unreadable",
                    Severity.WARNING,
                    place_of(form, node.node, part),
                    value,
                    text(
                        "“{date}” is no date, and {function}() gives nothing.",
                        date=value,
                        function=one.name,
                    ),
                    text("Write date('{date}').", date=_meant(value)),
                )


def _meant(value: str) -> str:
    """The day that is meant, at most the last one of its month; else one as an example."""
    spelled = _SPELLED.match(value)
    year, month, day = map(int, spelled.groups()) if spelled else (0, 0, 0)
    if year not in _YEARS or month not in _MONTHS or day not in _DAYS:
        return "2025-09-30"
    return f"{year}-{month:02}-{min(day, monthrange(year, month)[1]):02}"


def _is_moment(value: str) -> bool:
    try:
        text_moment(value)
    except EvaluationError:
        return False
    return True


def _dates(parsed: Node) -> Iterator[tuple[str, str, Text]]:
    for one in walk(parsed):
        match one:
            case Binary(operator, left, right) if operator in ORDERED:
                for side in (left, right):
                    if isinstance(side, Literal) and _DATE.fullmatch(side.value):
                        words = text("A date in quotation marks is never later or earlier.")
                        yield side.value, "form_date_as_text", words
            case Binary("-", Binary("-", Number(year), Number(month)), Number(day)):
                if year in _YEARS and month in _MONTHS and day in _DAYS:
                    found = f"{year:.0f}-{month:02.0f}-{day:02.0f}"
                    words = text("{date} is a subtraction here.", date=found)
                    yield found, "form_date_as_sum", words

"""Expressions that cannot be read, told beside other errors of a form before it can be compiled."""

from __future__ import annotations

from collections.abc import Iterator

from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.function_table import check_call
from dsurvey_desktop.forms.reference_checks import malformed_reference
from dsurvey_desktop.forms.sheet_problems import problem
from dsurvey_desktop.forms.xlsform_rows import Row, Sheet
from dsurvey_desktop.forms.xpath_nodes import Call, XPathError, walk
from dsurvey_desktop.forms.xpath_parser import parse

_COLUMNS = ("relevant", "constraint", "calculation", "choice_filter")
_PLAIN_QUOTES = str.maketrans("‘’“”", "''\"\"")
"""As the form library reads them."""


def expression_problems(survey: Sheet) -> Iterator[Problem]:
    """A problem for each expression that cannot be read or calls a function wrongly."""
    for row in survey.rows:
        for column in _COLUMNS:
            if expression := row.cell(column).translate(_PLAIN_QUOTES):
                if malformed_reference(expression):
                    continue  # which is told already
                try:
                    _read(expression)
                except XPathError as error:
                    yield _problem(survey, row, column, error)


def _read(expression: str) -> None:
    for node in walk(parse(expression)):
        if isinstance(node, Call):
            check_call(node)


def _problem(survey: Sheet, row: Row, column: str, error: XPathError) -> Problem:
    """As `compiled_nodes.problem_of` words it."""
    name = row.cell("name")
    message = text("“{name}”, column {part}: {what}", name=name, part=column, what=error.message)
    return problem(error.code, survey, row, column, message, error.advice)

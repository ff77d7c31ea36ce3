"""Patterns of `regex()` that cannot be read, or that could hold up whoever answers."""

from __future__ import annotations

from collections.abc import Iterator

from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.compiled_nodes import CompiledNode, place_of
from dsurvey_desktop.forms.java_patterns import is_torn
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.forms.safe_patterns import SafePattern
from dsurvey_desktop.forms.xpath_functions import pattern_of
from dsurvey_desktop.forms.xpath_nodes import Call, Literal, Node, walk
from dsurvey_desktop.forms.xpath_values import EvaluationError


def pattern_remarks(form: Form, node: CompiledNode) -> Iterator[Problem]:
    """What is to be said of the patterns of a node; an error where no device reads one either."""
    for part, parsed in node.parsed.items():
        for pattern in _patterns(parsed):
            yield from _remarks(pattern, place_of(form, node.node, part))


def _patterns(parsed: Node) -> Iterator[str]:
    for node in walk(parsed):
        match node:
            case Call("regex", (_, Literal(pattern))):
                yield pattern


def _remarks(pattern: str, place: Place) -> Iterator[Problem]:
    try:
        read = pattern_of(pattern)
    except EvaluationError:
        yield Problem(
            "form_pattern_unreadable",
            Severity.ERROR if is_torn(pattern) else Severity.WARNING,
            place,
            pattern,
            text("The pattern {pattern} of regex() cannot be read.", pattern=pattern),
            text("Check its brackets; no answer fits it as it is."),
        )
        return
    if isinstance(read, SafePattern) and read.may_stall:
        yield Problem(
            "form_pattern_endless",
            Severity.WARNING,
            place,
            pattern,
            text(
                "The pattern {pattern} of regex() takes too long on most answers.", pattern=pattern
            ),
            text("Have no repeat inside a repeat; longer answers count as wrong as it is."),
        )

"""Conditions that can be read and do not say what their author means."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsurvey_desktop.domain.problem import Problem, Severity
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.choice_remarks import item_of
from dsurvey_desktop.forms.compile import CompiledForm
from dsurvey_desktop.forms.compiled_nodes import CompiledNode, expressions_of, place_of
from dsurvey_desktop.forms.model import ItemKind
from dsurvey_desktop.forms.xpath_nodes import (
    JOINED,
    ORDERED,
    Binary,
    Literal,
    Node,
    Number,
    Path,
    Start,
    walk,
)
from dsurvey_desktop.forms.xpath_values import number_text

_COMPARED = frozenset({"=", "!=", *ORDERED})
_QUOTED = re.compile(r"(['\"])\s*(\$\{[^{}]+\})\s*\1")
_Found = tuple[str, str, Text, Text]
"""Code, value, message and advice."""


def logic_remarks(compiled: CompiledForm, node: CompiledNode) -> Iterator[Problem]:
    """A warning for each condition of a node that holds always or hardly ever."""
    for part, parsed in node.parsed.items():
        place = place_of(compiled.form, node.node, part)
        for one in walk(parsed):
            for code, value, message, advice in _odd(compiled, node, one):
                yield Problem(code, Severity.WARNING, place, value, message, advice)
        for value, message, advice in _quoted(expressions_of(node.node).get(part, "")):
            code = "form_reference_quoted"
            yield Problem(code, Severity.WARNING, place, value, message, advice)


def _odd(compiled: CompiledForm, node: CompiledNode, one: Node) -> Iterator[_Found]:
    match one:
        case Binary(operator, Binary(inner, _, _), _) if {operator, inner} <= ORDERED:
            yield (
                "form_comparison_chained",
                f"{inner} {operator}",
                text("Two comparisons in a row compare a yes or no with the last number."),
                text("Join them by and, as in . >= 18 and . <= 60."),
            )
        case Binary(operator, left, right) if operator in JOINED:
            for side, other in ((left, right), (right, left)):
                if isinstance(side, Literal | Number):
                    yield _always(side, operator, other)
        case Binary("=" | "!=" as operator, Path() as path, Literal(value)) if value.strip():
            item = item_of(compiled, node, path)
            if item is not None and item.kind is ItemKind.SELECT_MULTIPLE:
                asked = "." if path.start is Start.HERE else f"${{{item.name}}}"
                yield _several(item.name, asked, operator, value)


def _always(side: Literal | Number, operator: str, other: Node) -> _Found:
    said = f"'{side.value}'" if isinstance(side, Literal) else number_text(side.value)
    sign = other.operator if isinstance(other, Binary) and other.operator in _COMPARED else "="
    return (
        "form_value_as_condition",
        said,
        text("{value} alone is no condition beside “{word}”.", value=said, word=operator),
        text(
            "Write the comparison again on that side, as in {written}.",
            written=f"${{…}} {sign} '1' {operator} ${{…}} {sign} {said}",
        ),
    )


def _several(name: str, asked: str, operator: str, value: str) -> _Found:
    meant = " and ".join(f"selected({asked}, '{code}')" for code in value.split())
    return (
        "form_several_compared",
        value,
        text(
            "“{name}” takes several choices; this looks for “{code}” alone.", name=name, code=value
        ),
        text(
            "If others may be chosen beside it, write {meant} instead of {written}.",
            meant=meant if operator == "=" else f"not({meant})",
            written=f"{asked} {operator} '{value}'",
        ),
    )


def _quoted(expression: str) -> Iterator[tuple[str, Text, Text]]:
    """A question in quotation marks that is compared: it is its name then, not its answer."""
    operators = "|".join(sorted(_COMPARED, key=len, reverse=True))
    for match in _QUOTED.finditer(expression):
        before, after = expression[: match.start()].rstrip(), expression[match.end() :].lstrip()
        if re.match(operators, after) or re.search(rf"(?:{operators})$", before):
            yield (
                match[0],
                text("In quotation marks a question is a text, not its answer."),
                text("Write {meant} without them.", meant=match[2]),
            )

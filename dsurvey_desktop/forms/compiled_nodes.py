"""Each item and group of a form with its expressions as functions, or the problems they have."""

from __future__ import annotations

from dataclasses import dataclass, field

from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.form_tree import FormTree, TreeNode
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.forms.tree_code import (
    Function,
    TreeScope,
    function_of,
    scope_at,
    scope_in_list,
)
from dsurvey_desktop.forms.xpath_nodes import Node, XPathError, and_terms
from dsurvey_desktop.forms.xpath_parser import parse

SURVEY_SHEET = "survey"
PARTS = ("relevant", "required", "constraint", "calculation", "choice_filter")
_YES = frozenset({"yes", "true", "true()"})
_NO = frozenset({"no", "false", "false()"})


@dataclass(slots=True)
class CompiledNode:
    """The functions of one node; a term is a top-level operand of `and`.

    Attributes:
        parsed: the expressions as trees, by part.
        relevant, constraint: a function for each term.
        required: None means never.
    """

    node: TreeNode
    parsed: dict[str, Node] = field(default_factory=dict)
    relevant: tuple[Function, ...] = ()
    constraint: tuple[Function, ...] = ()
    required: Function | None = None
    calculation: Function | None = None
    choice_filter: Function | None = None


def expressions_of(node: TreeNode) -> dict[str, str]:
    """The expressions of a node as written, by part."""
    source = node.item or node.group
    found = {part: str(getattr(source, part, "")).strip() for part in PARTS}
    found["required"] = _as_expression(found["required"])
    return {part: expression for part, expression in found.items() if expression}


def _as_expression(required: str) -> str:
    if required.lower() in _YES:
        return "true()"
    return "" if required.lower() in _NO else required


def compile_node(form: Form, tree: FormTree, node: TreeNode) -> tuple[CompiledNode, list[Problem]]:
    """The functions of a node, and a problem for each expression that is wrong."""
    compiled = CompiledNode(node)
    problems: list[Problem] = []
    for part, expression in expressions_of(node).items():
        try:
            compiled.parsed[part] = parse(expression)
            _compile_part(compiled, part, form, tree)
        except (XPathError, RecursionError, SyntaxError) as error:
            problems.append(problem_of(form, node, part, expression, error))
    return compiled, problems


def _compile_part(compiled: CompiledNode, part: str, form: Form, tree: FormTree) -> None:
    parsed, node = compiled.parsed[part], compiled.node

    def scope() -> TreeScope:
        make = scope_in_list if part == "choice_filter" else scope_at
        return make(tree, node, form.version)

    if part in {"relevant", "constraint"}:
        terms = tuple(function_of(scope(), term, "truth") for term in and_terms(parsed))
        setattr(compiled, part, terms)
    else:
        convert = "value" if part == "calculation" else "truth"
        setattr(compiled, part, function_of(scope(), parsed, convert))


def problem_of(form: Form, node: TreeNode, part: str, expression: str, error: Exception) -> Problem:
    """The problem of an expression with its place on the survey sheet."""
    source = node.item or node.group
    place = Place("", SURVEY_SHEET, source.row if source else 0, form.columns.get(part, 0))
    wrong = error if isinstance(error, XPathError) else _too_deep()
    message = text("“{name}”, column {part}: {what}", name=node.name, part=part, what=wrong.message)
    return Problem(wrong.code, Severity.ERROR, place, expression, message, wrong.advice)


def _too_deep() -> XPathError:
    return XPathError(
        "form_expression_too_deep",
        text("The expression is nested too deeply."),
        text("Split it into several calculations."),
    )

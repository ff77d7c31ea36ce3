"""Each item and group of a form with its expressions as functions, or the problems they have."""

from __future__ import annotations

from dataclasses import dataclass, field

from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.form_tree import FormTree, Target, TreeNode
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.forms.tree_code import (
    CompiledPath,
    Function,
    Sieve,
    function_of,
    scope_at,
    scope_beside,
    scope_in_list,
    sieve_of,
)
from dsurvey_desktop.forms.xpath_nodes import Node, Path, Start, Step, XPathError, and_terms
from dsurvey_desktop.forms.xpath_parser import parse

SURVEY_SHEET = "survey"
PARTS = (
    *("relevant", "required", "constraint", "calculation", "choice_filter", "default"),
    *("repeat_count", "triggered"),
)
HERE = Target("", ())
_SCOPES = {"choice_filter": scope_in_list, "repeat_count": scope_beside}
_VALUES = frozenset({"calculation", "default", "repeat_count", "triggered"})
_COLUMNS = {"triggered": "calculation"}
"""Columns of the survey sheet that are named otherwise than the part."""
_YES = frozenset({"yes", "true", "true()"})
_NO = frozenset({"no", "false", "false()"})


@dataclass(slots=True)
class CompiledNode:
    """The functions of one node; a term is a top-level operand of `and`.

    Attributes:
        parsed: the expressions as trees, by part.
        relevant, constraint: a function for each term.
        required: None means never.
        sieve: what the choice filter looks up in the list.
        default: of one that is worked out.
        triggered: what is written when a question changes that triggers it.
        repeat_count: of a repeat with as many rows as the form says.
        choice_path: leads to the answers that are this item's choices.
        codes: of its choices.
        repeated: pairs of part and question of which one value is wanted and there are several.
    """

    node: TreeNode
    parsed: dict[str, Node] = field(default_factory=dict)
    relevant: tuple[Function, ...] = ()
    constraint: tuple[Function, ...] = ()
    required: Function | None = None
    calculation: Function | None = None
    choice_filter: Function | None = None
    sieve: Sieve | None = None
    choice_path: CompiledPath | None = None
    default: Function | None = None
    triggered: Function | None = None
    repeat_count: Function | None = None
    codes: frozenset[str] = frozenset()
    repeated: list[tuple[str, str]] = field(default_factory=list)


def expressions_of(node: TreeNode) -> dict[str, str]:
    """The expressions of a node as written, by part."""
    source = node.item or node.group
    found = {part: str(getattr(source, part, "")).strip() for part in PARTS}
    found["required"] = _as_expression(found["required"])
    if node.item is None or not node.item.default_is_expression:
        found["default"] = ""
    return {part: expression for part, expression in found.items() if expression}


def _as_expression(required: str) -> str:
    if required.lower() in _YES:
        return "true()"
    return "" if required.lower() in _NO else required


def compile_node(form: Form, tree: FormTree, node: TreeNode) -> tuple[CompiledNode, list[Problem]]:
    """The functions of a node, and a problem for each expression that is wrong."""
    compiled = CompiledNode(node)
    if node.item is not None:
        compiled.codes = frozenset(choice.code for choice in node.item.choices)
    problems: list[Problem] = []
    for part, expression in expressions_of(node).items():
        try:
            compiled.parsed[part] = parse(expression)
            _compile_part(compiled, part, form, tree)
        except (XPathError, RecursionError, SyntaxError, MemoryError) as error:
            compiled.parsed.pop(part, None)
            problems.append(problem_of(form, node, part, expression, error))
    if node.item is not None and node.item.choice_source:
        try:
            _compile_source(compiled, node.item.choice_source, form, tree)
        except XPathError as error:
            problems.append(problem_of(form, node, "type", node.item.choice_source, error))
    return compiled, problems


def _compile_source(compiled: CompiledNode, name: str, form: Form, tree: FormTree) -> None:
    """The answers of `name` that are there, in the rows of its repeat that pass the filter."""
    target = tree.target(Path(Start.NAMED, (), name), HERE, HERE)
    repeats = [n for n in range(len(target.steps)) if _is_repeat(tree, target.names[: n + 1])]
    if not repeats:
        return
    last = repeats[-1]
    inside = "/".join((".", *target.names[last + 1 :]))
    chosen = compiled.parsed.get("choice_filter")
    rows = (parse(f"{inside} != ''"), *([chosen] if chosen else ()))
    steps = [*target.steps]
    steps[last] = Step(steps[last].name, rows)
    compiled.choice_path = scope_at(tree, compiled.node, form.version).path(
        Path(Start.ROOT, tuple(steps))
    )
    compiled.choice_filter = compiled.sieve = None


def _is_repeat(tree: FormTree, names: tuple[str, ...]) -> bool:
    found = tree.at(names)
    return found is not None and found.is_repeat


def _compile_part(compiled: CompiledNode, part: str, form: Form, tree: FormTree) -> None:
    parsed, node = compiled.parsed[part], compiled.node

    def compiled_as(expression: Node, convert: str) -> Function:
        scope = _SCOPES.get(part, scope_at)(tree, node, form.version)
        function = function_of(scope, expression, convert)
        compiled.repeated += [(part, name) for name in scope.repeated]
        return function

    if part == "choice_filter" and node.item is not None and node.item.choice_source:
        return
    if part in {"relevant", "constraint"}:
        setattr(compiled, part, tuple(compiled_as(term, "truth") for term in and_terms(parsed)))
    else:
        convert = "value" if part in _VALUES else "truth"
        setattr(compiled, part, compiled_as(parsed, convert))
    if part == "choice_filter":
        compiled.sieve = sieve_of(scope_in_list(tree, node, form.version), parsed)


def place_of(form: Form, node: TreeNode, part: str) -> Place:
    """The cell of an expression on the survey sheet."""
    source = node.item or node.group
    column = form.columns.get(_COLUMNS.get(part, part), 0)
    return Place("", SURVEY_SHEET, source.row if source else 0, column)


def problem_of(form: Form, node: TreeNode, part: str, expression: str, error: Exception) -> Problem:
    """The problem of an expression with its place on the survey sheet."""
    place = place_of(form, node, part)
    wrong = error if isinstance(error, XPathError) else _too_deep()
    column = _COLUMNS.get(part, part)
    message = text(
        "“{name}”, column {part}: {what}", name=node.name, part=column, what=wrong.message
    )
    return Problem(wrong.code, Severity.ERROR, place, expression, message, wrong.advice)


def _too_deep() -> XPathError:
    return XPathError(
        "form_expression_too_deep",
        text("The expression is nested too deeply."),
        text("Split it into several calculations."),
    )

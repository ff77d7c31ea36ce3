"""What a compiled form stumbles over: lists that are not there, and what authors rarely mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.choice_remarks import choice_remarks
from dsurvey_desktop.forms.compile import CompiledForm, lists_of
from dsurvey_desktop.forms.compiled_nodes import CompiledNode, expressions_of, place_of, problem_of
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.date_remarks import date_remarks
from dsurvey_desktop.forms.form_error import FormError
from dsurvey_desktop.forms.form_tree import UNKNOWN_PATH, TreeNode
from dsurvey_desktop.forms.function_table import NOT_ON_DEVICES
from dsurvey_desktop.forms.language_remarks import language_remarks
from dsurvey_desktop.forms.logic_remarks import logic_remarks
from dsurvey_desktop.forms.message_remarks import message_remarks
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.forms.pattern_remarks import pattern_remarks
from dsurvey_desktop.forms.sheet_problems import problem
from dsurvey_desktop.forms.tree_code import function_of, scope_at
from dsurvey_desktop.forms.xlsform_rows import Row, Sheet, rows_by_path
from dsurvey_desktop.forms.xpath_nodes import (
    Call,
    Path,
    Start,
    XPathError,
    paths_of,
    walk,
)
from dsurvey_desktop.forms.xpath_parser import parse

_LAST_SAVED = "__last-saved"
_NAME_OF_ENTRY = "instance_name"
_KEPT = ("read_only", "readonly")
_TRUTHS = frozenset({"yes", "no", "true", "false", "true()", "false()"})


def remarks_of(
    compiled: CompiledForm, survey: Sheet, choices: Sheet, settings: Sheet
) -> list[Problem]:
    """Warnings about a form that can be used.

    Raises:
        FormError: where an expression reads a list that is not there, or one that we never work out
            is wrong all the same (read-only, the name of an entry).
    """
    nodes = list(compiled.nodes.values())
    either = [
        *_unknown_lists(compiled),
        *_wrong_cells(compiled, survey),
        *_wrong_entry_name(compiled, settings),
        *(one for node in nodes for one in pattern_remarks(compiled.form, node)),
    ]
    if errors := [one for one in either if one.severity is Severity.ERROR]:
        raise FormError(errors)
    return [
        *(one for node in nodes for one in _repeated(compiled.form, node)),
        *either,
        *(one for node in nodes for one in _unknown_to_devices(compiled.form, node)),
        *(one for node in nodes for one in _unquoted_questions(compiled.form, node)),
        *(one for node in nodes for one in date_remarks(compiled.form, node)),
        *(one for node in nodes for one in logic_remarks(compiled, node)),
        *(one for node in nodes for one in message_remarks(compiled.form, node)),
        *choice_remarks(compiled, choices),
        *language_remarks(survey, choices, settings),
        *_odd_defaults(compiled),
    ]


def _unknown_lists(compiled: CompiledForm) -> Iterator[Problem]:
    form = compiled.form
    known = {*lists_of(form), *form.attached, *(i.choice_list for i in form.items), _LAST_SAVED}
    for node in compiled.nodes.values():
        for part, parsed in node.parsed.items():
            for path in paths_of(parsed):
                if path.start is Start.INSTANCE and path.name not in known:
                    yield problem_of(
                        form, node.node, part, expressions_of(node.node)[part], _no_list(path)
                    )


def _no_list(path: Path) -> XPathError:
    return XPathError(
        "form_list_unknown",
        text("There is no list of choices named “{name}”.", name=path.name),
        text("Add it on the sheet choices, or attach its file by a row csv-external of that name."),
        path.offset,
    )


def _wrong_entry_name(compiled: CompiledForm, settings: Sheet) -> Iterator[Problem]:
    for row in settings.rows[:1]:
        expression = row.cell(_NAME_OF_ENTRY)
        if expression and (error := _error_in(compiled, compiled.tree.root, expression)):
            yield _kept(error, settings, row, _NAME_OF_ENTRY)


def _wrong_cells(compiled: CompiledForm, survey: Sheet) -> Iterator[Problem]:
    """Errors in cells that are kept for a device and not worked out here."""
    names = {number: tuple(path.split("/")) for path, number in rows_by_path(survey).items()}
    for row in survey.rows:
        for column in _KEPT:
            expression = row.cell(column)
            node = compiled.tree.at((compiled.form.root, *names.get(row.number, ())))
            if not expression or expression.lower() in _TRUTHS or node is None:
                continue
            if error := _error_in(compiled, node, expression):
                yield _kept(error, survey, row, column)


def _kept(error: XPathError, sheet: Sheet, row: Row, column: str) -> Problem:
    """An error in a cell that we do not work out; a path to nowhere is blank on a device."""
    found = problem(error.code, sheet, row, column, error.message, error.advice)
    is_blank = error.code == UNKNOWN_PATH
    return replace(found, severity=Severity.WARNING) if is_blank else found


def _error_in(compiled: CompiledForm, node: TreeNode, expression: str) -> XPathError | None:
    try:
        function_of(scope_at(compiled.tree, node, compiled.form.version), parse(expression))
    except XPathError as error:
        return error
    return None


def _repeated(form: Form, node: CompiledNode) -> Iterator[Problem]:
    for part, name in dict.fromkeys(node.repeated):
        yield _warning(
            "form_reference_repeated",
            place_of(form, node.node, part),
            name,
            text("“{name}” has a value in each row of its repeat, and one is wanted.", name=name),
            text("Pick the row by indexed-repeat(), or add them up by sum(), count(), join()."),
        )


def _unknown_to_devices(form: Form, node: CompiledNode) -> Iterator[Problem]:
    for part, parsed in node.parsed.items():
        calls = (call.name for call in walk(parsed) if isinstance(call, Call))
        for name in dict.fromkeys(name for name in calls if name in NOT_ON_DEVICES):
            yield _warning(
                "form_function_not_on_devices",
                place_of(form, node.node, part),
                name,
                text("{function}() works here, but ODK Collect does not know it.", function=name),
                text("Write it otherwise (round(), int(), translate()) if devices use the form."),
            )


def _unquoted_questions(form: Form, node: CompiledNode) -> Iterator[Problem]:
    for part, parsed in node.parsed.items():
        for call in walk(parsed):
            match call:
                case Call("jr:choice-name" | "choice-name", (_, Path() as path)):
                    yield _warning(
                        "form_quotes_wanted",
                        place_of(form, node.node, part),
                        path.name,
                        text("{function}() gives nothing here.", function=call.name),
                        text("Write the question in quotation marks, as in '${name}'."),
                    )


def _odd_defaults(compiled: CompiledForm) -> Iterator[Problem]:
    states = compiled.evaluate({}, FormContext(datetime(2000, 1, 1, tzinfo=UTC)), is_new=True)
    for node in compiled.tree.items:
        state = states.get(node.name)
        if node.item and node.item.default and state is not None and state.valid is False:
            yield _warning(
                "form_default_invalid",
                place_of(compiled.form, node, "default"),
                node.item.default,
                text("The default “{default}” is no valid answer.", default=node.item.default),
                text("Write one that fits the type, the choices and the constraint."),
            )


def _warning(code: str, place: Place, value: str, message: Text, advice: Text) -> Problem:
    return Problem(code, Severity.WARNING, place, value, message, advice)

"""What authors rarely mean of choices: columns and codes that a list does not have."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from dsurvey_desktop.domain.problem import Problem, Severity
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.compile import CompiledForm
from dsurvey_desktop.forms.compiled_nodes import CompiledNode, place_of
from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.forms.xlsform_rows import Sheet
from dsurvey_desktop.forms.xpath_nodes import (
    Binary,
    Call,
    Literal,
    Node,
    Path,
    Start,
    Step,
    parts_of,
    walk,
)

_Words = tuple[Text, Text]
"""What is said, and the advice."""
_OWN_COLUMNS = ("name", "label")
_COMPARED = frozenset({"=", "!="})
_SELECTED = frozenset({"selected", "is-selected"})


def choice_remarks(compiled: CompiledForm, choices: Sheet) -> Iterator[Problem]:
    """A warning for each column or code that is asked of a list and is not in it."""
    codes = {tree.item.path: node.codes for tree, node in compiled.nodes.items() if tree.item}
    for node in compiled.nodes.values():
        yield from _unknown_columns(compiled, node, choices)
        for part, parsed in node.parsed.items():
            asked = {(i.path, code): i for i, code in _codes_asked(compiled, node, parsed)}
            for (path, code), item in asked.items():
                if code not in codes[path]:
                    words = _no_choice(item, code)
                    yield _warning(compiled, node, part, ("form_choice_unknown", code), words)


def _unknown_columns(
    compiled: CompiledForm, node: CompiledNode, choices: Sheet
) -> Iterator[Problem]:
    parsed, item = node.parsed.get("choice_filter"), node.node.item
    if parsed is None or item is None or not item.choices or item.choice_source:
        return
    filled = {column for choice in item.choices for column in choice.extra}
    blank = set(choices.columns) - {column.lower() for column in filled}
    known = {*_OWN_COLUMNS, *filled}
    for name in dict.fromkeys(columns_read(parsed)):
        if name not in known and name.lower() not in blank:
            words = _no_column(item, name, {*known, *choices.columns})
            found = ("form_choice_column_unknown", name)
            yield _warning(compiled, node, "choice_filter", found, words)


def _no_column(item: Item, name: str, known: Collection[str]) -> _Words:
    message = text(
        "The list “{list}” has no column “{column}”.", list=item.choice_list, column=name
    )
    if close := get_close_matches(name, known, 1):
        return message, text("Did you mean “{suggestion}”?", suggestion=close[0])
    return message, text("Add the column on the sheet choices, or correct its name here.")


def columns_read(node: Node) -> Iterator[str]:
    """The columns that a filter reads; what predicates of other lists read is not among them."""
    match node:
        case Path(start=Start.HERE, steps=(Step(name=name), *_)) if name[0].isalpha():
            yield name
        case Path():
            return
        case _:
            for part in parts_of(node):
                yield from columns_read(part)


def _codes_asked(
    compiled: CompiledForm, node: CompiledNode, parsed: Node
) -> Iterator[tuple[Item, str]]:
    """Questions with choices, each with a code that the expression holds its answer against."""
    for one in walk(parsed):
        match one:
            case Binary(operator, Path() as path, Literal(code)) if operator in _COMPARED:
                pass
            case Binary(operator, Literal(code), Path() as path) if operator in _COMPARED:
                pass
            case Call(name, (Path() as path, Literal(code))) if name in _SELECTED:
                pass
            case _:
                continue
        item = item_of(compiled, node, path)
        if code.strip() and item is not None and item.choices:
            yield item, code.strip()


def item_of(compiled: CompiledForm, node: CompiledNode, path: Path) -> Item | None:
    """The question that a path is about, where it is one for certain."""
    if path == Path(Start.HERE, (Step("."),)):
        return node.node.item
    if path.start is not Start.NAMED or path.steps:
        return None
    found = compiled.tree.named(path.name)
    return found[0].item if len(found) == 1 else None


def _no_choice(item: Item, code: str) -> _Words:
    message = text("The list of “{name}” has no choice “{code}”.", name=item.name, code=code)
    return message, _code_meant(item, code)


def _code_meant(item: Item, code: str) -> Text:
    labels: Mapping[str, str] = {
        label: choice.code for choice in item.choices for label in choice.labels.values()
    }
    if code in labels:
        return text("Write its code “{code}” instead of what is shown.", code=labels[code])
    if close := get_close_matches(code, [choice.code for choice in item.choices], 1):
        return text("Did you mean “{suggestion}”?", suggestion=close[0])
    return text("Write one of its codes: {codes}.", codes=_some([c.code for c in item.choices]))


def _some(codes: list[str], most: int = 8) -> str:
    return ", ".join(codes[:most]) + (" …" if len(codes) > most else "")


def _warning(
    compiled: CompiledForm, node: CompiledNode, part: str, one: tuple[str, str], words: _Words
) -> Problem:
    code, value = one
    place = place_of(compiled.form, node.node, part)
    return Problem(code, Severity.WARNING, place, value, *words)

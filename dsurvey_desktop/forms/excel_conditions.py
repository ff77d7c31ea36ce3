"""What a form says about who is asked, as a formula that a spreadsheet can follow.

Cells hold codes (`1`), codes with labels (`1.是`), several of both (`1,3`), numbers or texts. A
formula is true where an item is certainly not asked; what cannot be said in a formula, or rests
on a cell that is still blank, leaves the item open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dsurvey_desktop.forms.model import Form, Item, ItemKind
from dsurvey_desktop.forms.workbook_mark import ROSTER_ITEMS, Prefilled
from dsurvey_desktop.forms.xpath_nodes import (
    Binary,
    Call,
    Literal,
    Node,
    Number,
    Path,
    Start,
    and_terms,
    paths_of,
)
from dsurvey_desktop.forms.xpath_parser import parse
from dsurvey_desktop.forms.xpath_values import number_text

_COMPARED = {"=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_JOINED = {"and": "AND", "or": "OR"}
_CHINESE_COMMAS = ("\uff0c", "\u3001", "\uff1b", ";")


class NoFormula(Exception):
    """This part of the form cannot be said in a spreadsheet."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell of the row at hand: its reference such as `$F7`, what it holds, and when."""

    reference: str
    kind: ItemKind
    relevant: str = ""


Cells = Mapping[str, SheetCell]
"""The cells of a row by the name that the form's expressions use."""


def not_asked_formula(item: Item, cells: Cells) -> str:
    """True where the item is certainly not asked; empty where no cell can tell."""
    found = _not_asked(item.relevant, cells)
    return f"={found}" if found else ""


def fixed_conditions(item: Item) -> tuple[tuple[str, str], ...] | None:
    """The answers that the item is asked with, where that is all there is to it; else None."""
    terms = and_terms(parse(item.relevant)) if item.relevant else ()
    pairs = [_fixed(term) for term in terms]
    return None if None in pairs else tuple(pair for pair in pairs if pair)


def prefilled_items(form: Form) -> tuple[Prefilled, ...]:
    """What the roster fills in: items whose condition is nothing but answers to others."""
    found = {item.name: fixed_conditions(item) for item in form.items if item.name in ROSTER_ITEMS}
    return tuple(
        Prefilled(name, found[name] or ()) for name in ROSTER_ITEMS if found.get(name) is not None
    )


def _fixed(term: Node) -> tuple[str, str] | None:
    match term:
        case Binary("=", Path(Start.NAMED, (), name), Literal(code)):
            return name, code
    return None


def _not_asked(relevant: str, cells: Cells) -> str:
    terms = and_terms(parse(relevant)) if relevant else ()
    found = [formula for term in terms if (formula := _certainly_false(term, cells))]
    return f"OR({','.join(found)})" if found else ""


def _certainly_false(term: Node, cells: Cells) -> str:
    try:
        said = _formula(term, cells)
    except NoFormula:
        return ""
    needed = dict.fromkeys(_is_settled(cells[path.name], cells) for path in paths_of(term))
    return f"AND({','.join(needed)},NOT({said}))"


def _is_settled(cell: SheetCell, cells: Cells) -> str:
    """True where the cell is filled, or certainly stays blank."""
    not_asked = _not_asked(cell.relevant, cells)
    return f"OR({_is_filled(cell)},{not_asked})" if not_asked else _is_filled(cell)


def _is_filled(cell: SheetCell) -> str:
    """True where the cell says something that the formula understands."""
    if cell.kind is ItemKind.SELECT_ONE:
        return f"ISNUMBER(-{code_formula(cell.reference)})"
    if cell.kind is ItemKind.INTEGER:
        return f"ISNUMBER(-({cell.reference}&{_text('')}))"
    return f"{cell.reference}<>{_text('')}"


def _formula(node: Node, cells: Cells) -> str:
    match node:
        case Binary(operator, left, right) if operator in _JOINED:
            return f"{_JOINED[operator]}({_formula(left, cells)},{_formula(right, cells)})"
        case Binary(operator, left, right) if operator in _COMPARED:
            return f"({_value(left, cells)}{_COMPARED[operator]}{_value(right, cells)})"
        case Call(name, arguments) if name in _CALLS:
            return _CALLS[name](arguments, cells)
    raise NoFormula


def _not(arguments: tuple[Node, ...], cells: Cells) -> str:
    (inner,) = arguments
    return f"NOT({_formula(inner, cells)})"


def _selected(arguments: tuple[Node, ...], cells: Cells) -> str:
    match arguments:
        case (Path(Start.NAMED, (), name), Literal(code)) if name in cells:
            held = f"{_text(',')}&{_with_commas(cells[name].reference)}&{_text(',')}"
            ends = (",", ".")
            tries = (f"ISNUMBER(FIND({_text(f',{code}{end}')},{held}))" for end in ends)
            return f"OR({','.join(tries)})"
    raise NoFormula


_CALLS: Mapping[str, Callable[[tuple[Node, ...], Cells], str]] = {
    "not": _not,
    "selected": _selected,
}


def _value(node: Node, cells: Cells) -> str:
    match node:
        case Literal(value):
            return _text(value)
        case Number(value):
            return number_text(value)
        case Call("normalize-space", (inner,)):
            return f"TRIM({_value(inner, cells)})"
        case Path(Start.NAMED, (), name) if name in cells:
            return _held(cells[name])
    raise NoFormula


def _held(cell: SheetCell) -> str:
    if cell.kind is ItemKind.SELECT_ONE:
        return code_formula(cell.reference)
    if cell.kind is ItemKind.INTEGER:
        return f"VALUE({cell.reference})"
    if cell.kind is ItemKind.TEXT:
        return cell.reference
    raise NoFormula


def code_formula(reference: str) -> str:
    """The code in a cell that holds `1` or `1.是`."""
    return f"LEFT({reference},FIND({_text('.')},{reference}&{_text('.')})-1)"


def _with_commas(reference: str) -> str:
    held = f"SUBSTITUTE({reference},{_text(' ')},{_text('')})"
    for other in _CHINESE_COMMAS:
        held = f"SUBSTITUTE({held},{_text(other)},{_text(',')})"
    return held


def _text(value: str) -> str:
    doubled = value.replace('"', '""')
    return f'"{doubled}"'

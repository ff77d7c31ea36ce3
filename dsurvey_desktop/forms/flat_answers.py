"""How answers come into the variables of the one function, of known kinds from there on.

Texts, single choices and days are texts or blank, which one joining of them all finds out; what is
otherwise (a number where a text is wanted) is made one first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dsurvey_desktop.forms.answer_values import (
    LIST_KINDS,
    MOMENT_KINDS,
    NUMBER_KINDS,
    PLACE_KINDS,
    is_blank,
    text_of,
)
from dsurvey_desktop.forms.flat_lines import READERS, beside, filled, if_asked, if_both
from dsurvey_desktop.forms.flat_scope import FlatScope
from dsurvey_desktop.forms.form_tree import TreeNode
from dsurvey_desktop.forms.function_table import Kind
from dsurvey_desktop.forms.model import Item, ItemKind
from dsurvey_desktop.forms.text_pieces import PIECE
from dsurvey_desktop.forms.xpath_values import EvaluationError

_OTHER_KINDS = LIST_KINDS | NUMBER_KINDS
FEW_ANSWERS = MOMENT_KINDS | {ItemKind.SELECT_ONE}
"""What is answered alike again and again."""
_MOST_BEFORE_STAR = 255
"""Python takes apart so many and a rest in one step; where there are more, a little slower."""
_NO_MOMENT = "?"
"""Stands for a day or time that is not even a text."""


def answers_read(scope: FlatScope, numbers: Mapping[TreeNode, int]) -> list[str]:
    """All answers at once: `x3` is the answer of item 3, an empty text for none."""
    nodes = [(node, node.item.kind) for node in numbers if node.item is not None]
    if not nodes:
        return []
    keys = scope.constant(tuple(node.name for node, _ in nodes))
    blanks = scope.defined(f"dict.fromkeys({keys}, '')")
    names = "".join(f"x{numbers[node]}, " for node, _ in nodes)
    texts = [(node, kind) for node, kind in nodes if kind not in _OTHER_KINDS]
    kinds = scope.constant(tuple(kind for _, kind in texts))
    read = "".join(f"x{numbers[node]}, " for node, _ in texts)
    checks = [f"try: ''.join(({read}))", f"except TypeError: {read}= as_texts(({read}), {kinds})"]
    every = f"{{**{blanks}, **answers}}.values()"
    taken = f"{names}*_ = {every}"
    if len(nodes) > _MOST_BEFORE_STAR:
        taken = f"{names}= first_of({every}, {len(nodes)})"
    return [taken, *(checks if texts else [])]


def as_texts(answers: Sequence[Any], kinds: Sequence[ItemKind]) -> list[str]:
    """Answers as texts, an empty one for none.

    Raises:
        EvaluationError: when one is there but says nothing, such as a list of blanks.
    """
    return [_as_text(*pair) for pair in zip(answers, kinds, strict=True)]


def _as_text(answer: Any, kind: ItemKind) -> str:
    if isinstance(answer, str) or is_blank(answer):
        return answer or ""
    if kind in MOMENT_KINDS:
        return _NO_MOMENT
    text = text_of(answer)
    if not text:
        raise EvaluationError(kind)
    return text


def reading(scope: FlatScope, item: Item, number: int, asked: str) -> list[str]:
    """The variables of an item from its answer; the codes of several choices without a list."""
    x, v = f"x{number}", f"v{number}"
    if item.kind in LIST_KINDS:
        test = if_both(filled(item, number), asked)
        return [f"l{number} = codes_of({x}) if {test} else ()"]
    if item.kind in NUMBER_KINDS:
        test = if_both(asked, filled(item, number))
        return [f"{v} = {READERS[item.kind]}({x}) if {test} else ''", beside(number, Kind.NUMBER)]
    if item.kind in PLACE_KINDS:
        return [f"{v} = {if_asked(f'place_of({x})', asked)}", beside(number, Kind.TEXT)]
    if item.kind in READERS:
        return [f"{v}, n{number} = {_moments(scope, item)}[{if_asked(x, asked)}]"]
    return [f"{v} = {if_asked(x, asked)}", beside(number, Kind.TEXT)]


def of_one_answer(scope: FlatScope, item: Item, number: int, work: str) -> str:
    """The name of what is remembered of `work` by an item's answer, which is read there."""
    if item.kind in READERS:
        read = f"(lambda v{number}, n{number}: {work})(*{_moments(scope, item)}[{PIECE}])"
    else:
        read = f"(lambda v{number}, a{number}: {work})({PIECE}, {PIECE}.isascii())"
    return scope.remembering_there(read)


def _moments(scope: FlatScope, item: Item) -> str:
    return scope.remembering(f"with_number({READERS[item.kind]}({PIECE}))")

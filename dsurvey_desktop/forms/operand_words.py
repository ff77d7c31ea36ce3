"""What conditions compare, in words: questions, their answers, days, numbers and sums of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dsurvey_desktop.domain.classification import CATEGORIES, GRADES
from dsurvey_desktop.domain.texts import N_, Text, text
from dsurvey_desktop.forms.model import Item, ItemKind
from dsurvey_desktop.forms.wording import in_both
from dsurvey_desktop.forms.xpath_nodes import (
    Binary,
    Call,
    Literal,
    Negative,
    Node,
    Number,
    Path,
    Start,
)
from dsurvey_desktop.forms.xpath_values import number_text

CALCULATED = {
    "age": N_("Age"),
    "category": N_("Disability category"),
    "grade": N_("Disability grade"),
    "birth_date": N_("Birth date"),
    "reference_date": N_("Reference date"),
}
"""What the survey's own calculations are called, which have no label in the form."""
_CODE_NAMES = {"category": CATEGORIES, "grade": GRADES}
_MEASURES = {
    "count-selected": N_("the number of choices of {question}"),
    "string-length": N_("the length of {question}"),
}
_MOMENTS = {"today": N_("the day of filling in"), "now": N_("the time of filling in")}
_SIGNS = {"+": "+", "-": "−", "*": "×", "div": "÷"}
_DAY_KINDS = frozenset({ItemKind.DATE, ItemKind.DATETIME, ItemKind.TIME})


class OperandWords:
    """Names what the conditions of one form speak of."""

    def __init__(self, items: Mapping[str, Item], here: str) -> None:
        """Of these items, by name; `here` is the item whose answer `.` means."""
        self._items = items
        self._here = here

    def operand(self, node: Node) -> Text | str:
        """A side of a comparison; empty where it has no words."""
        match node:
            case Number(value) | Negative(Number(value)):
                return number_text(value if isinstance(node, Number) else -value)
            case Literal(value) | Call("date" | "date-time", (Literal(value),)):
                return value
            case Path():
                return self.name(node)
            case Call():
                return self._worked_out(node)
            case Binary(operator, left, right) if operator in _SIGNS:
                return self._sum(_SIGNS[operator], *map(self._part, (left, right)))
        return ""

    def _worked_out(self, call: Call) -> Text | str:
        match call:
            case Call(name, ()) if name in _MOMENTS:
                return text(_MOMENTS[name])
            case Call(name, (Path() as path,)) if name in _MEASURES and self.name(path):
                return text(_MEASURES[name], question=self.name(path))
            case Call("number" | "int" | "string", (inner,)):
                return self.operand(inner)
            case Call("format-date", (Path() as path, Literal("%Y"))) if self.name(path):
                return text("the year of {question}", question=self.name(path))
        return ""

    def _part(self, node: Node) -> Text | str:
        """A part of a sum; one that is worked out first stands in brackets."""
        words = self.operand(node)
        is_sum = isinstance(node, Binary) and words
        return text("({sum})", sum=words) if is_sum else words

    @staticmethod
    def _sum(sign: str, left: Text | str, right: Text | str) -> Text | str:
        words = N_("{left} {sign} {right}")
        return text(words, left=left, sign=sign, right=right) if left and right else ""

    def told(self, words: str, path: Path, codes: Sequence[str]) -> Text | None:
        """A sentence about a question and answers of it; None where it has no name."""
        name = self.name(path)
        if not name:
            return None
        answers = [self._answer(path, code) for code in codes]
        answer = answers[0] if answers else ""
        for other in answers[1:]:
            answer = text("{before}” or “{after}", before=answer, after=other)
        return text(words, question=name, answer=answer)

    def name(self, path: Path) -> Text | str:
        """A question's label in quotes; empty where the path leads to no question."""
        if path.start is Start.HERE and all(step.name == "." for step in path.steps):
            return text("The answer")
        name = question_named(path)
        item = self._items.get(name)
        if item is not None and any(item.labels.values()):
            return text("“{question}”", question=in_both(item.labels))
        return text(CALCULATED[name]) if name in CALCULATED else name

    def _answer(self, path: Path, code: str) -> Text | str:
        name = question_named(path) or self._here
        known = _CODE_NAMES.get(name, {})
        if code in known:
            return text(known[code])
        item = self._items.get(name)
        labels = (one.labels for one in (item.choices if item else ()) if one.code == code)
        found = next(labels, {})
        return in_both(found) if any(found.values()) else code

    def is_day(self, node: Node) -> bool:
        """Whether a side of a comparison is a day or a time."""
        match node:
            case Call("today" | "now" | "date" | "date-time"):
                return True
            case Path():
                item = self._items.get(question_named(node) or self._here)
                return item is not None and not {item.kind, item.data_type}.isdisjoint(_DAY_KINDS)
        return False


def question_named(path: Path) -> str:
    """The question of `${name}`, or of `../name` as the form library writes it; else nothing."""
    if path.start is Start.NAMED and not path.steps:
        return path.name
    is_near = path.start is Start.HERE and len(path.steps) > 1
    if is_near and all(step.name == ".." and not step.predicates for step in path.steps[:-1]):
        return "" if path.steps[-1].predicates else path.steps[-1].name
    return ""

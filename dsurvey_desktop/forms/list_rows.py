"""Lists of choices and attached tables as nodes; rows are found by what a column of them holds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from dsurvey_desktop.forms.instance import InstanceNode
from dsurvey_desktop.forms.model import Choice
from dsurvey_desktop.forms.xpath_values import TINY, Value, text_number, to_text

ROW = "item"
"""What a row of a list is called in a path."""


class ListRoot(InstanceNode):
    """The root of a list, whose answer is the list's name.

    Columns are indexed when they are first asked for: a list of thousands is filtered anew for
    every entry, and nearly always by one column that equals something.
    """

    __slots__ = ("_by_number", "_by_text")

    def __init__(self, name: str) -> None:
        super().__init__("root", answer=name)
        self._by_text: dict[str, dict[str, list[InstanceNode]]] = {}
        self._by_number: dict[str, list[tuple[float, int]]] = {}

    @property
    def rows(self) -> list[InstanceNode]:
        """The rows in the order of the list."""
        return self.children.get(ROW, [])

    def codes(self, column: str) -> frozenset[str]:
        """All that a column holds."""
        return frozenset(code for code in self._texts(column) if code)

    def rows_where(self, column: str, value: Value) -> list[InstanceNode] | None:
        """The rows of which a column may equal a value, in order; None where that is not known.

        Compared as `equal` does: with a number as numbers, else as texts.
        """
        if isinstance(value, bool):
            return None
        if isinstance(value, float):
            return self._where_number(column, value)
        return self._texts(column).get(to_text(value), [])

    def _texts(self, column: str) -> dict[str, list[InstanceNode]]:
        found = self._by_text.get(column)
        if found is None:
            found = self._by_text[column] = {}
            for row in self.rows:
                found.setdefault(cell(row, column), []).append(row)
        return found

    def _where_number(self, column: str, value: float) -> list[InstanceNode]:
        numbers = self._by_number.get(column)
        if numbers is None:
            numbers = self._by_number[column] = sorted(self._numbers(column))
        begin = bisect_left(numbers, (value - TINY, 0))
        end = bisect_right(numbers, (value + TINY, len(self.rows)))
        return [self.rows[place] for place in sorted(place for _, place in numbers[begin:end])]

    def _numbers(self, column: str) -> Iterator[tuple[float, int]]:
        for place, row in enumerate(self.rows):
            number = text_number(cell(row, column))
            if number == number:  # noqa: PLR0124 - NaN is not itself
                yield number, place


def cell(row: InstanceNode, column: str) -> str:
    """What a row holds in a column; empty where it has none."""
    found = row.children.get(column)
    return str(found[0].answer or "") if found else ""


def build_list(name: str, rows: Sequence[Mapping[str, str]]) -> ListRoot:
    """An attached list as `root/item/column`."""
    root = ListRoot(name)
    for position, row in enumerate(rows, start=1):
        item = root.add(InstanceNode(ROW, root, position))
        for column, text in row.items():
            item.add(InstanceNode(column, item, answer=str(text)))
    return root


def choice_rows(choices: Sequence[Choice], language: str) -> list[dict[str, str]]:
    """A list of choices as rows: name, label and the further columns."""
    return [
        {
            "name": choice.code,
            "label": choice.labels.get(language) or next(iter(choice.labels.values()), choice.code),
            **choice.extra,
        }
        for choice in choices
    ]

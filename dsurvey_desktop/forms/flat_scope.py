"""How a form without repeats is read from the local variables of one function."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dsurvey_desktop.forms.answer_values import LIST_KINDS
from dsurvey_desktop.forms.code_generator import BLANK, Generator
from dsurvey_desktop.forms.code_parts import Code, Scope
from dsurvey_desktop.forms.form_tree import LAST_SAVED, FormTree, Target, TreeNode
from dsurvey_desktop.forms.function_table import Kind, is_pure
from dsurvey_desktop.forms.idioms import WeightedDigits
from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.forms.text_pieces import LONGEST_PIECE, PIECE, PieceScope, piece_of
from dsurvey_desktop.forms.xpath_axes import ATTRIBUTE
from dsurvey_desktop.forms.xpath_nodes import Call, Literal, Node, Path, Step, walk

MOMENTS = {"today": "today", "now": "local_now"}
"""Functions by the attributes of the context that answer them."""
_OF_CONTEXT = frozenset({*MOMENTS, "pulldata", "version"})
"""Functions that rest on the context and their arguments."""


class NotFlat(Exception):
    """The form uses what only a tree can answer (repeats, predicates, attached lists)."""


class FlatScope(Scope):
    """Reads items from local variables: `v3` is the value of item 3, `n3` as number, `l3` codes.

    `a3` says whether the text `v3` is ASCII, so that its letters are counted as Java does.

    Attributes:
        node: whose expressions are read.
        names: constants by name.
        definitions: names of what generated code works out beforehand, by its source.
        of_context: the same of what is worked out once for a context.
        remembered_there: memories of what rests on the context too.
        fixed: calculations that rest on the context alone.
        kinds: what is known of the values of items.
    """

    def __init__(self, tree: FormTree, numbers: Mapping[TreeNode, int], version: str) -> None:
        self._tree = tree
        self._numbers = numbers
        self._version_text = version
        self.node = tree.root
        self.names: dict[str, Any] = {}
        self.kinds: dict[TreeNode, Kind] = {}
        self.definitions: dict[str, str] = {}
        self.of_context: dict[str, str] = {}
        self.remembered_there: dict[str, str] = {}
        self.fixed: set[TreeNode] = set()
        self._constants: dict[Any, str] = {}

    def constant(self, value: Any) -> str:
        """A name under which generated code finds `value`; what is alike has one."""
        name = self._constants.setdefault(value, f"constant_{len(self._constants)}")
        self.names[name] = value
        return name

    def value(self, path: Path) -> Code:
        """The variable of an item."""
        if path.name.startswith(LAST_SAVED):
            return Code(BLANK, Kind.TEXT)
        target = self._target(path)
        if target.names[:-1] == self._tree.root.names and target.element != target.names:
            own = self._tree.root.attributes.get(target.names[-1].removeprefix(ATTRIBUTE), "")
            return Code(repr(own), Kind.TEXT)
        found = None if target.instance or target.has_predicates else self._tree.at(target.names)
        if found is None or found.item is None:
            raise NotFlat(path.name)
        return self._variable(found, found.item)

    def is_own(self, path: Path) -> bool:
        """Whether a path leads to the item whose expressions are read."""
        return self._read(path) is self.node

    def support(self, expression: Node) -> frozenset[TreeNode] | None:
        """The questions that an expression rests on beside the context.

        None where it is not the same each time, or reads what is no question.
        """
        found: set[TreeNode] = set()
        for part in walk(expression):
            if isinstance(part, Path):
                node = self._read(part)
                if node is None or node is self.node or node.item is None:
                    return None
                found.add(node)
            elif not is_pure(part) and not (isinstance(part, Call) and part.name in _OF_CONTEXT):
                return None
        return frozenset(found - self.fixed)

    def _read(self, path: Path) -> TreeNode | None:
        if path.name.startswith(LAST_SAVED):
            return None
        target = self._target(path)
        is_plain = not target.instance and not target.has_predicates
        return self._tree.at(target.names) if is_plain else None

    def _target(self, path: Path) -> Target:
        here = Target("", tuple(Step(name) for name in self.node.names))
        return self._tree.target(path, here, here)

    def _variable(self, node: TreeNode, item: Item) -> Code:
        if node is self.node and node not in self.kinds:
            return Code(BLANK, Kind.TEXT)  # a calculation that reads itself
        if node not in self.kinds:
            raise NotFlat(node.name)  # a note has no variable
        number, kind = self._numbers[node], self.kinds[node]
        if item.kind in LIST_KINDS and not item.calculation:
            return Code(f"' '.join(l{number})", kind, codes=f"l{number}")
        if kind is Kind.TEXT:
            return Code(f"v{number}", kind, ascii=f"a{number}")
        return Code(f"v{number}", kind, f"n{number}")

    def values(self, path: Path) -> str:
        """Only single items are flat."""
        return f"({self.value(path).source},)"

    def remembered(self, node: Node) -> Code | None:
        """What rests on a few characters of a text is remembered by them."""
        piece = piece_of(node)
        subject = None if piece is None else self.value(piece.subject)
        if piece is None or subject is None or not subject.ascii:
            return None
        code = Generator(PieceScope(self, piece.start)).code(node)
        return Code(self._looked_up(subject, piece.start, piece.end, code.source), code.kind)

    def cut(self, text: Code, start: int, end: int) -> str:
        """As everywhere; of ASCII in one step."""
        cut = super().cut(text, start, end)
        return f"({text.source}[{start}:{end}] if {text.ascii} else {cut})" if text.ascii else cut

    def weighted(self, text: Code, digits: WeightedDigits) -> str:
        """As everywhere; some digits after the other, which are remembered."""
        if not text.ascii:
            return super().weighted(text, digits)
        return " + ".join(
            self._looked_up(text, part.start, part.start + len(part.weights), source)
            for part in digits.parts(LONGEST_PIECE)
            for source in (PieceScope(self, part.start).weighted(Code(PIECE, Kind.TEXT), part),)
        )

    def _looked_up(self, text: Code, start: int, end: int, source: str) -> str:
        return f"{self.remembering(source)}[{self.cut(text, start, end)}]"

    def remembering(self, source: str) -> str:
        """The name of a function of a piece; functions that are alike share what they remember."""
        return self.defined(f"Remembered(lambda {PIECE}: {source})")

    def defined(self, source: str) -> str:
        """The name of what is worked out before any entry comes."""
        return self.definitions.setdefault(source, f"made_{len(self.definitions)}")

    def call(self, call: Call) -> Code:
        """The functions that depend on the moment or the attached tables."""
        if call.name in MOMENTS:
            moment = self._once(f"context.{MOMENTS[call.name]}")
            return Code(moment, Kind.PLAIN, self._once(f"to_number({moment})"))
        if call.name == "version":
            return Code(repr(self._version_text), Kind.TEXT)
        if call.name == "pulldata":
            texts = ", ".join(Generator(self).text(argument) for argument in call.arguments)
            found = f"context.look_up({texts})"
            is_fixed = all(isinstance(argument, Literal) for argument in call.arguments)
            return Code(self._once(found) if is_fixed else found, Kind.TEXT)
        raise NotFlat(call.name)

    def _once(self, source: str) -> str:
        """The name of what the context alone says."""
        return self.of_context.setdefault(source, f"fixed_{len(self.of_context)}")

    def remembering_there(self, source: str) -> str:
        """As `remembering`, of a function that rests on the context too."""
        made = f"Remembered(lambda {PIECE}: {source})"
        return self.remembered_there.setdefault(made, f"there_{len(self.remembered_there)}")

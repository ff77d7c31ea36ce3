"""Expressions as Python functions of a node in the tree of an entry, repeats included.

A function is called with the evaluation, the node it is asked at, the node it is asked for (which
`current()` means) and the position among the candidates of a predicate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.code_generator import Generator
from dsurvey_desktop.forms.code_parts import RUNTIME, Code, Scope
from dsurvey_desktop.forms.form_tree import ANY_DEPTH, LAST_SAVED, FormTree, Target, TreeNode
from dsurvey_desktop.forms.function_table import Kind
from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.forms.sieves import column_looked_up
from dsurvey_desktop.forms.xpath_nodes import Call, Literal, Node, Path, Step, XPathError
from dsurvey_desktop.forms.xpath_parser import parse

Function = Callable[[Any, Any, Any, int], Any]
"""`function(evaluation, node, current, position)`."""
FILTERED = "choices"
"""The name under which a choice filter finds the list it filters."""
_ROWS_OF_LIST = (Step("root"), Step("item"))


@dataclass(frozen=True, slots=True)
class Sieve:
    """A column of a list that must equal a value, which is the same for all rows."""

    column: str
    value: Function


@dataclass(frozen=True, slots=True)
class CompiledStep:
    """A step of a path with its predicates as functions.

    Attributes:
        sieve: what the first predicate looks up, where it filters the rows of a list.
    """

    name: str
    predicates: tuple[Function, ...]
    sieve: Sieve | None = None


@dataclass(frozen=True, slots=True, eq=False)
class CompiledPath:
    """An absolute path in the form, or in the list `instance`; the others as in `Target`.

    Attributes:
        is_single: whether it leads to one node of an entry from wherever it is asked.
    """

    instance: str
    steps: tuple[CompiledStep, ...]
    bound: int = ANY_DEPTH
    is_current: bool = False
    is_single: bool = False


class TreeScope(Scope):
    """Reads paths from the tree; `here` is the place, `current` the item that asks.

    Attributes:
        names: constants of the generated code by name.
        repeated: questions with several rows of which one value is wanted.
    """

    def __init__(self, tree: FormTree, here: Target, current: Target, version: str) -> None:
        self._tree = tree
        self._here = here
        self._current = current
        self._form_version = version
        self.names: dict[str, Any] = {}
        self.repeated: list[str] = []

    def constant(self, value: Any) -> str:
        """A name under which generated code finds `value`."""
        name = f"constant_{len(self.names)}"
        self.names[name] = value
        return name

    def value(self, path: Path) -> Code:
        """The one value a path leads to."""
        if path.name.startswith(LAST_SAVED):
            return Code("''", Kind.TEXT)
        target = self._tree.target(path, self._here, self._current)
        if self._is_in_other_rows(target):
            self.repeated.append(target.names[-1])
        return Code(f"rt.value({self.constant(self._compiled(target))}, node, current)", Kind.ANY)

    def _is_in_other_rows(self, target: Target) -> bool:
        """Whether a repeat on the way is not around the place and no predicate picks its row."""
        around = self._here.names if not self._here.instance else self._current.names
        for depth, step in enumerate(target.steps, start=1):
            node = None if target.instance else self._tree.at(target.names[:depth])
            is_around = depth <= target.bound and around[:depth] == target.names[:depth]
            if node is not None and node.is_repeat and not is_around:
                return not step.predicates
        return False

    def values(self, path: Path) -> str:
        """Source of the values of all nodes a path leads to."""
        return f"rt.values({self._path(path)}, node, current)"

    def call(self, call: Call) -> Code:
        """The functions that depend on the place."""
        writer = getattr(self, "_" + call.name.replace("-", "_").replace(":", "_"), None)
        if writer is None:
            raise XPathError(
                "form_union",
                text("Paths cannot be joined by “|”."),
                text("Use two calculations instead."),
                call.offset,
            )
        code: Code = writer(call)
        return code

    def _today(self, _call: Call) -> Code:
        return Code("rt.today", Kind.ANY)

    def _now(self, _call: Call) -> Code:
        return Code("rt.now", Kind.ANY)

    def _version(self, _call: Call) -> Code:
        return Code(repr(self._form_version), Kind.TEXT)

    def _count(self, call: Call) -> Code:
        return Code(f"float(len({self._nodes(call)}))", Kind.NUMBER)

    def _count_non_empty(self, call: Call) -> Code:
        return Code(f"rt.count_filled({self._nodes(call)})", Kind.NUMBER)

    def _sum(self, call: Call) -> Code:
        self._nodes(call)
        return Code(f"total({self.values(_path_argument(call, 0))})", Kind.NUMBER)

    def _nodes(self, call: Call) -> str:
        return f"rt.nodes({self._path(_path_argument(call, 0))}, node, current)"

    def _position(self, call: Call) -> Code:
        if not call.arguments:
            return Code("float(position)", Kind.NUMBER)
        return Code(f"rt.position({self._nodes(call)})", Kind.NUMBER)

    def _once(self, call: Call) -> Code:
        return Code(
            f"(current.answer or {Generator(self).code(call.arguments[0]).source})", Kind.ANY
        )

    def _pulldata(self, call: Call) -> Code:
        return Code(f"rt.look_up({_texts(self, call)})", Kind.TEXT)

    def _jr_choice_name(self, call: Call) -> Code:
        if not isinstance(call.arguments[1], Literal):
            Generator(self).text(call.arguments[1])
            return Code("''", Kind.TEXT)
        item = self._item_in_quotes(call, call.arguments[1].value)
        code = Generator(self).text(call.arguments[0])
        return Code(f"rt.choice_name({self.constant(item)}, {code})", Kind.TEXT)

    _choice_name = _jr_choice_name

    def _item_in_quotes(self, call: Call, quoted: str) -> Item:
        path = parse(quoted)
        if isinstance(path, Path):
            node = self._tree.at(self._tree.target(path, self._here, self._current).names)
            if node is not None and node.item is not None:
                return node.item
        raise _path_wanted(call, 1)

    def _indexed_repeat(self, call: Call) -> Code:
        if len(call.arguments) % 2 == 0:
            raise _path_wanted(call, len(call.arguments) - 1)
        target = self._path(_path_argument(call, 0))
        for place in range(1, len(call.arguments), 2):
            self._check_around(call, place)
        pairs = "".join(
            f"({self._path(_path_argument(call, place))}, "
            f"{Generator(self).number(call.arguments[place + 1])}), "
            for place in range(1, len(call.arguments), 2)
        )
        return Code(f"rt.indexed({target}, ({pairs}), node, current)", Kind.ANY)

    def _check_around(self, call: Call, place: int) -> None:
        """Refuse a repeat that is not around the question, as JavaRosa does."""
        question, around = (
            self._tree.target(_path_argument(call, one), self._here, self._current).names
            for one in (0, place)
        )
        if question[: len(around)] != around or len(question) == len(around):
            raise XPathError(
                "form_repeat_wanted",
                text(
                    "“{question}” is not in “{around}”, which indexed-repeat() counts.",
                    question=question[-1],
                    around=around[-1],
                ),
                text("Write the repeat that is around the question, as ${name}."),
                call.offset,
            )

    def _path(self, path: Path) -> str:
        return self.constant(self.path(path))

    def path(self, path: Path) -> CompiledPath:
        """A path as it is walked."""
        return self._compiled(self._tree.target(path, self._here, self._current))

    def _compiled(self, target: Target) -> CompiledPath:
        steps: list[CompiledStep] = []
        for place, step in enumerate(target.steps):
            bare = tuple(Step(name) for name in target.names[: place + 1])
            scope = TreeScope(
                self._tree, Target(target.instance, bare), self._current, self._form_version
            )
            predicates = tuple(function_of(scope, predicate) for predicate in step.predicates)
            is_list = target.instance and bare == _ROWS_OF_LIST and step.predicates
            sieve = sieve_of(scope, step.predicates[0]) if is_list else None
            steps.append(CompiledStep(step.name, predicates, sieve))
        is_single = self._is_single(target)
        return CompiledPath(
            target.instance, tuple(steps), target.bound, target.is_current, is_single
        )

    def _is_single(self, target: Target) -> bool:
        if target.instance or target.has_predicates:
            return False
        nodes = (self._tree.at(target.names[:depth]) for depth in range(1, len(target.steps) + 1))
        return all(node is not None and not node.is_repeat for node in nodes)


def scope_at(tree: FormTree, node: TreeNode, version: str) -> TreeScope:
    """The scope of the expressions of an item or group."""
    here = Target("", tuple(Step(name) for name in node.names))
    return TreeScope(tree, here, here, version)


def scope_in_list(tree: FormTree, node: TreeNode, version: str) -> TreeScope:
    """The scope of a choice filter: paths are columns of the list."""
    current = Target("", tuple(Step(name) for name in node.names))
    return TreeScope(tree, Target(FILTERED, _ROWS_OF_LIST), current, version)


def scope_beside(tree: FormTree, node: TreeNode, version: str) -> TreeScope:
    """The scope of the number of rows of a repeat, which stands beside it and not in a row."""
    names = (*node.names[:-1], beside(node))
    here = Target("", tuple(Step(name) for name in names))
    return TreeScope(tree, here, here, version)


def beside(node: TreeNode) -> str:
    """The name of the place of a repeat's number of rows, as pyxform calls it."""
    return f"{node.name}_count"


def function_of(scope: TreeScope, node: Node, convert: str = "value") -> Function:
    """An expression as a function; `convert` is `value` or `truth`.

    Raises:
        XPathError: when it cannot be compiled.
    """
    generator = Generator(scope)
    source = generator.truth(node) if convert == "truth" else generator.code(node).source
    names = {**RUNTIME, **scope.names}
    function: Function = eval(  # noqa: S307 - the source is made by the generator alone
        f"lambda rt, node, current, position: {source}", names
    )
    return function


def sieve_of(scope: TreeScope, predicate: Node) -> Sieve | None:
    """What a predicate on the rows of a list looks up; None where each must be asked."""
    found = column_looked_up(predicate)
    return Sieve(found[0], function_of(scope, found[1])) if found else None


def _texts(scope: TreeScope, call: Call) -> str:
    return ", ".join(Generator(scope).text(argument) for argument in call.arguments)


def _path_argument(call: Call, place: int) -> Path:
    argument = call.arguments[place]
    if isinstance(argument, Path):
        return argument
    raise _path_wanted(call, place)


def _path_wanted(call: Call, place: int) -> XPathError:
    return XPathError(
        "form_path_wanted",
        text(
            "Argument {place} of {function}() must be a question or group.",
            place=place + 1,
            function=call.name,
        ),
        text("Write it as ${name}."),
        call.offset,
    )

"""The groups and items of a form as a tree, and what paths lead to in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile

from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.function_table import WITHOUT_ARGUMENTS
from dsurvey_desktop.forms.model import Form, Group, Item
from dsurvey_desktop.forms.xpath_axes import ATTRIBUTE
from dsurvey_desktop.forms.xpath_nodes import Node, Path, Start, Step, XPathError

Names = tuple[str, ...]
"""Names from the outermost element down."""
LAST_SAVED = "last-saved#"
ANY_DEPTH = 1 << 30
UNKNOWN_PATH = "form_path_unknown"
"""The code of the error of a path that leads to no question."""


@dataclass(eq=False, slots=True)
class TreeNode:
    """The root, a group, a repeat or an item; `names` begins with the root's.

    Attributes:
        attributes: the fixed attributes of its element, by name.
        keys: what an answer may stand under (`instance`), by the depth of the row it is in.
    """

    names: Names
    parent: TreeNode | None
    group: Group | None = None
    item: Item | None = None
    children: dict[str, TreeNode] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)
    keys: dict[int, Names] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The last of the names."""
        return self.names[-1]

    @property
    def is_repeat(self) -> bool:
        """Whether it can be there several times."""
        return self.group is not None and self.group.is_repeat


@dataclass(frozen=True, slots=True)
class Target:
    """An absolute path: in the form itself or in the list `instance`.

    Attributes:
        bound: how many steps may mean the rows around the place: those of a relative path that
            goes up and down again do not.
        is_current: it begins at the item that asks, also within a predicate.
    """

    instance: str
    steps: tuple[Step, ...]
    bound: int = ANY_DEPTH
    is_current: bool = False

    @property
    def names(self) -> Names:
        """The steps without their predicates."""
        return tuple(step.name for step in self.steps)

    @property
    def element(self) -> Names:
        """The names without the attribute that may come last."""
        names = self.names
        return names[:-1] if names and names[-1].startswith(ATTRIBUTE) else names

    @property
    def has_predicates(self) -> bool:
        """Whether any step filters."""
        return any(step.predicates for step in self.steps)


class FormTree:
    """The tree of a form.

    Attributes:
        root: the outermost node.
        nodes: all nodes below it in the order of the survey sheet.
    """

    def __init__(self, form: Form) -> None:
        self.root = TreeNode((form.root,), None)
        self.nodes: list[TreeNode] = []
        self._by_names: dict[Names, TreeNode] = {(form.root,): self.root}
        self._by_name: dict[str, list[TreeNode]] = defaultdict(list)
        rows: list[Item | Group] = [*form.groups, *form.items]
        for part in sorted(rows, key=lambda part: part.path.count("/")):
            self._add(part)
        self._sort(form)
        self._name_attributes(form)

    def _add(self, part: Item | Group) -> None:
        names = (self.root.name, *part.path.split("/"))
        parent = self._by_names.get(names[:-1]) or self._bare_group(names[:-1])
        if isinstance(part, Item):
            node = TreeNode(names, parent, item=part)
        else:
            node = TreeNode(names, parent, group=part)
        parent.children[node.name] = node
        self._by_names[names] = node
        self._by_name[node.name].append(node)
        self.nodes.append(node)

    def _name_attributes(self, form: Form) -> None:
        for path, attributes in form.attributes.items():
            names = (self.root.name, *filter(None, path.split("/")))
            if (node := self._by_names.get(names)) is not None:
                node.attributes = attributes
        own = {"id": form.form_id, "version": form.version}
        named = {name: value for name, value in own.items() if value}
        self.root.attributes = {**self.root.attributes, **named}

    def _sort(self, form: Form) -> None:
        """Children in the order of the survey sheet: a group stands where its first item does."""
        placed: set[TreeNode] = set()
        for item in form.items:
            node = self._by_names[(self.root.name, *item.path.split("/"))]
            while node.parent is not None and node not in placed:
                placed.add(node)
                node.parent.children[node.name] = node.parent.children.pop(node.name)
                node = node.parent
        order = {id(item): place for place, item in enumerate(form.items)}
        self.nodes.sort(key=lambda node: order.get(id(node.item), -1))

    def _bare_group(self, names: Names) -> TreeNode:
        """A group that only the paths of its items speak of."""
        self._add(Group(names[-1], "/".join(names[1:]), {}))
        return self._by_names[names]

    @property
    def items(self) -> list[TreeNode]:
        """The items in the order of the survey sheet."""
        return [node for node in self.nodes if node.item is not None]

    @property
    def has_repeats(self) -> bool:
        """Whether anything can be there several times."""
        return any(node.is_repeat for node in self.nodes)

    def is_unique(self, name: str) -> bool:
        """Whether only one item or group bears that name."""
        return len(self._by_name[name]) == 1

    def named(self, name: str) -> list[TreeNode]:
        """The items and groups of that name."""
        return self._by_name[name]

    def at(self, names: Names) -> TreeNode | None:
        """The node under those names."""
        return self._by_names.get(names)

    def target(self, path: Path, here: Target, current: Target) -> Target:
        """The absolute path a path means at `here`; `current` is the item that asks.

        Raises:
            XPathError: when there is no such item, or several.
        """
        target = self._absolute(path, here, current)
        if not target.instance and target.element not in self._by_names:
            self._check_wildcards(path, target)
        return target

    def _absolute(self, path: Path, here: Target, current: Target) -> Target:
        match path.start:
            case Start.NAMED:
                named = self._named_steps(path)
                own, more = _own_predicates(path.steps)
                steps = _followed((*named[:-1], Step(named[-1].name, own)), more, path)
                is_current = self._is_nearer(named, current, here)
                bound = self._bound_of(named, current if is_current else here)
                return Target("", steps, bound, is_current)
            case Start.INSTANCE:
                return Target(path.name, _followed((), path.steps, path))
            case Start.ROOT:
                return Target("", _followed((), path.steps, path))
            case Start.CURRENT:
                return replace(_relative(current, path), is_current=True)
        return _relative(here, path)

    def _is_nearer(self, named: tuple[Step, ...], current: Target, here: Target) -> bool:
        """Whether the item that asks shares more repeats with a question than a predicate does."""
        return not here.instance and self._shared(named, current) > self._shared(named, here)

    def _shared(self, named: tuple[Step, ...], place: Target) -> int:
        """How many repeats are around both."""
        names = tuple(step.name for step in named)
        depths = range(1, min(len(names), len(place.names)) + 1)
        both = takewhile(lambda depth: names[:depth] == place.names[:depth], depths)
        return sum(self._by_names[names[:depth]].is_repeat for depth in both)

    def _bound_of(self, named: tuple[Step, ...], here: Target) -> int:
        """A repeat that is named from within means all its rows, where another is around it."""
        names = tuple(step.name for step in named)
        is_around = here.names[: len(names)] == names and len(here.names) > len(names)
        node = self._by_names[names]
        outer = (self._by_names[names[:depth]] for depth in range(1, len(names)))
        is_nested = node.is_repeat and any(one.is_repeat for one in outer)
        return len(names) - 1 if is_around and is_nested else ANY_DEPTH

    def _named_steps(self, path: Path) -> tuple[Step, ...]:
        found = self._by_name.get(path.name.removeprefix(LAST_SAVED), [])
        if len(found) == 1:
            return tuple(Step(name) for name in found[0].names)
        if not found:
            raise XPathError(
                "form_reference_unknown",
                text("There is no question named {name}.", name=path.name),
                text("Check the spelling of the name in ${…}."),
                path.offset,
            )
        raise XPathError(
            "form_reference_ambiguous",
            text("Several questions are named {name}.", name=path.name),
            text("Rename one of them."),
            path.offset,
        )

    def _advice(self, path: Path) -> Text:
        name = path.steps[0].name if path.start is Start.HERE and len(path.steps) == 1 else ""
        if name in self._by_name:
            return text("Did you mean “{suggestion}”?", suggestion=f"${{{name}}}")
        if name in WITHOUT_ARGUMENTS:
            return text("Did you mean “{suggestion}”?", suggestion=f"{name}()")
        if name:
            return text("Write ${name} for a question, and quotation marks around a code or text.")
        return text("Use ${name} with the name of the question.")

    def _check_wildcards(self, path: Path, target: Target) -> None:
        is_there = any(
            len(names) == len(target.element)
            and all(a in {b, "*"} for a, b in zip(target.element, names, strict=True))
            for names in self._by_names
        )
        if not is_there:
            raise XPathError(
                UNKNOWN_PATH,
                text("The path {path} leads to no question.", path="/" + "/".join(target.names)),
                self._advice(path),
                path.offset,
            )


def _relative(base: Target, path: Path) -> Target:
    depth = lowest = len(base.steps)
    for step in path.steps:
        depth += {"..": -1, ".": 0}.get(step.name, 1)
        lowest = min(lowest, depth)
    return Target(base.instance, _followed(base.steps, path.steps, path), lowest)


def _own_predicates(steps: tuple[Step, ...]) -> tuple[tuple[Node, ...], tuple[Step, ...]]:
    if steps and steps[0].name == "." and steps[0].predicates:
        return steps[0].predicates, steps[1:]
    return (), steps


def _followed(base: tuple[Step, ...], steps: tuple[Step, ...], path: Path) -> tuple[Step, ...]:
    found = list(base)
    for step in steps:
        if step.name == "..":
            if len(found) < 2:
                raise XPathError(
                    UNKNOWN_PATH,
                    text("The path goes up beyond the form."),
                    text("Remove one of the “..”."),
                    path.offset,
                )
            found.pop()
        elif step.name != ".":
            found.append(step)
    return tuple(found)

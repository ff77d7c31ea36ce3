"""Lists of choices and attached tables as trees that paths lead through, built once each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.list_rows import ListRoot, build_list, choice_rows
from dsurvey_desktop.forms.model import CHINESE, Choice, Item
from dsurvey_desktop.forms.tree_code import FILTERED


class ListTrees:
    """The lists of a form; tables come from the context and are built once for each context."""

    def __init__(self, lists: Mapping[str, Sequence[Choice]]) -> None:
        self._lists = lists
        self._built: dict[tuple[str, str], ListRoot] = {}

    def attached(self, name: str, context: FormContext) -> ListRoot:
        """What `instance(name)` leads to."""
        return self._tree(name, name, context)

    def offered(self, item: Item, context: FormContext) -> ListRoot | None:
        """An item's list; None where there is no such list."""
        name = item.choice_list
        if not name or (name not in self._lists and name not in context.tables):
            return None
        return self._tree(name, FILTERED, context)

    def _tree(self, name: str, called: str, context: FormContext) -> ListRoot:
        choices = self._lists.get(name)
        built = context.trees if choices is None else self._built
        if (name, called) not in built:
            table = context.tables.get(name, ())
            rows = table if choices is None else choice_rows(choices, CHINESE)
            built[name, called] = build_list(called, rows)
        return built[name, called]

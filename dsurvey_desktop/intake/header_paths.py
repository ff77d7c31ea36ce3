"""Headers that are paths: groups before the question, a choice behind it.

ODK Central writes `group-item`, its other programs `group.item` and `group_item`; KoboToolbox
`group/item` by names or by labels. Either spreads a multiple choice over `item/code`, `item_code`
or `question/label`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from dsurvey_desktop.forms.model import Form, Group
from dsurvey_desktop.intake.cleaning import key_of

_SEPARATOR = re.compile(r"[-/:.]")
_OTHER_GROUP = 0.9
"""Certainty left to a label below a group that is none of the form's."""
_LONGEST, _DEEPEST = 200, 6
"""Characters and slashes of a header that may still be a path."""

Names = Mapping[str, str]
TickBox = Callable[[str, str], str]
"""From an item and the text of a choice to `item/code`; empty where there is none."""
Labels = Callable[[str], "tuple[float, str] | None"]
"""From a label to confidence and item."""


class HeaderPaths:
    """Reads paths under one form.

    Args:
        form: its group names and labels count.
        names: item names by their casefolded form.
        tick_box: names a single choice of a multiple choice.
        labels: looks a plain label up.
    """

    def __init__(self, form: Form, names: Names, tick_box: TickBox, labels: Labels) -> None:
        self._names = names
        self._tick_box = tick_box
        self._labels = labels
        self._groups = {group.name.casefold() for group in form.groups}
        self._group_labels = set(_group_labels(form.groups))

    def by_name(self, header: str) -> str:
        """The item, or `item/code`, of a path of names; empty where it is none."""
        if len(header) > _LONGEST:
            return ""
        parts = _SEPARATOR.split(header)
        last = parts[-1].casefold()
        if len(parts) > 1:
            if name := self._names.get(last):
                return name
            owner = self._names.get(parts[-2].casefold(), "")
            if box := self._tick_box(owner, parts[-1]):
                return box
        return self._joined(last)

    def by_label(self, header: str) -> tuple[float, str] | None:
        """Confidence and item of a path of labels: `社会保障/养老服务现状`, `康复服务/手术`."""
        if not 0 < header.count("/") <= _DEEPEST:
            return None
        for before, behind in _cuts(header):
            is_group = key_of(before) in self._group_labels
            below = self._labels(behind) or self.by_label(behind)
            if is_group and below:
                return below
            if owner := self._labels(before):  # of another person too: `监护人/手机号码`
                box = self._tick_box(owner[1], behind)
                return (owner[0], box) if box else None
            if below:
                return below[0] * _OTHER_GROUP, below[1]
        return None

    def _joined(self, name: str) -> str:
        """`group_item`, `item_code` and `group_item_code`, where each part is the form's."""
        for at in _underscores(name):
            before, behind = name[:at], name[at + 1 :]
            if (owner := self._names.get(before)) and (box := self._tick_box(owner, behind)):
                return box
            if before in self._groups:
                found = self._names.get(behind) or self._joined(behind)
                if found:
                    return found
        return ""


def is_path(header: str) -> bool:
    """True for a header of several parts."""
    return _SEPARATOR.search(header) is not None


def last_part(header: str) -> str:
    """What stands behind all groups."""
    return _SEPARATOR.split(header)[-1]


def _cuts(header: str) -> Iterator[tuple[str, str]]:
    for slash in re.finditer("/", header):
        yield header[: slash.start()].strip(), header[slash.end() :].strip()


def _underscores(name: str) -> Iterable[int]:
    return (match.start() for match in re.finditer("_", name))


def _group_labels(groups: Iterable[Group]) -> Iterator[str]:
    for group in groups:
        yield from (key_of(label) for label in group.labels.values())

"""A single filled form as ODK Collect keeps it (OpenRosa instance XML), with its repeats.

A group that stands there more than once is a repeat. Its lines become a sheet of their own that
names the form, as in the exports of ODK Central. A repeat of one line looks like any group; that
it is one only the form knows.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree as ET

from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.archive import below
from dsurvey_desktop.intake.container import not_a_table
from dsurvey_desktop.intake.limits import (
    DEFAULT_LIMITS,
    Limits,
    check_all_cells,
    check_shape,
    check_sheet_count,
)
from dsurvey_desktop.intake.model import IntakeError
from dsurvey_desktop.intake.sheets import Cell, Sheet, plain_text

_DEEPEST = 20
_TEMPLATE = "{http://openrosa.org/javarosa}template"
_ID = "instanceID"
_KEY, _PARENT_KEY = "KEY", "PARENT_KEY"
_Cells = dict[str, str]


@dataclass(slots=True)
class _Lines:
    """The lines of a repeat; `lines` are its cells by path."""

    name: str
    lines: list[_Cells] = field(default_factory=list)

    def sheet(self, limits: Limits) -> Sheet:
        paths = list(dict.fromkeys(path for line in self.lines for path in line))
        paths = [*(path for path in paths if path not in (_PARENT_KEY, _KEY)), _PARENT_KEY, _KEY]
        check_shape(self.name, len(self.lines) + 1, len(paths), limits)
        rows: list[list[Cell]] = [[line.get(path, "") for path in paths] for line in self.lines]
        return Sheet(self.name, [list(paths), *rows])


def is_instance(root: ET.Element) -> bool:
    """OpenRosa: the root of an instance names its form."""
    return bool(root.get("id"))


def read_instance(root: ET.Element, limits: Limits) -> list[Sheet]:
    """A sheet of two rows, the path of each answer (`group-item`) and the answers; then repeats.

    Raises:
        IntakeError: encrypted_form, not_a_table for groups nested deeper than in any form,
            too_many_columns, too_many_rows, too_many_sheets, too_many_cells.
    """
    if root.get("encrypted") == "yes":
        raise _encrypted_form()
    reader = _Reader()
    leaves = list(reader.leaves(root, "", reader.key_of(root), 0))
    check_shape("", 2, len(leaves), limits)
    check_sheet_count(len(reader.repeats), limits)
    sheets = [one.sheet(limits) for one in reader.repeats.values()]
    check_all_cells(sum(len(one.rows) * one.width() for one in sheets), limits)
    if sheets:
        leaves.append((_KEY, reader.key))
    form: list[list[Cell]] = [[path for path, _said in leaves], [said for _path, said in leaves]]
    return [Sheet("", form), *sheets]


def part_repeats(sheet: Sheet, repeats: Collection[str]) -> list[Sheet]:
    """A form's sheet, and one for each repeat of a single line that stands in it as a group.

    Args:
        sheet: any; what is no form of two rows comes back as it is.
        repeats: paths of the form's repeats (`g1/member`).
    """
    parted = [sheet]
    for path in sorted(repeats, reverse=True):  # inner ones first
        prefix = f"{path.replace('/', '-')}-"
        headers = [plain_text(cell) for cell in sheet.rows[0]] if len(sheet.rows) == 2 else []
        own = [at for at, header in enumerate(headers) if header.startswith(prefix)]
        if not own:
            continue
        key, name = _key_in(sheet), prefix.rstrip("-")
        line = {headers[at][len(prefix) :]: plain_text(sheet.rows[1][at]) for at in own}
        line |= {_PARENT_KEY: key, _KEY: f"{key}/{path.rpartition('/')[2]}[1]"}
        lines = _Lines(below(sheet.name, name) if sheet.name else name, [line])
        sheet = _without(sheet, own, key)
        parted = [sheet, *parted[1:], lines.sheet(DEFAULT_LIMITS)]
    return parted


@dataclass(slots=True)
class _Reader:
    """Walks through a form; `repeats` by their path, `key` is what the form is called."""

    key: str = ""
    repeats: dict[str, _Lines] = field(default_factory=dict)
    _counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def key_of(self, root: ET.Element) -> str:
        """Its own ID, or else a digest of what it holds."""
        own = next((e.text for e in root.iter() if _name(e) == _ID and e.text), "")
        self.key = own.strip() if own else hashlib.blake2b(ET.tostring(root)).hexdigest()[:24]
        return self.key

    def leaves(
        self, element: ET.Element, prefix: str, parent: str, depth: int, above: str = ""
    ) -> Iterator[tuple[str, str]]:
        """Path and text of each answer that stands in no repeat below; those are put aside.

        Args:
            element: the form, a group or a line of a repeat.
            prefix: of paths, within the form or the line.
            parent: what the form or line is called.
            depth: of the element.
            above: path of the element within the form.
        """
        if depth > _DEEPEST:
            raise not_a_table()
        times = Counter(_name(child) for child in element if len(child))
        for child in element:
            name = _name(child)
            if not len(child):
                yield f"{prefix}{name}", (child.text or "").strip()
            elif child.get(_TEMPLATE) is not None:
                continue
            elif times[name] > 1:
                self._line(child, f"{above}{name}", parent, depth)
            else:
                path = f"{above}{name}-"
                yield from self.leaves(child, f"{prefix}{name}-", parent, depth + 1, path)

    def _line(self, element: ET.Element, path: str, parent: str, depth: int) -> None:
        self._counts[path, parent] += 1
        key = f"{parent}/{_name(element)}[{self._counts[path, parent]}]"
        lines = self.repeats.setdefault(path, _Lines(path)).lines
        line: _Cells = {}
        lines.append(line)
        line |= dict(self.leaves(element, "", key, depth + 1, f"{path}-"))
        line |= {_PARENT_KEY: parent, _KEY: key}


def _name(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _key_in(sheet: Sheet) -> str:
    """What a form is called; a digest of its cells where it has no ID."""
    texts = [[plain_text(cell).strip() for cell in row] for row in sheet.rows]
    named = dict(zip(*texts, strict=False))
    own = next((said for path, said in named.items() if path.split("-")[-1] in (_KEY, _ID)), "")
    return own or hashlib.blake2b(repr(texts).encode()).hexdigest()[:24]


def _without(sheet: Sheet, columns: Collection[int], key: str) -> Sheet:
    """The sheet without these columns, with a column that says what the form is called."""
    rows = [[cell for at, cell in enumerate(row) if at not in columns] for row in sheet.rows]
    if _KEY not in rows[0]:
        rows = [[*row, said] for row, said in zip(rows, (_KEY, key), strict=True)]
    return replace(sheet, rows=rows)


def _encrypted_form() -> IntakeError:
    """ODK encrypts filled forms for whoever holds the project's key."""
    return IntakeError(
        "encrypted_form",
        text("ODK Collect has encrypted this form; nobody can read it here."),
        text("Please export the forms with their passphrase from ODK Central, and take that in."),
    )

"""What a collection workbook is made of: plain values, already worded in its language."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.forms.model import Item


@dataclass(frozen=True, slots=True)
class CollectionColumn:
    """A column to fill in or to read.

    Attributes:
        name: the item, or with `OWN_COLUMN` before it what the program adds for the eye.
        header: as people see it.
        section: the words over a run of columns.
        width: in characters.
        item: None for a column that the form does not ask.
        choices: pairs of code and label, as they are offered.
        help: who is asked and how to answer; Excel shows it beside the cell.
        is_locked: the person is who the roster says; nobody types here.
    """

    name: str
    header: str
    section: str
    width: int
    item: Item | None = None
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""
    is_locked: bool = False

    @property
    def offered(self) -> tuple[str, ...]:
        """What the list offers: `1.是`."""
        return tuple(f"{code}.{label}" for code, label in self.choices)


@dataclass(frozen=True, slots=True)
class GuideLine:
    """An item as the guide of the workbook explains it."""

    section: str
    code: str
    question: str
    choices: str
    words: str


@dataclass(frozen=True, slots=True)
class CollectionSheet:
    """A workbook for one community.

    Attributes:
        sheet: name of the sheet to fill in.
        title, campaign, notes: lines above the table; the campaign beside the title.
        rows: what stands there already; texts, and numbers where they are counted with.
        spare_rows: empty lines below, open in every column.
        mark: rows of the hidden sheet.
        guide_title, guide_sheet, guide_header, guide: the explanations.
        footer: at the bottom of each printed page.
    """

    sheet: str
    title: str
    campaign: str
    notes: tuple[str, ...]
    columns: tuple[CollectionColumn, ...]
    rows: tuple[tuple[str | int, ...], ...]
    spare_rows: int
    mark: tuple[tuple[str, ...], ...]
    guide_sheet: str
    guide_title: str
    guide_header: tuple[str, ...]
    guide: tuple[GuideLine, ...]
    footer: str

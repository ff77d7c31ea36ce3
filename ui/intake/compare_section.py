"""Two forms of one community side by side: item, here, came; one is chosen, whole or by fields."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.compare_forms import ComparedItem, FormComparison
from ui.intake.decision_section import DecisionSection
from ui.intake.problem_section import place_words
from ui.theme import Theme
from ui.widgets.row_model import Column


@dataclass(frozen=True, slots=True)
class CompareLine:
    """An item of both forms; the community and the files are named on the first line only."""

    change: FormComparison
    compared: ComparedItem
    is_first: bool

    @property
    def item(self) -> str:
        """Its name."""
        return self.compared.item


def compare_lines(comparisons: tuple[FormComparison, ...]) -> list[CompareLine]:
    """A line an item, what is to be decided first, forms one after the other."""
    return [
        CompareLine(one, compared, number == 0)
        for one in comparisons
        for number, compared in enumerate(sorted(one.items, key=lambda item: not item.is_open))
    ]


class CompareSection(DecisionSection[CompareLine]):
    """Hidden while no form waits beside another."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        title = _("Community forms side by side")
        wider = _("this whole form"), _("this item of all communities")
        super().__init__(theme, title, _columns(), wider, parent)

    def show_comparisons(self, comparisons: tuple[FormComparison, ...]) -> None:
        """Replace the list."""
        self.show_waiting(comparisons, compare_lines(comparisons))


def _columns() -> tuple[Column[CompareLine], ...]:
    return (
        Column(_("Community"), _community, width=28),
        Column(_("Item"), lambda line: line.compared.label, width=50),
        Column(_("Here now"), _here, tip=_here_from, width=42),
        Column(_("In the file"), _came, kind=_kind, tip=_came_from, width=46),
        Column(_("From"), _files, tip=_files, width=0),
    )


def _community(line: CompareLine) -> str:
    return line.change.community_name if line.is_first else ""


def _here(line: CompareLine) -> str:
    return line.compared.here_words or _("(blank)")


def _came(line: CompareLine) -> str:
    return line.compared.came_words or _("(blank)")


def _kind(line: CompareLine) -> str:
    return "warning" if line.compared.is_open else "done"


def _here_from(line: CompareLine) -> str:
    return f"{line.change.here.file} {place_words(line.change.here)}".strip()


def _came_from(line: CompareLine) -> str:
    return f"{line.change.came.file} {place_words(line.change.came)}".strip()


def _files(line: CompareLine) -> str:
    if not line.is_first:
        return ""
    return _("here: {here}; came: {came}").format(here=_here_from(line), came=_came_from(line))

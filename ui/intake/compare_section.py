"""Two forms of one community side by side: item, here, came; one is chosen, whole or by fields."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import labelled
from dsurvey_desktop.usecases.compare_forms import ComparedItem, FormComparison
from ui.intake.decision_section import DecisionSection
from ui.intake.preview_words import difference_words
from ui.intake.problem_table import place_words
from ui.theme import Theme
from ui.widgets.row_model import Column


@dataclass(frozen=True, slots=True)
class CompareLine:
    """An item of both forms.

    Attributes:
        place: from 0; the community is named on the first line, the files on the first two.
    """

    change: FormComparison
    compared: ComparedItem
    place: int

    @property
    def item(self) -> str:
        """Its name."""
        return self.compared.item


def compare_lines(comparisons: tuple[FormComparison, ...]) -> list[CompareLine]:
    """A line an item, what is to be decided first, forms one after the other."""
    return [
        CompareLine(one, compared, number)
        for one in comparisons
        for number, compared in enumerate(sorted(one.items, key=lambda item: not item.is_open))
    ]


class CompareSection(DecisionSection[CompareLine]):
    """Hidden while no form waits beside another."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        title = _("Community forms side by side")
        wider = _("this whole form"), _("this item of all communities")
        super().__init__(theme, title, _columns(), wider, _whole, parent)

    def show_comparisons(self, comparisons: tuple[FormComparison, ...]) -> None:
        """Replace the list."""
        self.show_waiting(comparisons, compare_lines(comparisons))


def _columns() -> tuple[Column[CompareLine], ...]:
    return (
        Column(_("Community"), _community, width=28),
        Column(_("Item"), lambda line: line.compared.label, width=50),
        Column(_("Here now"), _here, tip=_here_from, width=42),
        Column(_("In the file"), _came, kind=_kind, tip=_came_from, width=46),
        Column(_("From"), _file, tip=_files, width=0, is_file=True),
    )


def _community(line: CompareLine) -> str:
    return line.change.community_name if not line.place else ""


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


def _file(line: CompareLine) -> str:
    """One below the other: side by side, long names of files leave each other no room."""
    shown = (
        labelled(_("In the file"), _came_from(line)),
        labelled(_("Here now"), _here_from(line)),
    )
    return shown[line.place] if line.place < len(shown) else ""


def _files(line: CompareLine) -> str:
    return _("here: {here}; came: {came}").format(here=_here_from(line), came=_came_from(line))


def _whole(line: CompareLine) -> str:
    item = difference_words(line.compared.label, _here(line), _came(line))
    return f"{line.change.community_name} · {item}\n{_files(line)}"

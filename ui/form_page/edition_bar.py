"""Which edition is shown, and what of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QWidget

from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.usecases.form_views import EditionLine, FormView
from ui.places import documents_folder
from ui.theme import Theme
from ui.verify.editors.combo_editor import QuietCombo
from ui.widgets.parts import button, column, flow, spring

VIEWS = {
    "items": N_("Items"),
    "check": N_("Check"),
    "compare": N_("Compare"),
    "try": N_("Try it"),
    "move": N_("Entries"),
}
KIND_WORDS = {"individual": N_("Individual form"), "community": N_("Community form")}


class EditionBar(QWidget):
    """A list of editions, a button for a workbook from disk, and a chip for each view.

    Signals:
        edition_chosen: digest (str) of an edition, or the `Path` of a workbook.
        view_chosen: one of `VIEWS` (str).
    """

    edition_chosen = Signal(object)
    view_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open: str | Path = ""
        self.editions = QuietCombo()
        self.editions.setAccessibleName(_("Form edition"))
        self.editions.activated.connect(self._choose_edition)
        self.open_button = button(_("Open a &workbook …"), self.choose_file)
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._choose_view)
        second = flow(theme)
        self.chips = {}
        for number, (view, words) in enumerate(VIEWS.items()):
            chip = button(_(words), None, "chip")
            chip.setCheckable(True)
            chip.setAutoExclusive(True)
            self._group.addButton(chip, number)
            second.addWidget(chip)
            self.chips[view] = chip
        lines = column(theme, self, gap=2)
        for widget in (spring(), self.open_button):
            second.addWidget(widget)
        lines.addWidget(self.editions)
        lines.addLayout(second)

    def show_editions(self, editions: tuple[EditionLine, ...]) -> None:
        """List these; an opened workbook stays in the list."""
        chosen = self.editions.currentData()
        files = [data for data in self._sources() if isinstance(data, Path)]
        self.editions.clear()
        for line in editions:
            self.editions.addItem(edition_words(line), line.digest)
        for file in files:
            self._add_file(file)
        self._select(chosen)

    def show_form(self, source: str | Path, view: FormView) -> None:
        """Say which edition is open."""
        self._name(source, f"{view.title} {view.version}")
        self._offer(set(VIEWS))

    def show_broken(self, file: Path) -> None:
        """A workbook that is no sound form is named; there is nothing of it but what is wrong."""
        self._name(file, file.name)
        self._offer({"check"})

    def show_open(self) -> None:
        """What was chosen could not be read: name again what is open."""
        self._select(self._open)

    def can_show(self, view: str) -> bool:
        """Whether there is such a view of what is open."""
        return view in self.chips and self.chips[view].isEnabled()

    def show_view(self, view: str) -> None:
        """Mark the view that is shown."""
        self._group.blockSignals(True)
        self.chips[view].setChecked(True)
        self._group.blockSignals(False)

    @Slot()
    def choose_file(self) -> None:
        """Ask for a workbook."""
        file = ask_workbook(self, _("Open a form workbook"))
        if file is not None:
            self.edition_chosen.emit(file)

    def _sources(self) -> list[object]:
        return [self.editions.itemData(number) for number in range(self.editions.count())]

    def _name(self, source: str | Path, words: str) -> None:
        self._open = source
        if source not in self._sources():
            if isinstance(source, Path):
                self._add_file(source)
            else:
                self.editions.addItem(words, source)
        self._select(source)

    def _offer(self, views: set[str]) -> None:
        for view, chip in self.chips.items():
            chip.setEnabled(view in views)

    def _add_file(self, file: Path) -> None:
        self.editions.addItem(_("From disk: {file}").format(file=file.name), file)

    def _select(self, source: object) -> None:
        sources = self._sources()
        if source in sources:
            self.editions.setCurrentIndex(sources.index(source))

    @Slot(int)
    def _choose_edition(self, _number: int) -> None:
        self.edition_chosen.emit(self.editions.currentData())

    @Slot(int, bool)
    def _choose_view(self, number: int, is_checked: bool) -> None:
        if is_checked:
            self.view_chosen.emit(list(VIEWS)[number])


def ask_workbook(parent: QWidget, title: str) -> Path | None:
    """Let a person choose the workbook of a form."""
    kinds = _("Form workbooks (*.xlsx *.xlsm *.xls);;All files (*)")
    start = str(documents_folder())
    file, _kind = QFileDialog.getOpenFileName(parent, title, start, kinds)
    return Path(file) if file else None


def edition_words(line: EditionLine) -> str:
    """An edition in one line: kind, version, what it is to the office, digest."""
    marks = []
    if line.is_current:
        marks.append(_("the campaign's"))
    if line.is_shipped:
        marks.append(_("came with the program"))
    if line.entries:
        marks.append(_("{count} entries").format(count=f"{line.entries:,}"))
    parts = (_(KIND_WORDS[line.kind]), line.version, *marks, line.digest[:6])
    return " · ".join(parts)

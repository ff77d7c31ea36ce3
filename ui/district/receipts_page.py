"""The page of receipts: what each town is to be told, and the key cards of both sides."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QItemSelection, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QWidget

from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.domain.word_lists import listed, sentences
from dsurvey_desktop.usecases.district_views import TownProgress, WrittenReceipt, WrittenTaskPackage
from dsurvey_desktop.usecases.hand_over_views import KeyCardView
from ui.changes import Changes, Kind, changed
from ui.context import AppContext
from ui.district.district_calls import DistrictCalls
from ui.district.district_page import DistrictPage
from ui.district.package_card import PackageCard
from ui.district.town_columns import receipt_columns
from ui.hand_over.hand_over_calls import office_calls as key_calls
from ui.hand_over.key_cards import KeyCards
from ui.hand_over.sent_card import SentCard, SentDeeds
from ui.places import documents_folder
from ui.widgets.empty_state import EmptyState
from ui.widgets.parts import action_button, column, heading, label, row
from ui.widgets.row_model import RowModel
from ui.widgets.scrolling import scrolling
from ui.widgets.table import Table


class ReceiptsPage(DistrictPage):
    """Attributes: `table` of towns, `message` to the chosen one, `package` and `keys` below."""

    TITLE = N_("Receipts")

    def __init__(
        self,
        context: AppContext,
        parent: QWidget | None = None,
        calls: DistrictCalls | None = None,
    ) -> None:
        super().__init__(context, parent, calls)
        self._keys = key_calls(context.desk)
        self._model: RowModel[TownProgress] = RowModel(self.theme, receipt_columns(), self)
        self.table = Table(self.theme, _("Towns"))
        self.table.show_rows(self._model)
        self.message = QLineEdit()
        self.told = label("", wraps=True)
        self.package = PackageCard(self.theme)
        self.sent = SentCard(self.theme)
        self._sent_deeds = SentDeeds(self, self.sent, self._keys)
        self.keys = KeyCards(self.theme, is_district=True)
        self.empty = EmptyState(self.theme, "hand_over")
        self._write = self.add_page_action(_("&Write the receipt …"), "Ctrl+S", self.choose_folder)
        self._lay_out()
        self._connect()
        self._show_towns(())

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Read again, the own card too where it may be another."""
        super().refresh(changes)
        if changes.touches(Kind.OFFICE):
            self.run(self._keys.own_card, on_done=self._show_own_card)

    def read(self) -> None:
        """The towns, and what went out."""
        self._sent_deeds.read()
        self.run(self.calls.towns, on_done=self._show_towns)

    @property
    def chosen(self) -> TownProgress | None:
        """The chosen town."""
        rows = self.table.selectionModel().selectedRows()
        return self._model.row_at(rows[0]) if rows else None

    @Slot()
    def choose_folder(self) -> None:
        """Ask where the receipt goes, then write it."""
        town = self.chosen
        start = str(documents_folder())
        folder = QFileDialog.getExistingDirectory(self, _("Write the receipt to"), start)
        if town is not None and folder:
            self.messages.clear()
            self.run(
                self.calls.receipt,
                town.code,
                Path(folder),
                self.message.text(),
                on_done=self._see_written,
            )

    @Slot(object)
    def _see_written(self, receipt: WrittenReceipt) -> None:
        self.message.clear()
        words = _("Receipt {file}: {accepted} accepted, {back} sent back.")
        said = words.format(
            file=Path(receipt.path).name,
            accepted=f"{receipt.accepted:,}",
            back=f"{receipt.sent_back:,}",
        )
        kind = "warning" if receipt.questioned else "done"
        bring = _("Please bring or send it to the town.")
        said = _sentences(said, _questioned(receipt.questioned))
        self.messages.show_message(kind, said, bring)
        self.changed.emit(changed(Kind.BUNDLES))
        self.read()

    @Slot(object)
    def _show_towns(self, towns: tuple[TownProgress, ...]) -> None:
        wanted = self.chosen.code if self.chosen is not None else ""
        self._model.set_rows(towns)
        self.table.fit_rows(max(len(towns), 1))
        self.table.setVisible(bool(towns))
        self.empty.setVisible(not towns)
        codes = [town.code for town in towns]
        if codes:
            self.table.selectRow(codes.index(wanted) if wanted in codes else 0)
        self._see_choice()

    @Slot(QItemSelection, QItemSelection)
    def _see_selection(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self._see_choice()

    def _see_choice(self) -> None:
        town = self.chosen
        self._write.setEnabled(town is not None and town.untold > 0)
        self.told.setText("" if town is None else _told(town))

    @Slot(object)
    def _write_package(self, asked: tuple[str, Path, str]) -> None:
        self.messages.clear()
        self.run(self.calls.task_package, *asked, on_done=self._see_package)

    @Slot(object)
    def _see_package(self, package: WrittenTaskPackage) -> None:
        words = _("Task package {file}: {people} people, {count} communities.")
        said = words.format(
            file=Path(package.path).name, people=f"{package.people:,}", count=package.communities
        )
        advice = _("The town compares this fingerprint: {fingerprint}")
        self.messages.show_message("done", said, advice.format(fingerprint=package.fingerprint))
        self._sent_deeds.read()

    @Slot(object)
    def _show_own_card(self, card: KeyCardView) -> None:
        self.keys.show_own(card)

    @Slot(object)
    def _read_card(self, file: Path) -> None:
        self.run(self._keys.read_card, file, on_done=self._compare)

    @Slot(object)
    def _compare(self, card: KeyCardView) -> None:
        self.keys.ask_to_compare(card)

    @Slot(object)
    def _trust_card(self, file: Path) -> None:
        self.run(self._keys.trust_card, file, on_done=self._show_trusted)

    @Slot(object)
    def _show_trusted(self, card: KeyCardView) -> None:
        self.keys.close_step()
        words = _("Bundles of {name} are trusted from now on.").format(name=card.office_name)
        self.messages.show_message("done", words)
        self.changed.emit(changed(Kind.OFFICE))
        self.read()

    @Slot(object)
    def _write_card(self, folder: Path) -> None:
        self.run(self._keys.write_card, folder, on_done=self._show_card_files)

    @Slot(object)
    def _show_card_files(self, files: tuple[Path, Path]) -> None:
        names = listed(file.name for file in files)
        self.messages.show_message("done", _("Written: {files}").format(files=names))

    def _connect(self) -> None:
        self.table.selectionModel().selectionChanged.connect(self._see_selection)
        self.package.wanted.connect(self._write_package)
        self.keys.card_chosen.connect(self._read_card)
        self.keys.card_compared.connect(self._trust_card)
        self.keys.own_card_wanted.connect(self._write_card)
        self.empty.acted.connect(self.keys.choose_card)

    def _lay_out(self) -> None:
        self.message.setPlaceholderText(_("A note to the town (optional)"))
        self.message.setAccessibleName(_("A note to the town (optional)"))
        self.empty.say(
            _("No town yet"),
            _("Accept a town's key card after comparing its fingerprint."),
            _("Add a town's key card …"),
        )
        foot = row(self.theme, self.message, action_button(self._write, "main"))
        card = QFrame()
        card.setProperty("look", "card")
        inside = column(self.theme, card, gap=2, margin=3)
        inside.addWidget(heading(self.theme, _("What the towns are to be told")))
        inside.addWidget(self.table)
        inside.addWidget(self.empty)
        inside.addWidget(self.told)
        inside.addLayout(foot)
        area, lines = scrolling(self.theme)
        lines.addWidget(card)
        lines.addWidget(self.package)
        lines.addWidget(self.sent)
        lines.addWidget(self.keys)
        lines.addStretch(1)
        self.body.addWidget(area)


def _told(town: TownProgress) -> str:
    if not town.untold:
        return _("{name} was told everything.").format(name=town.name)
    words = _("The receipt for {name} tells of {count} entries; what is not sent back is accepted.")
    said = words.format(name=town.name, count=f"{town.untold:,}")
    return _sentences(said, _questioned(town.questioned))


def _sentences(*said: str) -> str:
    return sentences(filter(None, said))


def _questioned(count: int) -> str:
    """That it accepts entries which a department still has something to say of; else nothing."""
    if not count:
        return ""
    words = _("In {count} of those accepted a department's finding is open.")
    return words.format(count=f"{count:,}")

"""The page of handing over: a checklist that turns into a sealed envelope."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import listed
from dsurvey_desktop.usecases.district_views import OpenedReceipt
from dsurvey_desktop.usecases.hand_over_views import (
    BundleView,
    ExportedBundle,
    HandOverCheck,
    KeyCardView,
)
from ui.changes import Changes, Destination, Kind, changed
from ui.context import AppContext
from ui.hand_over.bundle_check import BundleCheck
from ui.hand_over.check_list import CheckList
from ui.hand_over.envelope_card import EnvelopeCard
from ui.hand_over.hand_over_calls import ExportWish, HandOverCalls, office_calls
from ui.hand_over.key_cards import KeyCards
from ui.hand_over.package_card import (
    NO_RECEIPT,
    NOT_THEIRS,
    PackageCard,
    PackageDeeds,
    PackageFile,
)
from ui.hand_over.receipt_card import ReceiptCard
from ui.hand_over.result_card import ResultCard
from ui.hand_over.sent_card import SentCard, SentDeeds
from ui.page import Page
from ui.widgets.scrolling import scroll_to, scrolling


class HandOverPage(Page):
    """Attributes: the cards, from `checks` to `bundle_check`."""

    def __init__(
        self,
        context: AppContext,
        parent: QWidget | None = None,
        calls: HandOverCalls | None = None,
    ) -> None:
        super().__init__(context, _("Hand over"), parent)
        self._calls = calls or office_calls(context.desk)
        self.checks = CheckList(self.theme)
        self.envelope = EnvelopeCard(self.theme)
        self.result = ResultCard(self.theme)
        self.keys = KeyCards(self.theme)
        self.receipt = ReceiptCard(self.theme)
        self.package = PackageCard(self.theme)
        self._package_deeds = PackageDeeds(self, self.package, self.receipt, self._calls)
        self.bundle_check = BundleCheck(self.theme)
        self.sent = SentCard(self.theme)
        self._sent_deeds = SentDeeds(self, self.sent, self._calls)
        self._asked: tuple[Path, frozenset[str]] = (Path(), frozenset())
        area, lines = scrolling(self.theme)
        cards = (
            self.checks,
            self.envelope,
            self.result,
            self.receipt,
            self.package,
            self.sent,
            self.keys,
            self.bundle_check,
        )
        for card in cards:
            lines.addWidget(card)
        lines.addStretch(1)
        self.body.addWidget(area)
        self._connect()

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Check again; almost every deed elsewhere matters here."""
        self.run(self._calls.check, on_done=self._show_check)
        if changes.touches(Kind.OFFICE, Kind.BUNDLES):
            self._sent_deeds.read()
        if changes.touches(Kind.OFFICE):
            self.run(self._calls.own_card, on_done=self._show_own_card)

    def _connect(self) -> None:
        self.checks.wanted.connect(self._go)
        self.envelope.export_wanted.connect(self._export)
        self.keys.card_chosen.connect(self._read_card)
        self.keys.card_compared.connect(self._trust_card)
        self.keys.own_card_wanted.connect(self._write_card)
        self.bundle_check.check_wanted.connect(self._verify)
        self.receipt.open_wanted.connect(self._open_receipt)
        self.receipt.list_wanted.connect(self._show_sent_back)
        self.add_page_action(_("Copy to a stick or folder …"), "Ctrl+S", self._export_if_ready)
        self.add_page_action(
            _("Open a receipt or task package"), "Ctrl+R", self.receipt.drop.choose
        )
        self.add_page_action(_("Check a bundle"), "Ctrl+B", self.bundle_check.drop.choose)

    @Slot(object)
    def _show_check(self, check: HandOverCheck) -> None:
        self.checks.show_check(check)
        self.envelope.show_check(check)

    @Slot(object)
    def _show_own_card(self, card: KeyCardView) -> None:
        self.keys.show_own(card)

    @Slot(object)
    def _go(self, destination: Destination) -> None:
        if destination.page == "hand_over":
            self.keys.choose_card()
        else:
            self.go_to.emit(destination)

    @Slot()
    def _export_if_ready(self) -> None:
        if self.envelope.export_button.isEnabled():
            self.envelope.choose_folder()

    @Slot(object)
    def _export(self, wish: ExportWish) -> None:
        self.messages.clear()
        self.run(self._calls.export, wish, on_done=self._show_export, watched_as=_("Writing …"))

    @Slot(object)
    def _show_export(self, bundle: ExportedBundle) -> None:
        self.result.show_bundle(bundle)
        scroll_to(self.result)
        words = _("Bundle no. {number} is written and was read back.")
        self.messages.show_message("done", words.format(number=bundle.sequence))
        self.changed.emit(changed(Kind.BUNDLES, Kind.ENTRIES))
        self.run(self._calls.check, on_done=self._show_check)
        self._sent_deeds.read()

    @Slot(object)
    def _read_card(self, file: Path) -> None:
        self.run(self._calls.read_card, file, on_done=self._compare)

    @Slot(object)
    def _compare(self, card: KeyCardView) -> None:
        self.keys.ask_to_compare(card)

    @Slot(object)
    def _trust_card(self, file: Path) -> None:
        self.run(self._calls.trust_card, file, on_done=self._show_trusted)

    @Slot(object)
    def _show_trusted(self, card: KeyCardView) -> None:
        self.keys.close_step()
        words = _("From now on bundles are sealed to {name}.").format(name=card.office_name)
        self.messages.show_message("done", words)
        self.changed.emit(changed(Kind.OFFICE))
        self.run(self._calls.check, on_done=self._show_check)

    @Slot(object)
    def _write_card(self, folder: Path) -> None:
        self.run(self._calls.write_card, folder, on_done=self._show_card_files)

    @Slot(object)
    def _show_card_files(self, files: tuple[Path, Path]) -> None:
        names = listed(file.name for file in files)
        self.messages.show_message("done", _("Written: {files}").format(files=names))

    @Slot(object)
    def _open_receipt(self, asked: tuple[Path, frozenset[str]]) -> None:
        self.package.close_card()
        self._asked = asked
        self.run(
            self._calls.open_receipt,
            *asked,
            on_done=self._show_receipt,
            on_failed=self._show_receipt_refusal,
        )

    @Slot(object)
    def _show_receipt(self, receipt: OpenedReceipt) -> None:
        self.receipt.show_receipt(receipt)
        scroll_to(self.receipt)
        self.changed.emit(changed(Kind.BUNDLES, Kind.ENTRIES))

    @Slot(object)
    def _show_receipt_refusal(self, error: AppError) -> None:
        if error.code in (*NO_RECEIPT, NOT_THEIRS):
            self._package_deeds.look(PackageFile(*self._asked, error))
            return
        self.receipt.show_failure(error)
        scroll_to(self.receipt)

    @Slot()
    def _show_sent_back(self) -> None:
        self.navigate("verify", EntryFilter(state=EntryState.SENT_BACK))

    @Slot(object)
    def _verify(self, asked: tuple[Path, Path | None]) -> None:
        self.run(
            self._calls.verify, *asked, on_done=self._show_bundle, on_failed=self._show_refusal
        )

    @Slot(object)
    def _show_bundle(self, view: BundleView) -> None:
        self.bundle_check.show_bundle(view)
        scroll_to(self.bundle_check)

    @Slot(object)
    def _show_refusal(self, error: AppError) -> None:
        self.bundle_check.show_failure(error)
        scroll_to(self.bundle_check)

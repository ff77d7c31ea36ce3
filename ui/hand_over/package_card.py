"""A later task package of the district: what it changes here, taken in one step."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.district_views import SAME
from dsurvey_desktop.usecases.package_views import LaterPackage, package_words
from ui.changes import EVERYTHING
from ui.hand_over.hand_over_calls import HandOverCalls
from ui.hand_over.receipt_card import ReceiptCard
from ui.page import Page
from ui.theme import Theme
from ui.widgets.parts import button, column, flow, heading, label
from ui.widgets.scrolling import scroll_to

NO_RECEIPT = ("kind_unexpected", "signer_unknown")
"""What is said of a task package where a receipt is opened; a new key is not known yet."""
NOT_THEIRS = "not_allowed"
"""Receipts are the reviewer's, packages the administrator's."""


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A file that may be a task package.

    Attributes:
        path: of the file.
        answered: codes of questions that were answered with "go on".
        refusal: why it is no receipt; said where it is no task package either.
    """

    path: Path
    answered: frozenset[str]
    refusal: AppError


class PackageCard(QFrame):
    """Hidden until a package is opened; a new key is compared before anything is taken.

    Signals:
        take_wanted: the district's fingerprint as it was compared, empty where nobody need (str).
    """

    take_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._view: LaterPackage | None = None
        self._what = label("", "muted", wraps=True)
        self.differences = label("", wraps=True)
        words = _("It came with a new key of the district. Call on a number you know and compare:")
        self._whose = label(words, "warning", wraps=True)
        self.fingerprint = heading(theme, "")
        self.fingerprint.setWordWrap(True)
        self.compared = QCheckBox(_("I compared the fingerprint by phone or on paper; it agrees"))
        self.compared.toggled.connect(self._allow)
        self.take_button = button(_("&Take all of it over"), self._take, "main")
        leave = button(_("Leave it"), self.close_card)
        lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(heading(theme, _("Task package of the district")))
        for widget in (
            self._what,
            self.differences,
            self._whose,
            self.fingerprint,
            self.compared,
        ):
            lines.addWidget(widget)
        lines.addLayout(flow(theme, self.take_button, leave))
        self.hide()

    def show_package(self, view: LaterPackage) -> None:
        """Show what it would change."""
        self._view = view
        what = _("Package no. {number}. Nothing is changed yet; it would change:")
        self._what.setText(what.format(number=view.sequence))
        self.differences.setText("\n".join(f"· {one}" for one in package_words(view)))
        self.fingerprint.setText(view.fingerprint)
        self.compared.setChecked(False)
        for widget in (self._whose, self.fingerprint, self.compared):
            widget.setVisible(view.is_new_key)
        self._allow()
        self.show()
        (self.compared if view.is_new_key else self.take_button).setFocus()

    @Slot()
    def close_card(self) -> None:
        """It is taken over, or left."""
        self._view = None
        self.hide()

    @Slot()
    def _allow(self) -> None:
        is_new = self._view is not None and self._view.is_new_key
        self.take_button.setEnabled(self.compared.isChecked() or not is_new)

    @Slot()
    def _take(self) -> None:
        if self._view is not None:
            is_compared = self._view.is_new_key and self.compared.isChecked()
            self.take_wanted.emit(self._view.fingerprint if is_compared else "")


class PackageDeeds(QObject):
    """Connects the card of a page with its use cases."""

    def __init__(
        self, page: Page, card: PackageCard, receipt: ReceiptCard, calls: HandOverCalls
    ) -> None:
        super().__init__(page)
        self._page, self._card, self._receipt, self._calls = page, card, receipt, calls
        self._file: PackageFile | None = None
        self._seen = ""
        card.take_wanted.connect(self._take)

    def look(self, file: PackageFile) -> None:
        """Show what a file changes that was refused as a receipt."""
        self._file = file
        self._page.run(
            self._calls.preview_package,
            file.path,
            file.answered,
            on_done=self._show,
            on_failed=self._refuse,
        )

    @Slot(object)
    def _show(self, view: LaterPackage) -> None:
        self._receipt.verdict.clear()
        if view.outcome == SAME:
            words = _("This task package was opened before; nothing happened.")
            self._receipt.verdict.show_message("notice", words)
            return
        self._seen = view.digest
        self._card.show_package(view)
        scroll_to(self._card)

    @Slot(object)
    def _refuse(self, error: AppError) -> None:
        """What is neither is told as the receipt it was taken for."""
        assert self._file is not None
        is_neither = error.code in (*NO_RECEIPT, self._file.refusal.code)
        self._card.close_card()
        self._receipt.show_failure(self._file.refusal if is_neither else error)
        scroll_to(self._receipt)

    @Slot(str)
    def _take(self, fingerprint: str) -> None:
        if self._file is not None:
            self._page.messages.clear()
            file = self._file
            call = self._calls.take_package
            asked = (file.path, fingerprint, file.answered, self._seen)
            self._page.run(call, *asked, on_done=self._tell)

    @Slot(object)
    def _tell(self, view: LaterPackage) -> None:
        self._card.close_card()
        words = _("Task package no. {number} is taken over.").format(number=view.sequence)
        fallen = _("Approvals that fell because of it: {count}").format(count=view.fallen)
        self._page.messages.show_message("done", words, fallen if view.fallen else "")
        self._page.changed.emit(EVERYTHING)
        self._page.refresh(EVERYTHING)

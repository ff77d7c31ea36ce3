"""Sealing this office's keys for the safe and taking them from there, as jobs of the page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases import keep_keys
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.keep_keys import KeptKeys
from ui.changes import Kind, changed
from ui.page import Page
from ui.settings_page.safe_part import SafePart


class SafeDeeds(QObject):
    """Connects the part with its use cases; hidden for whoever is no administrator."""

    def __init__(self, page: Page, part: SafePart, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._part, self._desk = page, part, desk
        if Role.ADMINISTRATOR not in desk.user.roles:
            part.hide()
        part.seal_wanted.connect(self.seal)
        part.restore_wanted.connect(self.restore)

    @Slot(object)
    def seal(self, asked: tuple[Path, str]) -> None:
        """Write the sealed copy."""
        folder, passphrase = asked
        seal = keep_keys.seal_own_keys
        self._page.run(seal, self._desk, folder, passphrase, on_done=self._see_sealed)

    @Slot(object)
    def restore(self, asked: tuple[Path, str]) -> None:
        """Take the keys from a copy."""
        file, passphrase = asked
        restore = keep_keys.restore_own_keys
        self._page.run(restore, self._desk, file, passphrase, on_done=self._see_restored)

    @Slot(object)
    def _see_sealed(self, kept: KeptKeys) -> None:
        self._part.clear()
        words = _("{file} is written and was opened again with the passphrase.")
        advice = _("It holds the keys of this fingerprint: {fingerprint}")
        self._page.messages.show_message(
            "done",
            words.format(file=Path(kept.file).name),
            advice.format(fingerprint=kept.fingerprint),
        )

    @Slot(object)
    def _see_restored(self, kept: KeptKeys) -> None:
        self._part.clear()
        advice = _("Please compare the fingerprint with the printed card: {fingerprint}")
        self._page.messages.show_message(
            "done",
            _("The keys of the copy are this office's from now on."),
            advice.format(fingerprint=kept.fingerprint),
        )
        self._page.changed.emit(changed(Kind.OFFICE))

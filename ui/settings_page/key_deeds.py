"""What the administrator does with keys, as jobs of the settings page."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import listed
from dsurvey_desktop.usecases import trust_keys
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.trust_keys import RenewedKeys, TrustedKey
from ui.changes import Kind, changed
from ui.page import Page
from ui.places import documents_folder
from ui.settings_page.keys_part import KeysPart


class KeyDeeds(QObject):
    """Connects the keys part with its use cases; hidden for whoever is no administrator."""

    def __init__(self, page: Page, part: KeysPart, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._part, self._desk = page, part, desk
        if Role.ADMINISTRATOR not in desk.user.roles:
            part.hide()
        part.revoke_wanted.connect(self.revoke)
        part.renew_wanted.connect(self.renew)

    @Slot()
    def read(self) -> None:
        """List the keys again."""
        keys = partial(trust_keys.list_keys, self._desk, with_own=True)
        self._page.run(keys, on_done=self._part.show_keys)

    @Slot(object)
    def revoke(self, key: TrustedKey) -> None:
        """Let this key never count again."""
        self._page.run(
            trust_keys.revoke_keys,
            self._desk,
            key.office_code,
            key.fingerprint,
            on_done=self._see_revoked,
        )

    @Slot()
    def renew(self) -> None:
        """Give this office new keys; the card and the old key's signature go into a folder."""
        folder = QFileDialog.getExistingDirectory(
            self._page, _("Folder for the new key card"), str(documents_folder())
        )
        if folder:
            self._page.run(
                trust_keys.renew_keys, self._desk, Path(folder), on_done=self._see_renewed
            )

    @Slot(object)
    def _see_revoked(self, _count: int) -> None:
        theirs = _("If it was another office's, ask for its new card and compare it.")
        own = _("If it was this office's, give it new keys before anything is handed over.")
        self._page.messages.show_message("done", _("The key is taken back."), f"{theirs}\n{own}")
        self._tell()

    @Slot(object)
    def _see_renewed(self, renewed: RenewedKeys) -> None:
        files = [one for one in (renewed.file, renewed.signature) if one]
        names = listed(Path(one).name for one in files)
        signed = _("Give both files to the offices you hand over to.")
        anew = _("Give the card to the offices you hand over to; they compare it anew.")
        self._page.messages.show_message(
            "done",
            _("This office has new keys. Written: {files}").format(files=names),
            signed if renewed.signature else anew,
        )
        self._tell()

    def _tell(self) -> None:
        self.read()
        self._page.changed.emit(changed(Kind.OFFICE))

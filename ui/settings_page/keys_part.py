"""Whose keys count here: the accepted cards, taking one back, and new keys for this office."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.trust_keys import TrustedKey
from ui.dates import moment_text
from ui.settings_page.part import Part
from ui.theme import Theme
from ui.widgets.parts import button, flow, label

LIST_STEPS = 24
"""Height of the list, in steps of 4 px."""


class KeysPart(Part):
    """A key is taken back only after a person says that it is meant for ever.

    Signals:
        revoke_wanted: the `TrustedKey`.
        renew_wanted: this office is to get new keys.
    """

    revoke_wanted = Signal(object)
    renew_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Keys that count here"), parent)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Accepted key cards"))
        self.list.setFixedHeight(theme.space(LIST_STEPS))
        self.empty = label(_("No other office's card is accepted yet."), "muted")
        self.sure = QCheckBox(_("Nothing signed by it counts any more, and that stays so"))
        self.revoke_button = button(_("Take the chosen key back"), self.revoke)
        self.renew_button = button(_("New keys for this office …"), self.renew_wanted)
        self.lines.addWidget(self.list)
        self.lines.addWidget(self.empty)
        self.lines.addLayout(flow(theme, self.revoke_button, self.sure))
        self.lines.addLayout(flow(theme, self.renew_button))
        words = _("Nothing more is signed by the old keys; each office accepts the new card first.")
        self.lines.addWidget(label(words, "muted", wraps=True))
        self.list.currentItemChanged.connect(self._ask_again)
        self.sure.toggled.connect(self._allow)
        self._ask_again()

    def show_keys(self, keys: tuple[TrustedKey, ...]) -> None:
        """List every card that was ever accepted, oldest first."""
        self.list.clear()
        for key in keys:
            item = QListWidgetItem(_line(key))
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.list.addItem(item)
        for widget in (self.list, self.sure, self.revoke_button):
            widget.setVisible(bool(keys))
        self.empty.setVisible(not keys)

    @Slot()
    def revoke(self) -> None:
        """Take the chosen key back."""
        chosen = self._chosen()
        if chosen is not None and self.sure.isChecked():
            self.revoke_wanted.emit(chosen)

    @Slot()
    def _ask_again(self) -> None:
        chosen = self._chosen()
        self.sure.setChecked(False)
        self.sure.setEnabled(chosen is not None and not chosen.is_revoked)
        self._allow()

    @Slot()
    def _allow(self) -> None:
        self.revoke_button.setEnabled(self.sure.isChecked())

    def _chosen(self) -> TrustedKey | None:
        item = self.list.currentItem()
        key: TrustedKey | None = item.data(Qt.ItemDataRole.UserRole) if item else None
        return key


def _line(key: TrustedKey) -> str:
    return "   ".join((f"{key.office_name} {key.office_code}", _standing(key), key.fingerprint))


def _standing(key: TrustedKey) -> str:
    if key.is_revoked:
        return _("taken back")
    if key.valid_before is not None:
        return _("counts until {moment}").format(moment=moment_text(key.valid_before))
    return _("counts")

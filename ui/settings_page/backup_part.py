"""Backups: what there is, and making one now."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.backup_views import BackupView
from dsurvey_desktop.usecases.keep_backups import KEPT_DAILY, LEAST, MOST
from ui.backup_words import backup_line
from ui.settings_page.part import Part
from ui.theme import Theme
from ui.widgets.date_field import indent
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import button, label, row
from ui.widgets.stepped import NumberField

SHOWN = 5


class BackupPart(Part):
    """What there is, and how many stay.

    Signals:
        wanted: a backup beside the office.
        copy_wanted: one in another folder.
        kept_chosen: how many daily ones stay, as an int.
    """

    wanted = Signal()
    copy_wanted = Signal()
    kept_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Backups"), parent)
        self.list = label("", wraps=True)
        self.list.setAccessibleName(_("Backups"))
        sentence = _(
            "Made by itself each day, before an upgrade and before a file is taken back. "
            "To put one back: menu Office."
        )
        self.make_button = button(_("&Back up now"), self.wanted)
        self.copy_button = button(_("Back up to a &USB stick …"), self.copy_wanted)
        self._sentence = label(sentence, "muted", wraps=True)
        self.lines.addWidget(self._sentence)
        self.lines.addWidget(self.list)
        self.kept = NumberField()
        self.kept.setRange(LEAST, MOST)
        self.kept.setValue(KEPT_DAILY)
        indent(self.kept)
        self.kept.setMaximumWidth(theme.space(40))
        self.kept.editingFinished.connect(self._choose)
        self._kept = KEPT_DAILY
        hint = _("Older ones are removed with the next daily backup; all others stay.")
        self._kept_row = FieldRow(theme, _("Daily backups to keep"), self.kept, hint)
        self.lines.addWidget(self._kept_row)
        buttons = row(theme, self.make_button, self.copy_button)
        buttons.addStretch(1)
        self.lines.addLayout(buttons)

    def show_server(self, server: str) -> None:
        """Say whose care backups are where a server keeps the data."""
        words = _(
            "The data are on a server ({server}). Whoever runs it makes the backups and encrypts "
            "its disk: please see to it that both are done and restoring was tried."
        )
        self._sentence.setText(words.format(server=server))
        for widget in (self.list, self._kept_row, self.make_button, self.copy_button):
            widget.hide()

    @Slot(object)
    def show_kept(self, count: int) -> None:
        """What is chosen now."""
        self._kept = count
        self.kept.setValue(count)

    @Slot()
    def _choose(self) -> None:
        if self.kept.value() != self._kept:
            self._kept = self.kept.value()  # Enter and leaving the field are one choice
            self.kept_chosen.emit(self._kept)

    @Slot(object)
    def show_backups(self, backups: tuple[BackupView, ...]) -> None:
        """List the newest."""
        lines = [backup_line(backup) for backup in backups[:SHOWN]]
        if len(backups) > SHOWN:
            lines.append(_("and {count} older ones").format(count=len(backups) - SHOWN))
        self.list.setText("\n".join(lines) or _("No backup yet."))

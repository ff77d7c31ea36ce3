"""The office: its facts, its key card, and its log."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.office_views import OfficeView
from ui.settings_page.log_list import LogList
from ui.settings_page.part import Part
from ui.theme import Theme
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.parts import button, label


class OfficePart(Part):
    """Signals: `card_wanted`, `log_wanted`, `log_list_wanted` and those of the log's file."""

    card_wanted = Signal()
    log_list_wanted = Signal()
    log_wanted = Signal()
    log_export_wanted = Signal()
    log_compare_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Office"), parent)
        self._facts: dict[str, QLabel] = {}
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(theme.space(4))
        self._form.setVerticalSpacing(theme.space(1.5))
        names = (
            ("name", _("Name of the office")),
            ("folder", _("Folder")),
            ("size", _("Holds")),
            ("forms", _("Form editions")),
            ("key", _("Key fingerprint")),
            ("recipient", _("District's key")),
            ("suite", _("Signature and seal")),
        )
        for name, words in names:
            self._add(name, words)
        self.card_button = button(_("Write the key car&d …"), self.card_wanted)
        self.list_button = button(_("Show the log"), self.log_list_wanted)
        self.log_button = button(_("Check &the log"), self.log_wanted)
        self.export_button = button(_("Export the log …"), self.log_export_wanted)
        self.compare_button = button(_("Check an exported log …"), self.log_compare_wanted)
        buttons = FlowLayout(None, theme.space(2))
        about_log = (self.list_button, self.log_button, self.export_button, self.compare_button)
        for one in (self.card_button, *about_log):
            buttons.addWidget(one)
        self.log = LogList(theme)
        self.lines.addLayout(self._form)
        self.lines.addLayout(buttons)
        self.lines.addWidget(self.log)

    def show_office(self, office: OfficeView, folder: str) -> None:
        """Fill the facts."""
        self._facts["name"].setText(f"{office.office.name}  {office.office.code}")
        self._facts["folder"].setText(folder)
        self._facts["size"].setText(_size_words(office))
        self._facts["forms"].setText("   ".join(office.forms.values()))
        self._facts["suite"].setText(office.campaign.suite.label)
        self._facts["key"].setText(office.key_fingerprint)
        self._facts["recipient"].setText(_("known") if office.has_recipient else _("not yet known"))

    def _add(self, name: str, words: str) -> None:
        fact = label("", wraps=True)
        fact.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        fact.setAccessibleName(words)
        self._facts[name] = fact
        self._form.addRow(label(words, "muted"), fact)


def _size_words(office: OfficeView) -> str:
    words = _("{communities} communities, {people} people on the roster, {entries} entries")
    return words.format(
        communities=len(office.communities),
        people=f"{office.people:,}",
        entries=f"{office.entries:,}",
    )

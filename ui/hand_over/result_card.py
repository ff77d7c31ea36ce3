"""A bundle that was written: its file, digest and fingerprint, to note down and to open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.hand_over_views import ExportedBundle
from ui.theme import Theme
from ui.widgets.parts import button, column, heading, label, row


class ResultCard(QFrame):
    """Hidden until a bundle was written."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._theme = theme
        self._bundle: ExportedBundle | None = None
        self._title = heading(theme, "")
        self._values: dict[str, QLabel] = {}
        self._facts = facts = QFormLayout()
        facts.setHorizontalSpacing(theme.space(4))
        facts.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for name, words in _facts():
            self._values[name] = _value(words)
            facts.addRow(label(words, "muted"), self._values[name])
        self.folder_button = button(_("Open the folder"), self.open_folder)
        self.cover_button = button(_("Open the cover to print"), self.open_cover)
        foot = row(theme, self.folder_button, self.cover_button)
        foot.addStretch(1)
        lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(self._title)
        lines.addLayout(facts)
        lines.addWidget(label(_("The district compares digest and fingerprint."), "muted"))
        lines.addLayout(foot)
        self.hide()

    def show_bundle(self, bundle: ExportedBundle) -> None:
        """Show what was written."""
        self._bundle = bundle
        self._title.setText(_("Bundle no. {number} is written").format(number=bundle.sequence))
        self._values["file"].setText(Path(bundle.path).name)
        self._values["size"].setText(f"{bundle.size_bytes / 1024:,.0f} KB")
        self._values["digest"].setText(grouped(bundle.digest))
        self._values["signer"].setText(bundle.signer)
        self._values["fingerprint"].setText(bundle.fingerprint)
        self._values["cover"].setText(Path(bundle.cover).name)
        self._values["parts"].setText("\n".join(Path(one).name for one in bundle.parts))
        self._facts.setRowVisible(self._values["parts"], bool(bundle.parts))
        self.show()

    def shown(self, name: str) -> str:
        """What stands beside one of `_facts()`."""
        return self._values[name].text()

    @Slot()
    def open_folder(self) -> None:
        """Show the folder in the system's file manager."""
        if self._bundle is not None:
            folder = str(Path(self._bundle.path).parent)
            QDesktopServices.openUrl(QUrl.fromLocalFile(folder))

    @Slot()
    def open_cover(self) -> None:
        """Open the cover with the system's PDF program."""
        if self._bundle is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._bundle.cover))


def grouped(digest: str) -> str:
    """A digest in groups of eight, which can be read aloud and break in lines."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def _facts() -> tuple[tuple[str, str], ...]:
    return (
        ("file", _("File")),
        ("size", _("Size")),
        ("digest", _("Digest (SHA-256)")),
        ("signer", _("Signed by")),
        ("fingerprint", _("Key fingerprint")),
        ("cover", _("Cover")),
        ("parts", _("Email parts")),
    )


def _value(words: str) -> QLabel:
    made = label("", wraps=True)
    made.setAccessibleName(words)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made

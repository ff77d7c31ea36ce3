"""The next bundle as an envelope: number, counts, sealed or not, and where it is copied to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.hand_over_views import HandOverCheck
from ui.hand_over.part_choice import PartChoice
from ui.places import documents_folder
from ui.theme import Theme
from ui.widgets.parts import button, column, heading, label, row, shape


class EnvelopeCard(QFrame):
    """Says clearly when the bundle would not be sealed.

    Signals:
        export_wanted: the `ExportWish`.
    """

    export_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._check: HandOverCheck | None = None
        self._title = heading(theme, "")
        self._counts = label("", wraps=True)
        self._shapes = {kind: shape(theme, kind) for kind in ("done", "warning")}
        self.seal = label("", "", wraps=True)
        self.choice = PartChoice(theme)
        self.choice.altered.connect(self._show_counts)
        self.export_button = button(_("Copy to a stick or folder …"), self.choose_folder, "main")
        sealed = row(theme, *self._shapes.values(), gap=1)
        sealed.addWidget(self.seal, 1)
        foot = row(theme, self.export_button)
        foot.addStretch(1)
        lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(self._title)
        lines.addWidget(self._counts)
        lines.addLayout(sealed)
        lines.addWidget(self.choice)
        lines.addLayout(foot)

    def show_check(self, check: HandOverCheck) -> None:
        """Show the next bundle."""
        self._check = check
        self._title.setText(_("Bundle no. {number}").format(number=check.sequence))
        self.choice.show_communities(check.communities)
        kind = "done" if check.is_sealed else "warning"
        for name, picture in self._shapes.items():
            picture.setVisible(name == kind)
        self.seal.setProperty("look", kind)
        self.seal.style().polish(self.seal)
        self.seal.setText(_seal_words(check))
        self._show_counts()

    @Slot()
    def choose_folder(self) -> None:
        """Ask where the bundle goes."""
        start = str(documents_folder())
        folder = QFileDialog.getExistingDirectory(self, _("Copy the bundle to"), start)
        if folder:
            self.export_wanted.emit(self.choice.wish(Path(folder)))

    @Slot()
    def _show_counts(self) -> None:
        """What goes by the present choice; nothing chosen, nothing to export."""
        if self._check is None:
            return
        going = self.choice.entries
        self._counts.setText(_counts(self._check, going))
        is_chosen = going > 0 or not self.choice.is_partial
        self.export_button.setEnabled(self._check.can_export and is_chosen)


def _counts(check: HandOverCheck, going: int) -> str:
    words = _("{entries} approved entries of {people} people on the roster")
    said = words.format(entries=f"{going:,}", people=f"{check.people:,}")
    if not check.withdrawn:
        return said
    gone = _("{count} entries handed over before are withdrawn")
    return f"{said} · {gone.format(count=f'{check.withdrawn:,}')}"


def _seal_words(check: HandOverCheck) -> str:
    if check.is_sealed:
        return _(
            "Signed, and sealed to the district: only the district and this office can open it."
        )
    if check.is_sealing_off:
        return _(
            "Signed, but NOT sealed: whoever finds the file can read it. "
            "The campaign is set so (settings)."
        )
    return _(
        "Signed, but NOT sealed: whoever finds the file can read it. "
        "Add the district's key card below, then it is sealed."
    )

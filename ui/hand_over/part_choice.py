"""What goes with the next bundle and how: all or some communities, whole or in parts for email."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.hand_over_views import ReadyCommunity
from ui.hand_over.hand_over_calls import ExportWish
from ui.theme import Theme
from ui.widgets.checked_list import CheckedList
from ui.widgets.combo import Combo
from ui.widgets.date_field import indent
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import column, row
from ui.widgets.stepped import NumberField

MEGABYTE = 1024 * 1024
USUAL_LIMIT_MB = 20
"""What most offices' mail takes as one attachment."""
SHOWN_ROWS = 6


class PartChoice(QWidget):
    """Everything and whole, until a person says otherwise.

    Signals:
        altered: another choice of communities.
    """

    altered = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[str, int] = {}
        self.scope = Combo()
        self.scope.addItems([_("All that is approved"), _("Chosen communities only")])
        self.list = CheckedList(theme, _("Communities (Space chooses one)"), SHOWN_ROWS)
        self.list.hide()
        self.by_email = QCheckBox(_("In numbered parts for email, each at most"))
        self.limit = NumberField()
        self.limit.setRange(1, 1000)
        indent(self.limit)
        self.limit.setSuffix(" MB")
        self.limit.setValue(USUAL_LIMIT_MB)
        self.limit.setEnabled(False)
        self.limit.setAccessibleName(_("Largest part, in MB"))
        lines = column(theme, self, gap=2)
        lines.addWidget(FieldRow(theme, _("&What goes"), self.scope))
        lines.addWidget(self.list)
        email = row(theme, self.by_email, self.limit)
        email.addStretch(1)
        lines.addLayout(email)
        self.scope.currentIndexChanged.connect(self._show_list)
        self.list.itemChanged.connect(self.altered)
        self.by_email.toggled.connect(self.limit.setEnabled)

    @property
    def is_partial(self) -> bool:
        """True where only chosen communities go."""
        return self.scope.currentIndex() == 1

    @property
    def entries(self) -> int:
        """How many entries go."""
        chosen = self.list.checked if self.is_partial else self._counts.keys()
        return sum(self._counts[code] for code in chosen)

    def wish(self, folder: Path) -> ExportWish:
        """What is asked for, into this folder."""
        codes = self.list.checked if self.is_partial else frozenset[str]()
        part_bytes = self.limit.value() * MEGABYTE if self.by_email.isChecked() else 0
        return ExportWish(folder, codes, part_bytes)

    def show_communities(self, communities: tuple[ReadyCommunity, ...]) -> None:
        """List who has approved entries; marks of those still listed stay."""
        kept = self.list.checked
        self._counts = {one.code: one.entries for one in communities}
        self.list.blockSignals(True)
        self.list.clear()
        for one in communities:
            words = _("{name}  {count} entries").format(name=one.name, count=f"{one.entries:,}")
            self.list.add_line(one.code, words, is_checked=one.code in kept)
        self.list.blockSignals(False)
        if not communities:
            self.scope.setCurrentIndex(0)

    @Slot(int)
    def _show_list(self, number: int) -> None:
        self.list.setVisible(number == 1)
        self.altered.emit()

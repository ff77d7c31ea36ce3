"""The filters of the queue: chips with counts, community, state, and how to take each away."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.usecases.entry_views import EntryCounts
from ui.entry_table.columns import STATE_WORDS
from ui.theme import Theme
from ui.verify.editors.combo_editor import QuietCombo
from ui.verify.quality_combo import QualityCombo
from ui.widgets.community_combo import CommunityCombo
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.parts import Chip, button, set_icon

QUALITIES = {
    "error": N_("Errors"),
    "warning": N_("Warnings"),
    "unconfirmed": N_("To confirm"),
    "open": N_("Not approved"),
    "ready": N_("Ready to approve"),
    "": N_("All"),
}
_SHAPES = {"error": "error", "warning": "warning", "unconfirmed": "warning", "ready": "done"}


class FacetChip(Chip):
    """One of several filters that exclude each other.

    Signals:
        chosen: its quality (str).
    """

    chosen = Signal(str)

    def __init__(self, quality: str, parent: QWidget | None = None) -> None:
        super().__init__(_(QUALITIES[quality]), parent)
        self._quality = quality
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setProperty("look", "chip")
        self.toggled.connect(self._tell)

    def show_checked(self, is_checked: bool) -> None:
        """Show whether it is the one, without telling anybody."""
        self.blockSignals(True)
        self.setChecked(is_checked)
        self.blockSignals(False)

    @Slot(bool)
    def _tell(self, is_checked: bool) -> None:
        if is_checked:
            self.chosen.emit(self._quality)


class FacetBar(QWidget):
    """Holds the filter the queue shows.

    Signals:
        filter_changed: the new `EntryFilter`.
        text_removed: the search was taken away here.
    """

    filter_changed = Signal(object)
    text_removed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter = EntryFilter()
        line = FlowLayout(self, theme.space(2))
        self.chips = {quality: self._add_chip(theme, quality) for quality in QUALITIES}
        self.quality = QualityCombo(QUALITIES)
        self.quality.chosen.connect(self._choose_quality)
        self.quality.hide()
        self.community = CommunityCombo()
        self.state = _combo(_("All states"), _("State"))
        for state in EntryState:
            self.state.addItem(_(STATE_WORDS[state]), state)
        for chip in self.chips.values():
            line.addWidget(chip)
        self.removers = {
            "text": button("", self._remove_text, "chip"),
            "community": button("", self._remove_community, "chip"),
            "state": button("", self._remove_state, "chip"),
        }
        for widget in (self.quality, self.community, self.state, *self.removers.values()):
            line.addWidget(widget)
        for remover in self.removers.values():
            set_icon(remover, theme, "close", "muted")
            remover.hide()
        self.community.activated.connect(self._choose)
        self.state.activated.connect(self._choose)
        self.show_filter(self.filter)

    @property
    def community_name(self) -> str:
        """The name of the community the filter is limited to, empty for all."""
        return self.community.currentText() if self.filter.community else ""

    def show_communities(self, communities: tuple[Community, ...]) -> None:
        """Offer these communities."""
        self.community.show_communities(communities)
        self.show_filter(self.filter)

    @Slot(object)
    def set_narrow(self, is_narrow: bool) -> None:
        """Offer the chips as one list where there is little room."""
        for chip in self.chips.values():
            chip.setHidden(is_narrow)
        self.quality.setVisible(is_narrow)

    def show_counts(self, counts: EntryCounts) -> None:
        """Put the counts on the chips."""
        numbers = {
            "error": counts.error,
            "warning": counts.warning,
            "unconfirmed": counts.unconfirmed,
            "ready": counts.ready,
            "open": counts.open,
            "": counts.all,
        }
        for quality, chip in self.chips.items():
            chip.setText(f"{_(QUALITIES[quality])} {numbers[quality]:,}")
        self.quality.show_counts(numbers)

    def show_filter(self, wanted: EntryFilter) -> None:
        """Show a filter without telling anybody."""
        self.filter = wanted
        for quality, chip in self.chips.items():
            chip.show_checked(quality == wanted.quality)
        self.quality.show_quality(wanted.quality)
        self.community.choose(wanted.community)
        self.state.setCurrentIndex(max(self.state.findData(wanted.state), 0))
        self._show_removers(wanted)

    def change(self, **parts: object) -> None:
        """Change parts of the filter and tell."""
        self.show_filter(replace(self.filter, **parts))  # type: ignore[arg-type]
        self.filter_changed.emit(self.filter)

    def _add_chip(self, theme: Theme, quality: str) -> FacetChip:
        chip = FacetChip(quality, self)
        chip.chosen.connect(self._choose_quality)
        if quality in _SHAPES:
            set_icon(chip, theme, _SHAPES[quality], _SHAPES[quality])
        return chip

    def _show_removers(self, wanted: EntryFilter) -> None:
        words = {
            "text": f"“{wanted.text}”" if wanted.text else "",
            "community": self.community.currentText() if wanted.community else "",
            "state": _(STATE_WORDS[wanted.state]) if wanted.state else "",
        }
        for name, remover in self.removers.items():
            remover.setText(words[name])
            remover.setAccessibleName(_("Remove the filter {name}").format(name=words[name]))
            remover.setToolTip(remover.accessibleName())
            remover.setVisible(bool(words[name]))

    @Slot(str)
    def _choose_quality(self, quality: str) -> None:
        self.change(quality=quality)

    @Slot()
    def _choose(self) -> None:
        state = self.state.currentData()  # Qt gives it back as a plain str
        chosen = EntryState(state) if state else None
        self.change(community=self.community.code, state=chosen)

    @Slot()
    def _remove_text(self) -> None:
        self.change(text="")
        self.text_removed.emit()

    @Slot()
    def _remove_community(self) -> None:
        self.change(community="")

    @Slot()
    def _remove_state(self) -> None:
        self.change(state=None)


def _combo(everything: str, name: str) -> QComboBox:
    made = QuietCombo()
    made.setMinimumContentsLength(11)
    made.setAccessibleName(name)
    made.addItem(everything, None)
    return made

"""Language, look, text size and locking on this computer: they take effect at once."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from dsurvey_desktop.domain.texts import LANGUAGES, N_, _
from ui.language import native_name
from ui.settings import LOCK_MINUTES, LOOKS, TEXT_PERCENTS, Settings
from ui.settings_page.part import Part
from ui.theme import Theme
from ui.widgets.column_grid import ColumnGrid
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow

LOOK_WORDS = {
    "system": N_("As the system has it"),
    "light": N_("Light"),
    "dark": N_("Dark"),
    "contrast": N_("High contrast"),
}
NARROWEST = 55


class LookPart(Part):
    """Signals: `look_changed`, the window must be built again; `reminders_changed`."""

    look_changed = Signal()
    reminders_changed = Signal()

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("This computer"), parent)
        self._settings = settings
        self.language = _choices({code: native_name(code) for code in LANGUAGES}, settings.language)
        self.look = _choices({look: _(LOOK_WORDS[look]) for look in LOOKS}, settings.look)
        sizes = {str(percent): f"{percent}%" for percent in TEXT_PERCENTS}
        self.text_size = _choices(sizes, str(settings.text_percent))
        minutes = {str(one): _minutes_words(one) for one in sorted(LOCK_MINUTES, key=_never_last)}
        self.lock_minutes = _choices(minutes, str(settings.lock_minutes))
        grid = ColumnGrid(theme, NARROWEST)
        grid.set_widgets(
            [
                FieldRow(theme, _("&Language"), self.language),
                FieldRow(theme, _("Loo&k"), self.look),
                FieldRow(theme, _("Te&xt size"), self.text_size),
                FieldRow(theme, _("Lock when le&ft alone"), self.lock_minutes),
            ]
        )
        self.lines.addWidget(grid)
        self.reminders = QCheckBox(_("Remind of deadlines and overdue returns beside the clock"))
        self.reminders.setChecked(settings.has_reminders)
        self.reminders.toggled.connect(self._keep_reminders)
        self.lines.addWidget(self.reminders)
        for box in (self.language, self.look, self.text_size, self.lock_minutes):
            box.activated.connect(self._apply)

    @Slot(bool)
    def _keep_reminders(self, is_wanted: bool) -> None:
        self._settings.has_reminders = is_wanted
        self.reminders_changed.emit()

    @Slot()
    def _apply(self) -> None:
        self._settings.language = self.language.currentData()
        self._settings.look = self.look.currentData()
        self._settings.text_percent = int(self.text_size.currentData())
        self._settings.lock_minutes = int(self.lock_minutes.currentData())
        self.look_changed.emit()


def _never_last(minutes: int) -> int:
    return minutes or 10_000


def _minutes_words(minutes: int) -> str:
    return _("after {count} minutes").format(count=minutes) if minutes else _("do not lock")


def _choices(words: dict[str, str], current: str) -> QComboBox:
    made = Combo()
    for value, shown in words.items():
        made.addItem(shown, value)
    made.setCurrentIndex(list(words).index(current))
    return made

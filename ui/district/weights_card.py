"""How much each measure counts in the ranking, changed with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QLineEdit, QSpinBox, QWidget

from dsurvey_desktop.domain.ranking import MEASURE_NAMES, Measure
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import with_remark
from dsurvey_desktop.usecases.ranking_views import RankingView
from ui.dates import moment_text
from ui.theme import Theme
from ui.widgets.column_grid import ColumnGrid
from ui.widgets.date_field import indent
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import button, column, heading, label, row
from ui.widgets.stepped import NumberField

NARROWEST = 34


@dataclass(frozen=True, slots=True)
class WeightsWish:
    """Weights from 0 to 100, and why."""

    weights: dict[Measure, int]
    reason: str


class WeightsCard(QFrame):
    """A field for each measure.

    Signals:
        wanted: a `WeightsWish`.
    """

    wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.fields = {measure: _spin() for measure in Measure}
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Why they are changed"))
        self.reason.setAccessibleName(_("Why they are changed"))
        self.save_button = button(_("&Change the weights"), self.change)
        self._said = label("", "muted", wraps=True)
        grid = ColumnGrid(theme, NARROWEST)
        grid.set_widgets(
            [FieldRow(theme, _(MEASURE_NAMES[one]), field) for one, field in self.fields.items()]
        )
        lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(heading(theme, _("Weights")))
        lines.addWidget(self._said)
        lines.addWidget(grid)
        lines.addLayout(row(theme, self.reason, self.save_button))

    def show_ranking(self, ranking: RankingView) -> None:
        """Show the weights in use, and why they are so."""
        for measure, field in self.fields.items():
            field.setValue(ranking.weights[measure])
        words = _("Every office starts with these; no order states them.")
        if ranking.changed_at is not None:
            by = _("{when} by {who}")
            said = by.format(when=moment_text(ranking.changed_at), who=ranking.changed_by)
            words = with_remark(ranking.reason, said)
        self._said.setText(words)
        self.reason.clear()

    @Slot()
    def change(self) -> None:
        """Hand on what was set."""
        weights = {measure: field.value() for measure, field in self.fields.items()}
        self.wanted.emit(WeightsWish(weights, self.reason.text()))


def _spin() -> QSpinBox:
    made = NumberField()
    made.setRange(0, 100)
    indent(made)
    return made

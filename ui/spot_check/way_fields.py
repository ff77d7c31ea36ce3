"""How a spot check is drawn: a share, a number, everybody, or an acceptance plan with its curve."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QWidget

from dsurvey_desktop.domain.sample_plan import PlanKind, SamplePlan
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.usecases.sample_lots import MOST_ACCEPTED, curve_of, lots_of
from dsurvey_desktop.usecases.sample_views import Lot
from ui.spot_check.curve import Curve
from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.date_field import indent, percent_field, share_of
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import column, label
from ui.widgets.stepped import NumberField

KIND_WORDS = {
    PlanKind.SHARE: N_("A share of every community"),
    PlanKind.NUMBER: N_("A number of people"),
    PlanKind.ALL: N_("Everybody"),
    PlanKind.ACCEPTANCE: N_("Acceptance plan (GB/T 2828.2)"),
}
_MOST_NUMBER = 100_000


class WayFields(QWidget):
    """Attributes: `kind`, `number`, `quality`, `acceptance`, `by_community`; the share is outside.

    Below an acceptance plan stand its curve and its sample sizes for the forms that are here.
    """

    def __init__(self, theme: Theme, share_row: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Mapping[str, int] = {}
        self._names: Mapping[str, str] = {}
        self._share_row = share_row
        self.kind = Combo()
        for kind, words in KIND_WORDS.items():
            self.kind.addItem(_(words), kind)
        self.number, self.acceptance = NumberField(), NumberField()
        self.number.setRange(1, _MOST_NUMBER)
        self.number.setValue(20)
        self.acceptance.setRange(0, MOST_ACCEPTED)
        self.quality: QDoubleSpinBox = percent_field(0.05)
        self.quality.setRange(0.1, 99.0)
        for field in (self.number, self.acceptance):
            indent(field)
        self.by_community = QCheckBox(_("Each community is a lot of its own"))
        self.curve = Curve(theme)
        self.words = label("", "muted", wraps=True)
        self._number_row = FieldRow(theme, _("How many people"), self.number)
        self._plan_rows = (
            FieldRow(theme, _("Limiting quality"), self.quality),
            FieldRow(theme, _("Bad forms allowed in a sample"), self.acceptance),
            self.by_community,
            self.curve,
            self.words,
        )
        lines = column(theme, self, gap=2)
        self.kind_row = FieldRow(theme, _("How to draw"), self.kind)
        for widget in (self.kind_row, share_row, self._number_row, *self._plan_rows):
            lines.addWidget(widget)
        self.kind.currentIndexChanged.connect(self._follow)
        self.quality.valueChanged.connect(self._follow)
        self.acceptance.valueChanged.connect(self._follow)
        self.by_community.toggled.connect(self._follow)
        self._follow()

    @property
    def chosen(self) -> PlanKind:
        """The kind of plan."""
        return PlanKind(self.kind.currentData())

    def plan(self, share: float) -> SamplePlan:
        """What the fields say; `share` where one is drawn."""
        if self.chosen is PlanKind.SHARE:
            return SamplePlan(share=share)
        if self.chosen is PlanKind.NUMBER:
            return SamplePlan(PlanKind.NUMBER, number=self.number.value())
        if self.chosen is PlanKind.ALL:
            return SamplePlan(PlanKind.ALL)
        return SamplePlan(
            PlanKind.ACCEPTANCE,
            limiting_quality=share_of(self.quality),
            acceptance=self.acceptance.value(),
            by_community=self.by_community.isChecked(),
        )

    def show_plan(self, plan: SamplePlan) -> None:
        """Put a drawn sample's plan into the fields."""
        if plan.kind is PlanKind.NUMBER:
            self.number.setValue(plan.number)
        if plan.kind is PlanKind.ACCEPTANCE:
            self.quality.setValue(plan.limiting_quality * 100)
            self.acceptance.setValue(plan.acceptance)
            self.by_community.setChecked(plan.by_community)
        self.kind.setCurrentIndex(self.kind.findData(plan.kind))

    def show_frame(self, frame: Mapping[str, int], names: Mapping[str, str]) -> None:
        """The forms that could be drawn, counted by community code, and the communities' names."""
        self._frame, self._names = frame, names
        self._follow()

    @Slot()
    def _follow(self) -> None:
        kind = self.chosen
        self._share_row.setVisible(kind is PlanKind.SHARE)
        self._number_row.setVisible(kind is PlanKind.NUMBER)
        is_plan = kind is PlanKind.ACCEPTANCE
        for widget in self._plan_rows:
            widget.setVisible(is_plan)
        if is_plan:
            lots = lots_of(self.plan(0), self._frame, self._names) if self._frame else ()
            self._show_lots(lots)

    def _show_lots(self, lots: tuple[Lot, ...]) -> None:
        """The curve is that of the largest lot."""
        self.curve.setVisible(bool(lots))
        if not lots:
            self.words.setText(_("There are no forms to draw from yet."))
            return
        largest = max(lots, key=lambda one: one.size)
        points = curve_of(largest)
        said = _lot_words(lots, largest)
        self.words.setText(said)
        self.curve.show_points(points, (largest.limit / largest.size, largest.risk), said)


def _lot_words(lots: tuple[Lot, ...], largest: Lot) -> str:
    words = _(
        "{name}: draw {sample} of {size}. With {limit} bad forms ({quality}) it is accepted in "
        "{risk} of all draws."
    )
    said = words.format(
        name=largest.name,
        sample=largest.sample,
        size=f"{largest.size:,}",
        limit=largest.limit,
        quality=f"{largest.limit / largest.size:.1%}",
        risk=f"{largest.risk:.1%}",
    )
    axes = _("Across: share of bad forms; upwards: how likely the lot is accepted.")
    if len(lots) == 1:
        return f"{said}\n{axes}"
    all_words = _("{count} lots, {drawn} people drawn in all; the curve is the largest lot's.")
    drawn = sum(one.sample for one in lots)
    return f"{said}\n{axes}\n{all_words.format(count=len(lots), drawn=f'{drawn:,}')}"

"""The page of the district's own spot checks: draw over the towns, print, enter, see the rates."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.usecases.town_sample_views import (
    OwnChecks,
    RecordedCheck,
    TownErrorRate,
    TownSampleMember,
    TownSampleView,
)
from ui.changes import Kind, changed
from ui.context import AppContext
from ui.district.check_columns import member_columns, rate_columns
from ui.district.check_form import CheckForm, CheckWish
from ui.district.district_calls import DistrictCalls
from ui.district.district_page import DistrictPage
from ui.spot_check.plan_card import Plan, PlanCard, drawn_words
from ui.spot_check.printing import Printing
from ui.spot_check.sheets_card import SheetsCard
from ui.spot_check.side_by_side import SideBySide
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import column, heading, label
from ui.widgets.row_model import RowModel
from ui.widgets.scrolling import scrolling
from ui.widgets.table import Table

WIDE_STEPS, LIST_STEPS, MOST_TOWNS = 240, 56, 12


class ChecksPage(DistrictPage):
    """Attributes: `plan`, `code` over `members`, `sheets`; `form` and `rates` below."""

    TITLE = N_("District spot check")

    def __init__(
        self,
        context: AppContext,
        parent: QWidget | None = None,
        calls: DistrictCalls | None = None,
    ) -> None:
        super().__init__(context, parent, calls)
        self.plan = PlanCard(self.theme, is_of_towns=True)
        self.sheets = SheetsCard(self.theme)
        self.form = CheckForm(self.theme)
        self.code = QLineEdit()
        self.code_row = FieldRow(
            self.theme, _("Code of a sheet"), self.code, _("Scan it, or type it and press Enter.")
        )
        self._members: RowModel[TownSampleMember] = RowModel(self.theme, member_columns(), self)
        self.empty = EmptyState(self.theme, "spot_check")
        self.empty.say(_("No sample yet"), _("Choose a share at the left and draw."))
        self._rates: RowModel[TownErrorRate] = RowModel(self.theme, rate_columns(), self)
        self.members = Table(self.theme, _("Drawn people"))
        self.members.show_rows(self._members)
        self.rates = Table(self.theme, _("Error rates of the towns"))
        self.rates.show_rows(self._rates)
        self._own: RowModel[TownErrorRate] = RowModel(self.theme, rate_columns(), self)
        self.own = Table(self.theme, _("The towns' own spot checks"))
        self.own.show_rows(self._own)
        self._lay_out()
        self.plan.draw_wanted.connect(self._draw)
        self.code.returnPressed.connect(self._find)
        self.members.row_chosen.connect(self._choose)
        self.form.wanted.connect(self._record)
        self.add_page_action(_("Draw the sample"), "Ctrl+D", self.plan.draw)
        self._printing = Printing(self, self.sheets, self.calls.print_sheets)
        self.add_page_action(_("Scan or type a code"), "/", self._go_to_code)
        self.add_page_action(_("&Save the result"), "Ctrl+Return", self.form.save)

    def read(self) -> None:
        """The newest sample."""
        self.run(self.calls.sample, on_done=self._show)
        self.run(self.calls.own_checks, on_done=self._show_own)

    @Slot(object)
    def _draw(self, plan: Plan) -> None:
        self.messages.clear()
        job = partial(
            self.calls.draw,
            share=plan.share,
            seed=plan.seed,
            leave_out_drawn=self.plan.leave_out.isChecked(),
        )
        self.run(job, on_done=self._show_drawn)

    @Slot(object)
    def _show_drawn(self, sample: TownSampleView) -> None:
        self._show(sample)
        self.messages.show_message("done", drawn_words(len(sample.members)))

    @Slot(object)
    def _show(self, sample: TownSampleView | None) -> None:
        self.plan.show_sample(sample.as_sample() if sample is not None else None)
        self._members.set_rows(sample.members if sample is not None else ())
        self._rates.set_rows(sample.towns if sample is not None else ())
        self.rates.fit_rows(min(max(len(self._rates.rows), 1), MOST_TOWNS))
        for widget in (self.members, self.below):
            widget.setVisible(sample is not None)
        self.empty.setVisible(sample is None)
        self.sheets.set_ready(is_ready=sample is not None)

    @Slot(object)
    def _show_own(self, found: OwnChecks) -> None:
        self._own.set_rows(found.towns)
        self.own.fit_rows(min(max(len(found.towns), 1), MOST_TOWNS))
        self.own_part.setVisible(bool(found.towns))

    @Slot()
    def _find(self) -> None:
        typed = self.code.text().strip()
        plain = typed.upper().replace("-", "")
        for number, one in enumerate(self._members.rows):
            if plain and one.short_code.replace("-", "") == plain:
                self.code_row.set_error("")
                self.code.clear()
                self.members.selectRow(number)
                self.form.show_member(one)
                return
        self.code_row.set_error(_("No sheet has this code. Please check it, or scan it again."))
        self.code.selectAll()

    @Slot(object)
    def _choose(self, index: QModelIndex) -> None:
        member = self._members.row_at(index)
        if member is not None:
            self.form.show_member(member)

    @Slot(object)
    def _record(self, wish: CheckWish) -> None:
        job = partial(
            self.calls.record,
            wish.code,
            wish.differing,
            is_found=wish.is_found,
            remark=wish.remark,
        )
        self.run(job, on_done=self._see_recorded)

    @Slot(object)
    def _see_recorded(self, check: RecordedCheck) -> None:
        self.form.hide()
        words = _("Sheet {code} is saved.").format(code=check.short_code)
        back = _("The entry goes back to its town with the next receipt.")
        self.messages.show_message("done", words, back if check.sent_back else "")
        self.changed.emit(changed(Kind.BUNDLES))
        self.read()
        self._go_to_code()

    @Slot()
    def _go_to_code(self) -> None:
        self.code.setFocus()

    def _lay_out(self) -> None:
        area, lines = scrolling(self.theme)
        middle = QWidget()
        drawn = column(self.theme, middle, gap=2)
        drawn.addWidget(self.code_row)
        drawn.addWidget(self.members, 1)
        drawn.addWidget(self.empty, 1)
        self.members.setMinimumHeight(self.theme.space(LIST_STEPS))
        self.plan.table.setMinimumHeight(self.theme.space(LIST_STEPS // 2))
        parts = ((self.plan, 30), (middle, 45), (self.sheets, 25))
        lines.addWidget(SideBySide(self.theme, parts, WIDE_STEPS))
        lines.addWidget(self.form)
        self.below = QWidget()
        rates = column(self.theme, self.below, gap=2)
        rates.addWidget(heading(self.theme, _("Error rates of the towns")))
        rates.addWidget(self.rates)
        lines.addWidget(self.below)
        self.own_part = QWidget()
        own = column(self.theme, self.own_part, gap=2)
        own.addWidget(heading(self.theme, _("The towns' own spot checks")))
        own.addWidget(label(_("As their newest hand-overs tell them."), "muted", wraps=True))
        own.addWidget(self.own)
        self.own_part.hide()
        lines.addWidget(self.own_part)
        lines.addStretch(1)
        self.body.addWidget(area)

"""Who asked again, when, in which way; a remark, and why a sheet is entered again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from dsurvey_desktop.domain.contact import WAY_WORDS, ContactWay
from dsurvey_desktop.domain.spot_check import NOT_FOUND
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.sheet_views import SheetView
from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.date_field import date_field, day_of
from ui.widgets.field_row import FieldRow
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.parts import column


class CheckFacts(QWidget):
    """Attributes: `by`, `day`, `way`, `remark`, `not_found`, `reason`.

    Who, when and how stay for the next sheet; a pile comes from one person.
    """

    def __init__(
        self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self.by, self.remark, self.reason = QLineEdit(), QLineEdit(), QLineEdit()
        self.by.setMaxLength(64)
        for field in (self.remark, self.reason):
            field.setMaxLength(255)
        self.day = date_field(today())
        self.way = Combo()
        for way in (ContactWay.VISIT, ContactWay.PHONE, ContactWay.COUNTER, ContactWay.MESSAGE):
            self.way.addItem(_(WAY_WORDS[way]), way)
        self.not_found = QCheckBox(_("&Nobody was met"))
        self.by_row = FieldRow(theme, _("Who asked"), self.by)
        self.reason_row = FieldRow(theme, _("Why it is entered again"), self.reason)
        self.by.setMinimumWidth(theme.space(28))
        first = FlowLayout(None, theme.space(2))
        rows = (
            self.by_row,
            FieldRow(theme, _("Day"), self.day),
            FieldRow(theme, _("Way"), self.way),
        )
        self.remark.setMinimumWidth(theme.space(50))
        self.reason.setMinimumWidth(theme.space(50))
        for one in (*rows, FieldRow(theme, _("Remark (optional)"), self.remark), self.reason_row):
            first.addWidget(one)
        lines = column(theme, self, gap=2)
        lines.addLayout(first)
        lines.addWidget(self.not_found)

    def show_sheet(self, sheet: SheetView) -> None:
        """What was entered of a sheet before, or the same person and day as before."""
        last = sheet.checked[-1] if sheet.checked else None
        if last is not None:
            self.by.setText(last.checked_by)
            self.day.setDate(
                QDate(last.checked_on.year, last.checked_on.month, last.checked_on.day)
            )
            self.way.setCurrentIndex(self.way.findData(last.way))
        self.day.setMaximumDate(QDate(*self._today().timetuple()[:3]))
        self.remark.setText(last.remark if last else "")
        self.not_found.setChecked(last is not None and last.outcome == NOT_FOUND)
        self.reason.clear()
        self.reason_row.setVisible(last is not None)
        for one in (self.by_row, self.reason_row):
            one.set_error("")

    def complain(self) -> bool:
        """Say in place what is missing, and go there; False when nothing is."""
        lacks_by = not self.by.text().strip()
        lacks_reason = not self.reason_row.isHidden() and not self.reason.text().strip()
        self.by_row.set_error(_("Please enter the name.") if lacks_by else "")
        self.reason_row.set_error(_("Please say why.") if lacks_reason else "")
        if lacks_by or lacks_reason:
            (self.by if lacks_by else self.reason).setFocus()
        return lacks_by or lacks_reason

    @property
    def checked_on(self) -> date:
        """The day in the field."""
        return day_of(self.day)

    @property
    def chosen_way(self) -> ContactWay:
        """The way in the field."""
        return ContactWay(self.way.currentData())

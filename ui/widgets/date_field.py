"""A day, typed or stepped with the arrow keys."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QDoubleSpinBox, QSpinBox

from ui.widgets.stepped import DayField, DecimalField, NumberField


def indent(field: QAbstractSpinBox) -> None:
    """As far from the frame as in the other fields, which the style sheet does not reach here."""
    margin = field.fontMetrics().height() * 2 // 5
    field.lineEdit().setTextMargins(margin, 0, margin, 0)


def date_field(day: date) -> QDateEdit:
    """A field for a day as year-month-day."""
    made = DayField(QDate(day.year, day.month, day.day))
    made.setDisplayFormat("yyyy-MM-dd")
    indent(made)
    return made


def day_of(field: QDateEdit) -> date:
    """The day in a field."""
    day = field.date()
    return date(day.year(), day.month(), day.day())


def year_field(year: int) -> QSpinBox:
    """A field for a survey year."""
    made = NumberField()
    made.setRange(2000, 2100)
    indent(made)
    made.setValue(year)
    return made


def percent_field(share: float) -> QDoubleSpinBox:
    """A field for a share, shown in percent with up to one decimal."""
    made = DecimalField()
    made.setRange(0, 100)
    made.setDecimals(1)
    indent(made)
    made.setSuffix(" %")
    made.setValue(share * 100)
    return made


def share_of(field: QDoubleSpinBox) -> float:
    """The share in a percent field, from 0 to 1."""
    return round(field.value() / 100, 4)

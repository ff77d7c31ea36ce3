"""What does not fit: words wider or higher than their place, and pages that scroll sideways."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QLabel,
    QScrollArea,
    QTableView,
    QWidget,
)


def cut_texts(page: QWidget) -> list[str]:
    """Words of labels, buttons and number fields that have too little room."""
    shown = [
        widget
        for kind in (QLabel, QAbstractButton, QAbstractSpinBox)
        for widget in page.findChildren(kind)
        if widget.isVisible() and widget.text()
    ]
    return [widget.text() for widget in shown if is_cut(widget)]


def is_cut(widget: QWidget) -> bool:
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height() + 1
    words = widget.text().replace("&", "")
    needed = max(widget.fontMetrics().horizontalAdvance(line) for line in words.split("\n"))
    return needed > widget.width()


def sideways(page: QWidget) -> list[str]:
    """Columns wider than the window; only tables may scroll to the side."""
    areas = [one for one in (page, *page.findChildren(QScrollArea)) if isinstance(one, QScrollArea)]
    return [
        f"{type(one).__name__} {one.accessibleName()}: {one.widget().width()}"
        for one in areas
        if one.isVisible() and one.widget() and one.widget().width() > one.viewport().width()
    ]


def cut_headers(page: QWidget) -> list[str]:
    """Titles of columns, and numbers, that end in dots: a cut number is another number."""
    return [
        words
        for table in page.findChildren(QTableView)
        if table.isVisible() and table.model() is not None
        for words in _cut_in(table)
    ]


def _cut_in(table: QTableView) -> list[str]:
    header, model = table.horizontalHeader(), table.model()
    found = []
    for section in range(model.columnCount()):
        title = str(model.headerData(section, header.orientation()))
        width = table.columnWidth(section)
        if table.isColumnHidden(section):
            continue
        if header.sectionSizeHint(section) > width:
            found.append(title)
        indexes = [model.index(row, section) for row in range(min(model.rowCount(), 20))]
        numbers = [one for one in indexes if str(one.data() or "").replace(",", "").isdigit()]
        found += [
            f"{title}: {one.data()}"
            for one in numbers
            if table.sizeHintForIndex(one).width() > width
        ]
    return found


def faults(page: QWidget) -> list[str]:
    """All of it."""
    return [*cut_texts(page), *sideways(page), *cut_headers(page)]

"""However a test leaves the intake page, a screen reader has a name for each control in sight."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Look at every control that keys reach."""
    yield
    nameless = [
        f"{type(control).__name__} in {type(control.parentWidget()).__name__}"
        for window in QApplication.topLevelWidgets()
        if window.isVisible()
        for control in window.findChildren(QWidget)
        if is_reached(control) and not name_of(control)
    ]
    assert not nameless, f"{item.name} leaves controls without a name: {nameless}"


def is_reached(control: QWidget) -> bool:
    """In sight and reached by Tab; a list's own scrolling area says its list's name."""
    policy = control.focusPolicy() & Qt.FocusPolicy.TabFocus
    return control.isVisible() and bool(policy) and not isinstance(control, QScrollArea)


def name_of(control: QWidget) -> str:
    """What a screen reader calls it."""
    told = QAccessible.queryAccessibleInterface(control)
    return "" if told is None else told.text(QAccessible.Text.Name).strip()

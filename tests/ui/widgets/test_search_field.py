"""The search field: its icons grow with the text, and it is cleared by one click."""

from __future__ import annotations

import pytest

from ui.widgets.search_field import SearchField


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_its_icons_are_as_large_as_its_text_and_leave_it_room(qtbot, theme, settings, percent):
    settings.text_percent = percent
    theme.apply()
    field = SearchField(theme)
    qtbot.addWidget(field)
    field.resize(theme.space(60), field.sizeHint().height())
    field.setText("张")
    field.show()
    height = field.fontMetrics().height()
    for inside in (field.lens, field.clear_button):
        assert height * 0.7 <= inside.height() <= height * 1.3
        assert field.rect().contains(inside.geometry())
    assert field.textMargins().left() + theme.space(2) >= field.lens.geometry().right()
    assert field.clear_button.accessibleName() == "清除"


def test_the_way_to_clear_it_stands_there_while_there_is_something(qtbot, theme):
    field = SearchField(theme)
    qtbot.addWidget(field)
    field.show()
    assert field.clear_button.isHidden()
    field.setText("张")
    field.clear_button.click()
    assert (field.text(), field.clear_button.isHidden()) == ("", True)

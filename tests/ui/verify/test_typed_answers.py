"""What is typed as a day, a time or a number is the answer that forms know; long options are read."""

from __future__ import annotations

import pytest

from dsurvey_desktop.domain.word_lists import labelled
from dsurvey_desktop.usecases.entry_views import ChoiceView, Evidence, ItemView
from ui.verify.editors.answer_text import read_answer
from ui.verify.editors.choice_buttons import ChoiceButtons
from ui.widgets.in_lines import in_lines

LONG = (
    "过去十二个月内接受过街道、社区、残联或其他组织提供的任何形式的服务，包括辅具ISO9999 and others"
)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("time", "8:30", "08:30"),
        ("time", "８时５分", "08:05"),
        ("time", "8点", "08:00"),
        ("time", "08:30:00.000+08:00", "08:30:00.000+08:00"),
        ("time", "25:00", None),
        ("time", "half past", None),
        ("datetime", "2025-9-3 8:30", "2025-09-03T08:30"),
        ("datetime", "2025-09-03T08:30:15.000Z", "2025-09-03T08:30:15.000Z"),
        ("datetime", "2025-09-03", "2025-09-03"),
        ("datetime", "2025-09-33 8:30", None),
        ("datetime", "2025-09-03 8", None),
        ("rank", "3、1, 2", ["3", "1", "2"]),
        ("integer", "-5", -5),
        ("integer", "5.5", None),
    ],
)
def test_what_is_typed_is_read_or_told(kind, typed, value):
    found, problem = read_answer(kind, typed)
    assert found == value
    assert (problem is None) is (value is not None)


def test_long_options_stand_in_lines_and_are_named_in_full(qtbot, theme):
    assert in_lines("短", 56) == "短"
    lines = in_lines(LONG, 40).split("\n")
    assert "".join(lines).replace(" ", "") == LONG.replace(" ", "")
    assert all(len(line) <= 41 and line[0] not in "、，" for line in lines)
    buttons = ChoiceButtons(None, 16, is_multiple=False)
    qtbot.addWidget(buttons)
    item = ItemView(
        "q",
        "",
        "服务",
        "",
        "select_one",
        (ChoiceView("1", LONG),),
        None,
        "",
        True,
        False,
        (),
        Evidence("", "", ""),
        0,
        "",
        (),
    )
    buttons.show_item(item)
    buttons.set_name("服务")
    (button,) = buttons.findChildren(type(buttons.focusProxy()))
    assert "\n" in button.text()
    assert button.accessibleName() == labelled("服务", LONG)

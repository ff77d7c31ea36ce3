"""The room a finding has beside the question it belongs to."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from dsurvey_desktop.domain.entry import Finding
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.usecases.entry_views import FindingView
from ui.verify.finding_line import FindingLine

MESSAGE = "The guardian's telephone number is the same as that of many other people here. " * 2


@pytest.mark.parametrize("question", ["Sex", "Which of these were needed last year " * 6])
def test_a_long_question_leaves_the_finding_most_of_the_width(qtbot, theme, question):
    line = FindingLine(theme, 0)
    qtbot.addWidget(line)
    line.resize(700, 10)
    line.show_finding(FindingView(Finding("K20", Severity.WARNING, "a", text(MESSAGE)), question))
    line.show()
    line.resize(700, line.layout().heightForWidth(700))
    qtbot.waitExposed(line)
    shown = {one.text(): one for one in line.findChildren(QLabel)}
    words, item = shown[MESSAGE], shown[question]
    assert words.width() > line.width() / 2
    for one in (words, item):
        assert one.height() >= one.heightForWidth(one.width()), one.text()

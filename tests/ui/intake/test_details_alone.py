"""A file of details without its forms is a line that waits, and says so until they come."""

from __future__ import annotations

import pytest

from ui.intake.file_columns import standing, standing_kind
from ui.intake.page import IntakePage


@pytest.fixture
def page(show_page):
    return show_page(IntakePage)


def _line(page, name: str):
    return next(line for line in page.files.model.rows if line.file == name)


def test_it_waits_in_the_list_and_is_joined_when_its_forms_come(page, idle, tmp_path):
    alone = tmp_path / "成员.csv"
    alone.write_text("m_name,PARENT_KEY,KEY\n王五,uuid:7,uuid:7/m[1]\n", "utf-8")
    page.take_in((alone,))
    idle()

    assert page.messages.kind == "warning"
    assert "明细" in page.messages.words
    line = _line(page, "成员.csv")
    assert (standing(line), standing_kind(line)) == ("待并入登记表", "warning")
    assert line.can_be_taken_back

    forms = tmp_path / "个人.csv"
    forms.write_text("姓名,残疾人证号,KEY\n钱七,330282199909099999,uuid:7\n", "utf-8")
    page.take_in((forms,))
    idle()

    line = _line(page, "成员.csv")
    assert (standing(line), standing_kind(line)) == ("已并入登记表", "done")
    assert line.waiting is None

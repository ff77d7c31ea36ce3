"""Paths in headers, as ODK Central and KoboToolbox write them."""

from __future__ import annotations

import pytest

from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.forms.form_json import load_shipped_form
from dsurvey_desktop.intake.lexicon import NOTHING, SURE, Lexicon
from dsurvey_desktop.intake.model import FileKind


@pytest.fixture(scope="module")
def lexicon():
    form = load_shipped_form(resources_folder() / "forms", "individual")
    return Lexicon(FileKind.INDIVIDUAL, form, {})


@pytest.mark.parametrize(
    ("header", "item"),
    [
        ("section_basic-name", "name"),
        ("section_basic/name", "name"),
        ("section_basic.name", "name"),
        ("section_basic_name", "name"),
        ("data:section_basic:householder_name", "householder_name"),
        ("Section_Health_Rehab_Need", "rehab_need"),
        ("section_health-rehab_need/3", "rehab_need/3"),
        ("section_health-rehab_need_3", "rehab_need/3"),
        ("rehab_need_3", "rehab_need/3"),
        ("rehab_need.3", "rehab_need/3"),
        ("section_health_rehab_need_3", "rehab_need/3"),
        ("基本信息/姓名", "name"),
        ("住房/家庭住房状况", "housing"),
        ("医疗康复/目前还需要的康复服务/手术", "rehab_need/1"),
        ("目前还需要的康复服务/手术", "rehab_need/1"),
    ],
)
def test_a_path_names_its_item(lexicon, header, item):
    assert lexicon.sure(header).item == item
    assert lexicon.sure(header).confidence >= SURE


def test_a_label_below_an_unknown_group_is_less_certain(lexicon):
    known, unknown = lexicon.sure("基本信息/姓名"), lexicon.sure("第一部分/姓名")

    assert unknown.item == known.item
    assert SURE <= unknown.confidence < known.confidence


@pytest.mark.parametrize(
    "header",
    ["监护人/手机号码", "other_name", "member_name_x", "rehab_need_77", "rehab_need/77/1"],
)
def test_what_only_looks_like_a_path_is_none(lexicon, header):
    assert lexicon.sure(header) == NOTHING


@pytest.mark.parametrize("part", ["a/", "section_head_", "基本信息/", "姓名/"])
def test_a_path_without_end_is_answered_at_once(lexicon, part):
    assert lexicon.sure(part * 5000) == NOTHING

"""Lists of communities in every shape."""

from __future__ import annotations

import json

import pytest

from dsurvey_desktop.intake.communities import parse_communities
from dsurvey_desktop.intake.model import IntakeError

PAIRS = [("330282105201", "东溪村"), ("330282105206", "白鹭社区")]


def read(data):
    return [(one.code, one.name) for one in parse_communities(data, "村社.txt")]


@pytest.mark.parametrize(
    "text",
    [
        "330282105201,东溪村\n330282105206,白鹭社区\n",
        "村(社区)名称,区划代码\n东溪村,330282105201\n白鹭社区,330282105206\n",
        "序号;名称;代码\n1;东溪村;330282105201\n2;白鹭社区;330282105206\n",
        "330282105201\t东溪村\n330282105206\t白鹭社区\n",
        "330282105201 东溪村\n330282105206 白鹭社区",
        "1. 东溪村 330282105201\n2. 白鹭社区 330282105206\n",
        json.dumps([{"code": code, "name": name} for code, name in PAIRS]),
        json.dumps([{"name": name, "code": int(code)} for code, name in PAIRS], ensure_ascii=False),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_text_and_json(text, encoding):
    assert read(text.encode(encoding)) == PAIRS


def test_a_workbook_with_codes_as_numbers(workbook):
    rows = [
        ["区划代码表"],
        ["名称", "代码"],
        ["东溪村", 330282105201],
        ["白鹭社区", "330282105206"],
    ]

    assert read(workbook(rows)) == PAIRS


def test_the_same_line_twice_counts_once():
    assert read("330282105201,东溪村\n330282105201,东溪村\n".encode()) == PAIRS[:1]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        ("名称\n东溪村\n".encode(), "no_communities"),
        (b"[1, 2]", "no_communities"),
        ("330282105201,东溪村\n330282105201,西溪村\n".encode(), "community_twice"),
        (b"\x89PNG\r\n", "not_a_table"),
    ],
)
def test_a_wrong_list_is_refused(data, code):
    with pytest.raises(IntakeError) as caught:
        read(data)

    assert caught.value.code == code

"""Repeats of ODK Central and KoboToolbox come with the form they belong to, as they came."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dsurvey_desktop.intake.model import FileKind, IntakeError
from dsurvey_desktop.intake.submission import parse_submission
from tests.integration.intake.test_archives import packed

FIRST, SECOND = "33028219620512416X41", "33028219750101123444"


def _details(parsed):
    return {
        row.answers["name"]: [(one.sheet, one.row, dict(one.cells)) for one in row.details]
        for row in parsed.rows()
    }


def test_the_lines_of_a_central_zip_come_with_their_form(parse):
    members = {
        "个人.csv": f"basic-name,basic-certificate_no,KEY\n张三,{FIRST},uuid:1\n李四,{SECOND},uuid:2\n",
        "个人-成员.csv": (
            "m_name,m_age,PARENT_KEY,KEY\n"
            "王五,12,uuid:2,uuid:2/m[1]\n赵六,,uuid:1,uuid:1/m[1]\n钱七,9,uuid:2,uuid:2/m[2]\n"
        ),
        "个人-成员-学校.csv": "school,PARENT_KEY,KEY\n一小,uuid:2/m[2],uuid:2/m[2]/s[1]\n",
    }

    parsed = parse(packed(members), "export.zip")

    assert _details(parsed) == {
        "张三": [
            (
                "个人-成员.csv",
                3,
                {"m_name": "赵六", "PARENT_KEY": "uuid:1", "KEY": "uuid:1/m[1]"},
            )
        ],
        "李四": [
            (
                "个人-成员.csv",
                2,
                {"m_name": "王五", "m_age": "12", "PARENT_KEY": "uuid:2", "KEY": "uuid:2/m[1]"},
            ),
            (
                "个人-成员.csv",
                4,
                {"m_name": "钱七", "m_age": "9", "PARENT_KEY": "uuid:2", "KEY": "uuid:2/m[2]"},
            ),
            (
                "个人-成员-学校.csv",
                2,
                {"school": "一小", "PARENT_KEY": "uuid:2/m[2]", "KEY": "uuid:2/m[2]/s[1]"},
            ),
        ],
    }
    assert [(one.code, one.place.sheet, one.message.values) for one in parsed.problems] == [
        ("repeat_table", "个人-成员.csv", {"count": 3}),
        ("repeat_table", "个人-成员-学校.csv", {"count": 1}),
    ]


def test_the_sheets_of_a_kobo_workbook_are_joined_by_table_and_index(parse, workbook):
    sheets = {
        "个人登记表": [
            ["name", "certificate_no", "_id", "_uuid", "_index"],
            ["张三", FIRST, 501, "a", 1],
            ["李四", SECOND, 502, "b", 2],
        ],
        "member": [
            ["m_name", "_index", "_parent_table_name", "_parent_index", "_submission__id"],
            ["王五", 1, "个人登记表", 2, 502],
            ["赵六", 2, "个人登记表", 1, 501],
        ],
        "school": [
            ["s_name", "_index", "_parent_table_name", "_parent_index", "_submission__id"],
            ["一小", 1, "member", 1, 502],
        ],
    }

    parsed = parse(workbook(sheets))

    names = {
        who: [cells.get("m_name", cells.get("s_name")) for _sheet, _row, cells in lines]
        for who, lines in _details(parsed).items()
    }
    assert names == {"张三": ["赵六"], "李四": ["王五", "一小"]}


def test_a_renamed_sheet_is_joined_by_the_submission(parse, workbook):
    sheets = {
        "东溪村": [["name", "certificate_no", "_id"], ["张三", FIRST, 501]],
        "成员": [["m_name", "_parent_table_name", "_parent_index", "_submission__id"],
                 ["王五", "个人登记表", 1, 501]],
    }  # fmt: skip

    assert [line[1] for line in _details(parse(workbook(sheets)))["张三"]] == [2]


def test_a_line_whose_form_is_missing_is_told_with_its_cells(parse):
    members = {
        "个人.csv": f"basic-name,basic-certificate_no,KEY\n张三,{FIRST},uuid:1\n",
        "个人-成员.csv": "m_name,PARENT_KEY,KEY\n王五,uuid:9,uuid:9/m[1]\n",
    }

    parsed = parse(packed(members), "export.zip")

    orphan = next(one for one in parsed.problems if one.code == "repeat_orphan")
    assert (orphan.place.sheet, orphan.place.row) == ("个人-成员.csv", 2)
    assert orphan.value == "m_name=王五, PARENT_KEY=uuid:9, KEY=uuid:9/m[1]"
    assert _details(parsed) == {"张三": []}


def test_details_without_any_form_say_what_they_wait_for(parse):
    with pytest.raises(IntakeError) as refused:
        parse("m_name,PARENT_KEY,KEY\n王五,uuid:9,uuid:9/m[1]\n".encode(), "成员.csv")

    assert refused.value.code == "repeat_alone"
    assert "自动并入" in str(refused.value.advice)


def test_lines_that_name_each_other_in_a_ring_end_as_orphans(parse):
    members = {
        "个人.csv": f"basic-name,basic-certificate_no,KEY\n张三,{FIRST},uuid:1\n",
        "环.csv": "m_name,PARENT_KEY,KEY\n甲,b,a\n乙,a,b\n",
    }

    parsed = parse(packed(members), "export.zip")

    assert [one.place.row for one in parsed.problems if one.code == "repeat_orphan"] == [2, 3]


def instance(*members: str, name="张三", number=FIRST, own="uuid:1") -> bytes:
    """A form as ODK Collect keeps it; each member is the XML inside a line of its repeat."""
    lines = "".join(f"<member>{one}</member>" for one in members)
    person = f"<basic><name>{name}</name><certificate_no>{number}</certificate_no></basic>"
    meta = f"<orx:meta><orx:instanceID>{own}</orx:instanceID></orx:meta>" if own else ""
    return (
        f'<data xmlns:orx="http://openrosa.org/xforms" id="individual">{person}'
        f"<family>{lines}</family>{meta}</data>"
    ).encode()


def test_the_lines_of_an_instance_are_details_of_its_row(parse):
    school = "<school><name>一小</name></school><school><name>二小</name></school>"
    parsed = parse(
        instance(
            "<name>王五</name><about><age>12</age></about>",
            f"<name>赵六</name><about><age/></about>{school}",
        ),
        "instance.xml",
    )

    (row,) = parsed.rows()
    assert (row.answers["name"], row.answers["certificate_no"]) == ("张三", FIRST)
    first, second = "uuid:1/member[1]", "uuid:1/member[2]"
    assert [(one.sheet, one.row, dict(one.cells)) for one in row.details] == [
        ("family-member", 2,
         {"name": "王五", "about-age": "12", "PARENT_KEY": "uuid:1", "KEY": first}),
        ("family-member", 3, {"name": "赵六", "PARENT_KEY": "uuid:1", "KEY": second}),
        ("family-member-school", 2,
         {"name": "一小", "PARENT_KEY": second, "KEY": f"{second}/school[1]"}),
        ("family-member-school", 3,
         {"name": "二小", "PARENT_KEY": second, "KEY": f"{second}/school[2]"}),
    ]  # fmt: skip
    assert {one.code for one in parsed.problems} <= {"repeat_table", "missing_column"}


@pytest.mark.parametrize("own", ["uuid:1", ""])
def test_forms_of_a_folder_packed_together_keep_their_own_lines(parse, own):
    others = "uuid:2" if own else ""
    members = {
        "a/张三.xml": instance("<name>王五</name>", "<name>赵六</name>", own=own).decode(),
        "b/李四.xml": instance(
            "<name>钱七</name>", "<name>孙八</name>", name="李四", number=SECOND, own=others
        ).decode(),
    }
    parsed = parse(packed(members), "instances.zip")
    names = {
        who: [cells["name"] for _s, _r, cells in found] for who, found in _details(parsed).items()
    }
    assert names == {"张三": ["王五", "赵六"], "李四": ["钱七", "孙八"]}


def test_a_repeat_of_one_line_is_known_by_the_form(forms):
    form = forms[FileKind.INDIVIDUAL]
    text = next(item for item in form.items if item.name == "name")
    member = replace(text, name="name", path="family/member/name", repeat="family/member")
    asked = {FileKind.INDIVIDUAL: replace(form, items=(*form.items, member))}

    parsed = parse_submission(instance("<name>王五</name>"), "instance.xml", asked, 2025)

    (row,) = parsed.rows()
    assert row.answers["name"] == "张三"
    assert [(one.sheet, dict(one.cells)["name"]) for one in row.details] == [
        ("family-member", "王五")
    ]


def test_an_instance_of_more_repeats_than_any_form_has_is_refused(parse):
    many = "".join(f"<g{at}><a>1</a></g{at}><g{at}><a>2</a></g{at}>" for at in range(400))
    with pytest.raises(IntakeError) as caught:
        parse(f'<data id="x">{many}</data>'.encode(), "instance.xml")
    assert caught.value.code == "too_many_sheets"

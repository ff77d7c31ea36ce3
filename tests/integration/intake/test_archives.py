"""Zip files as Windows, the collecting apps and hurried people make them."""

from __future__ import annotations

import io
import zipfile

import pytest

from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.intake.limits import Limits
from dsurvey_desktop.intake.model import IntakeError

HEADER = ["姓名", "残疾人证号", "手机号码"]
ZHANG = ["张三", "33028219620512416X41", "13800000001"]
LI = ["李四", "33028219750101123444", "13800000002"]


class WindowsInfo(zipfile.ZipInfo):
    """A member as Explorer names it: in GBK, without saying so."""

    def _encodeFilenameFlags(self):  # noqa: N802 - the library's name
        return self.filename.encode("gbk"), 0


def packed(members, info=zipfile.ZipInfo):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(info(name), content)
    return buffer.getvalue()


def csv(*rows):
    return "\n".join(",".join(row) for row in rows).encode("gbk")


def names(parsed):
    return [row.answers["name"] for row in parsed.rows()]


@pytest.mark.parametrize("info", [zipfile.ZipInfo, WindowsInfo])
def test_members_are_named_in_the_place_of_their_rows(parse, workbook, info):
    members = {
        "东溪村/一组.xlsx": workbook({"登记表": [HEADER, ZHANG]}),
        "西溪村.csv": csv(HEADER, LI),
    }

    rows = list(parse(packed(members, info), "全镇.zip").rows())

    assert [(row.sheet, row.row, row.community) for row in rows] == [
        ("东溪村/一组.xlsx → 登记表", 2, "东溪村"),
        ("西溪村.csv", 2, "西溪村"),
    ]


def test_a_zip_in_a_zip_is_opened_once_and_no_deeper(parse):
    inner = packed({"东溪村.csv": csv(HEADER, ZHANG)})
    outer = packed({"东溪村.zip": inner, "西溪村.csv": csv(HEADER, LI)})

    parsed = parse(outer, "全镇.zip")
    deeper = parse(packed({"全镇.zip": outer}), "全区.zip")

    assert [row.sheet for row in parsed.rows()] == ["东溪村.zip → 东溪村.csv", "西溪村.csv"]
    assert names(deeper) == ["李四"]
    assert [(p.code, p.place.sheet) for p in deeper.problems] == [
        ("not_a_table", "全镇.zip → 东溪村.zip")
    ]


def test_a_table_is_told_by_its_content_whatever_its_name(parse, workbook):
    assert names(parse(packed({"数据": workbook([HEADER, ZHANG])}), "表.zip")) == ["张三"]


def test_what_is_no_table_is_named_and_photos_are_passed_over(parse):
    members = {
        "表.csv": csv(HEADER, ZHANG),
        "说明.docx": packed({"word/document.xml": b"<w/>"}),
        "说明.txt": "请按户填写\n谢谢".encode(),
        "缺页.xlsx": b"PK\x03\x04 torn",
        "照片/1.jpg": b"\xff\xd8",
        "~$表.csv": b"\x05",
        "__MACOSX/._表.csv": b"\0\x05",
        "空文件夹/": b"",
    }

    parsed = parse(packed(members), "表.zip")

    assert names(parsed) == ["张三"]
    assert [(p.code, p.severity, p.place.sheet) for p in parsed.problems] == [
        ("not_a_table", Severity.NOTICE, "说明.docx"),
        ("not_a_table", Severity.NOTICE, "说明.txt"),
        ("damaged_file", Severity.ERROR, "缺页.xlsx"),
    ]


def test_a_zip_with_a_single_broken_member_says_what_is_wrong_with_it(parse, assets):
    data = packed({"表.xlsx": (assets / "encrypted.xlsx").read_bytes()})

    with pytest.raises(IntakeError) as caught:
        parse(data, "表.zip")

    assert caught.value.code == "encrypted_file"


def test_a_repeat_in_a_file_of_its_own_is_no_list_of_people(parse):
    members = {
        "个人-家庭成员.csv": "name,certificate_no,PARENT_KEY,KEY\n王五,33028219750101123444,uuid:1,uuid:1/m[1]",
        "个人.csv": "basic-name,basic-certificate_no,KEY\n张三,33028219620512416X41,uuid:1",
    }

    parsed = parse(packed(members), "export.zip")

    assert names(parsed) == ["张三"]
    assert [(p.code, p.place.sheet) for p in parsed.problems] == [
        ("repeat_table", "个人-家庭成员.csv")
    ]


def test_a_packed_file_of_another_kind_says_to_unpack_it(parse):
    with pytest.raises(IntakeError) as caught:
        parse(b"Rar!\x1a\x07\x01\x00" + bytes(200), "全镇.rar")

    assert caught.value.code == "not_a_table"
    assert "解压" in str(caught.value.advice)


def test_members_together_may_not_exceed_what_a_file_may_hold(parse):
    members = {f"{number}.csv": csv(HEADER, ZHANG) for number in range(5)}

    with pytest.raises(IntakeError) as caught:
        parse(packed(members), "表.zip", limits=Limits(cells=20))

    assert caught.value.code == "too_many_cells"


def test_a_workbook_of_too_many_sheets_is_refused_and_not_cut(parse, workbook):
    sheets = {f"{number}组": [HEADER, ZHANG] for number in range(4)}

    with pytest.raises(IntakeError) as caught:
        parse(workbook(sheets), limits=Limits(sheets=3))

    assert caught.value.code == "too_many_sheets"


def test_a_member_without_a_name_harms_nothing(parse):
    parsed = parse(packed({"": b"x", "表.csv": csv(HEADER, ZHANG)}), "表.zip")

    assert names(parsed) == ["张三"]


def test_no_file_goes_on_with_the_table_of_another(parse, workbook):
    members = {
        "东溪村.xlsx": workbook([HEADER, ZHANG]),
        "西溪村.xlsx": workbook([LI]),
    }

    parsed = parse(packed(members), "全镇.zip")

    assert [row.sheet for row in parsed.rows()] == ["东溪村.xlsx → Sheet1"]
    told = [(one.code, one.place.sheet) for one in parsed.problems]
    assert told == [("sheet_left_out", "西溪村.xlsx → Sheet1")]

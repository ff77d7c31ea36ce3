"""What cells become: read, normalised and told, or left blank and told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from dsurvey_desktop.forms.model import Choice
from dsurvey_desktop.intake.model import FileKind
from dsurvey_desktop.intake.sheets import plain_text
from dsurvey_desktop.intake.submission import parse_submission

NUMBER = "33028219620512416X41"
OTHER = "33028219750101123444"


def test_a_value_that_cannot_be_read_is_absent_and_told_with_its_place(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "户口性质", "调查日期", "供养人年龄"],
        ["张三", NUMBER, "渔业", "9月初", "老"],
    ]

    (row,) = parse(workbook(rows), "东溪村.xlsx").rows()

    assert row.answers == {"name": "张三", "certificate_no": NUMBER}
    assert [(p.code, p.place.file, p.place.row, p.place.column, p.value) for p in row.problems] == [
        ("unknown_choice", "东溪村.xlsx", 2, 3, "渔业"),
        ("bad_date", "东溪村.xlsx", 2, 4, "9月初"),
        ("bad_number", "东溪村.xlsx", 2, 5, "老"),
    ]


def test_every_cell_whose_value_is_not_its_own_text_is_listed(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "户口性质", "调查日期", "手机号码"],
        ["张 三", NUMBER.lower(), "1.农业", "8月27日", " 13800000001 "],
    ]

    (row,) = parse(workbook(rows)).rows()

    assert [tuple(change) for change in row.changes] == [
        ("name", "张 三", "张三"),
        ("certificate_no", NUMBER.lower(), NUMBER),
        ("hukou", "1.农业", "1"),
        ("survey_date", "8月27日", "2025-08-27"),
        ("mobile", " 13800000001 ", "13800000001"),
    ]


def test_what_stands_as_its_value_is_not_listed(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "户口性质", "调查日期", "手机号码", "目前还需要的康复服务"],
        ["张三", NUMBER, 1, date(2025, 8, 27), 13800000001, "1,3"],
        ["李四", OTHER, "2", "2025-08-28", "13800000001", "1 3"],
    ]

    assert [row.changes for row in parse(workbook(rows)).rows()] == [(), ()]


@pytest.mark.parametrize(
    ("item", "header", "raw", "value"),
    [
        ("name", "姓名", "张\u3000三", "张三"),
        ("name", "姓名", "阿依•古丽", "阿依·古丽"),
        ("hukou", "户口性质", "１", "1"),
        ("hukou", "户口性质", "1、农业", "1"),
        ("hukou", "户口性质", "农业", "1"),
        ("hukou", "户口性质", "农业户口", "1"),
        ("rehab_need", "目前还需要的康复服务", "1，3", ["1", "3"]),
        ("rehab_need", "目前还需要的康复服务", "手术；功能训练", ["1", "3"]),
        ("survey_date", "调查日期", "8.27", "2025-08-27"),
        ("survey_date", "调查日期", 45896, "2025-08-27"),
        ("survey_date", "调查日期", datetime.fromisoformat("2025-08-27 09:30"), "2025-08-27"),
        ("mobile", "手机号码", "138-0000-0001", "13800000001"),
        ("landline", "固定电话", "（0574）63510049", "0574-63510049"),
        ("landline", "固定电话", "无", ""),
        ("supporter_age", "供养人年龄", "66岁", 66),
        ("certificate_no", "残疾人证号", f"{NUMBER[:6]} {NUMBER[6:].lower()}", NUMBER),
    ],
)
def test_each_way_of_normalising_is_kept_as_what_stood_there_and_what_it_became(
    parse, workbook, item, header, raw, value
):
    headers = dict.fromkeys([header, "姓名", "残疾人证号", "手机号码"], "")
    cells = headers | {"姓名": "李四", "残疾人证号": OTHER} | {header: raw}

    (row,) = parse(workbook([list(headers), list(cells.values())])).rows()

    (change,) = row.changes
    assert (change.item, change.value) == (item, value)
    assert change.raw == row.cells[0] == (raw if isinstance(raw, str) else plain_text(raw))


def test_marks_of_yes_and_no_are_read_told_and_kept_as_they_came(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "是否就业", "是否签订家庭医生服务协议"],
        ["张三", NUMBER, "●", 1],
        ["李四", OTHER, "○", 0],
    ]

    parsed = parse(workbook(rows))

    first, second = parsed.rows()
    assert (first.answers["employed"], second.answers["employed"]) == ("1", "2")
    assert (first.answers["family_doctor"], second.answers["family_doctor"]) == ("1", "2")
    assert ("employed", "○", "2") in second.changes
    assert second.cells[2:] == ("○", "0")
    told = [(p.place.row, p.place.column) for p in parsed.problems if p.code == "marks_understood"]
    assert told == [(1, 3), (1, 4)]


def test_as_above_is_taken_from_the_line_above_and_told_once_a_run(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "村(社区)", "调查方式", "信息采集员", "手机号码"],
        ["张三", NUMBER, "东溪村", "入户调查", "王专干", "同上"],
        ["李四", OTHER, "同上", "〃", "同上", "13800000001"],
        ["赵五", f"{OTHER}B1", "″", "“", "（同上）", "13800000002"],
        ["合计", "3"],
        ["同上", f"{OTHER}B2", "西溪村", "〃", "李专干", "13800000003"],
    ]

    parsed = parse(workbook(rows))

    first, second, third, _total, last = parsed.rows()
    assert [row.answers.get("mode") for row in (first, second, third, last)] == [*"111", None]
    assert [row.answers["enumerator"] for row in (second, third)] == ["王专干", "王专干"]
    assert [row.community for row in (second, third, last)] == ["东溪村", "东溪村", "西溪村"]
    assert ("mode", "〃", "1") in second.changes
    assert "name" not in last.answers
    assert "mobile" not in first.answers
    said = [(p.code, p.place.row, p.place.column) for row in parsed.rows() for p in row.problems]
    assert said == [
        ("ditto_unclear", 2, 6), ("ditto_taken", 3, 4), ("ditto_taken", 3, 5),
        ("ditto_unclear", 6, 1), ("ditto_unclear", 6, 4),
    ]  # fmt: skip


def test_nobodys_number_is_ever_that_of_the_line_above(parse, workbook):
    rows = [["姓名", "残疾人证号", "手机号码"], ["张三", NUMBER, ""], ["李四", "同上", ""]]

    second = list(parse(workbook(rows)).rows())[1]

    assert "certificate_no" not in second.answers
    assert [problem.code for problem in second.problems] == ["ditto_unclear"]


def test_as_at_left_is_taken_from_a_column_of_the_same_kind_and_told_once(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "户籍地址", "现居住地址", "养老服务现状", "养老服务需求",
         "供养人年龄", "家庭残疾人数", "户主姓名"],
        ["张三", NUMBER, "溪东1号", "同左", "居家养老", "同左", "66", "同左", "同左"],
        ["李四", OTHER, "溪东2号", "（同左）", "未享受", "同左", "", "", "同右"],
        ["同左", f"{OTHER}B1", "", "同左", "", "", "", "", ""],
    ]  # fmt: skip

    first, second, third = parse(workbook(rows)).rows()

    assert (first.answers["address"], second.answers["address"]) == ("溪东1号", "溪东2号")
    assert first.answers["elder_care_need"] == "1"
    assert ("address", "（同左）", "溪东2号") in second.changes
    assert "disabled_members" not in first.answers
    assert "elder_care_need" not in second.answers  # 未享受 and 无需求 have one code
    assert not {"name", "address"} & set(third.answers)
    said = [
        (p.code, p.place.row, p.place.column)
        for row in (first, second, third)
        for p in row.problems
    ]
    assert said == [
        ("ditto_beside_taken", 2, 4), ("ditto_beside_taken", 2, 6),
        ("ditto_beside_unclear", 2, 8), ("ditto_beside_unclear", 2, 9),
        ("ditto_beside_unclear", 3, 6), ("ditto_beside_unclear", 3, 9),
        ("ditto_beside_unclear", 4, 1), ("ditto_beside_unclear", 4, 4),
    ]  # fmt: skip


def test_a_star_alone_says_nothing(parse, workbook):
    rows = [["姓名", "残疾人证号", "现居住地址", "备注"], ["张三", NUMBER, "*", "＊"]]

    (row,) = parse(workbook(rows)).rows()

    assert row.answers == {"name": "张三", "certificate_no": NUMBER}
    assert ("address", "*", "") in row.changes


@pytest.mark.parametrize(("cells", "codes"), [(("12", "1"), ["12"]), (("12", "13"), None)])
def test_a_code_of_two_digits_is_asked_about_where_others_stand_side_by_side(
    forms, workbook, cells, codes
):
    form = forms[FileKind.INDIVIDUAL]
    many = tuple(Choice(str(at), {"zh": f"第{at}种"}) for at in (*range(1, 10), 12))
    items = tuple(
        replace(item, choices=many) if item.name == "rehab_need" else item for item in form.items
    )
    rows = [["姓名", "残疾人证号", "目前还需要的康复服务"],
            *(["张三", f"{NUMBER}B{at}", cell] for at, cell in enumerate(cells, 1))]  # fmt: skip

    editions = forms | {FileKind.INDIVIDUAL: replace(form, items=items)}
    first, second = parse_submission(workbook(rows), "表.xlsx", editions, 2025).rows()

    assert first.answers.get("rehab_need") == codes
    assert [one.code for one in first.problems] == ([] if codes else ["codes_run_together"])
    assert second.answers["rehab_need"] == list(cells[1])


def test_a_date_among_words_is_told(parse, workbook):
    day = date(2025, 3, 2)
    rows = [["姓名", "残疾人证号", "现居住地址", "调查日期"], ["张三", NUMBER, day, day]]

    (row,) = parse(workbook(rows)).rows()

    assert [(p.code, p.place.column, p.value) for p in row.problems] == [
        ("date_in_text", 3, "2025-03-02")
    ]


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (["9.3", "9.4", "9.16"], [None, "2025-09-04", "2025-09-16"]),
        (["9.3", "8.20", "9.30"], ["2025-09-03", "2025-08-20", "2025-09-30"]),
        (["'9月3日", "2025.9.3", "2.3"], ["2025-09-03", "2025-09-03", "2025-02-03"]),
    ],
)
def test_a_day_that_may_have_lost_its_zero_in_a_text_table_is_asked_about(parse, days, read):
    lines = ["姓名,残疾人证号,调查日期,手机号码"]
    lines += [f'张三,"=""{NUMBER}""",{day},013800000001' for day in days]

    rows = list(parse("\n".join(lines).encode("gb18030"), "东溪村.csv").rows())

    assert [row.answers.get("survey_date") for row in rows] == read
    assert {row.answers["mobile"] for row in rows} == {"13800000001"}
    assert [bool(row.problems) for row in rows] == [day is None for day in read]


def test_codes_called_options_and_other_marks_between_them_are_read(parse, workbook):
    rows = [
        ["姓名", "残疾人证号", "户口性质", "过去一年内得到过的康复服务", "参加职工社会保险情况"],
        ["张三", f"“{NUMBER}”", "选项2", "药物\\护理", "1.养老保险√ 3.其他(失业、工伤、生育)√"],
    ]

    (row,) = parse(workbook(rows)).rows()

    assert row.answers == {
        "name": "张三", "certificate_no": NUMBER, "hukou": "2", "rehab_received": ["2", "5"],
        "worker_insurance": ["1", "3"],
    }  # fmt: skip


@pytest.mark.parametrize("cell", ["1)是√ 2)否", "1）是√ 2）否", "(1)是√ (2)否", "1.是√ 2.否"])
def test_a_tick_beside_a_numbered_word_counts(parse, workbook, cell):
    rows = [["姓名", "残疾人证号", "户口性质", "是否就业"],
            ["张三", "33028219620512416X41", "1", cell]]  # fmt: skip

    (row,) = parse(workbook(rows)).rows()

    assert (row.answers["employed"], row.problems) == ("1", ())


def test_ticks_among_thousands_of_commas_are_read_at_once(parse, workbook):
    rows = [["姓名", "残疾人证号", "户口性质", "是否就业"]]
    rows += [["张三", "", "1", f"√{'、' * (1900 + at)})"] for at in range(20)]

    assert parse(workbook(rows)).count() == 20


def test_ticks_and_blanks_alone_are_told(parse, workbook):
    header = ["姓名", "残疾人证号", "家庭医生签约", "是否危房", "是否就业"]
    numbers = ["33028219620512416X41", "33028219750101123444"]

    def told(*cells):
        rows = [
            [name, number, *said] for name, number, said in zip("张李", numbers, cells, strict=True)
        ]
        parsed = parse(workbook([header, *rows]))
        answers = [row.answers.get("family_doctor") for row in parsed.rows()]
        return answers, [p.code for p in parsed.problems if p.code == "only_yes"]

    assert told(["√", "√", ""], ["", "", "√"]) == (["1", None], ["only_yes"])
    assert told(["√", "√", ""], ["", "×", "√"]) == (["1", None], [])
    assert told(["是", "√", "√"], ["", "是", "有"]) == (["1", None], [])

"""Rows that make no entry, or wait for a person."""

from __future__ import annotations

from pathlib import Path

from tests.integration.usecases.problem_files.sent import (
    MOBILE,
    NUMBER,
    WHO,
    ZHANG,
    AtHand,
    brings,
    workbook,
)

AFTER_CUTOFF, NOT_VALID = "33028219690304121744", "33028219710506122644"
"""On the roster, but not surveyed this year."""
CITIZEN_ID = "33028219880307124X"


@brings("not_on_roster", "登记表!B2", NUMBER)
@brings("number_missing", "登记表!B3")
@brings("citizen_id_as_number", "登记表!B4", CITIZEN_ID)
@brings("after_cutoff", "登记表!B5", AFTER_CUTOFF)
@brings("out_of_scope", "登记表!B6", NOT_VALID)
def people_without_form(at: AtHand) -> Path:
    """People who get no form, each for another reason."""
    rows = [
        WHO,
        ("赵六", NUMBER, MOBILE),
        ("李四", "", MOBILE),
        ("赵五", CITIZEN_ID, ""),
        ("周晚", AFTER_CUTOFF, ""),
        ("吴销", NOT_VALID, ""),
    ]
    return workbook(at.folder / "西溪村.xlsx", {"登记表": rows})


@brings("total_line", "登记表!3")
@brings("repeated_header", "登记表!4")
@brings("no_identity", "登记表!5")
@brings("signature_line", "登记表!6")
@brings("note_line", "登记表!7")
@brings("prepared_line", "登记表!8")
def lines_that_are_nobody(at: AtHand) -> Path:
    """Sums, headers, signatures, notes, and lines numbered beforehand."""
    header = ("序号", *WHO, "户口性质", "是否就业")
    rows = [
        header,
        (1, *ZHANG, "农业", "否"),
        ("小计", "", "", 1, "", ""),
        header,
        ("", "", "", "", "农业", "否"),
        ("填表人：王五", "", "审核人：赵六", "", "", ""),
        ("注：证号请按文本填写", "", "", "", "", ""),
        (2, "", "", "", "", ""),
    ]
    return workbook(at.folder / "杂行.xlsx", {"登记表": rows})


@brings("twice", "登记表!3", "33028219431208732933")
def one_person_twice(at: AtHand) -> Path:
    """Somebody whom two collectors met."""
    one = at.people[5]
    who = (one["name"], one["certificate_no"])
    rows = [WHO, (*who, "13800000005"), (*who, "13800000006")]
    return workbook(at.folder / "重复.xlsx", {"登记表": rows})


@brings("differs", "登记表!2", "33028219450710018344")
def a_corrected_file(at: AtHand) -> Path:
    """Another number for somebody who was taken in before."""
    one = at.people[0]
    rows = [WHO, (one["name"], one["certificate_no"], "13800000007")]
    return workbook(at.folder / "更正.xlsx", {"登记表": rows})


@brings("unknown_community", "社区登记表!B2", "110101001001")
def a_community_of_another_town(at: AtHand) -> Path:
    """A community form that went astray."""
    header = ("村(社区)名称", "区划代码", "残疾人专职委员人数", "其中残疾人人数")
    rows = [header, ("外镇社区", "110101001001", 2, 1)]
    return workbook(at.folder / "社区登记表.xlsx", {"社区登记表": rows})

"""Copies of a file are told by its name, and told from its other parts."""

from __future__ import annotations

import pytest

from dsurvey_desktop.intake.file_likeness import other_part, same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("上塘村.xls", "上塘村.xlsx"),
        ("上塘村.xlsx", "上塘村(1).xlsx"),
        ("上塘村.xlsx", "上塘村（2）.xlsx"),
        ("上塘村.xlsx", "上塘村 - 副本.xlsx"),
        ("上塘村.xlsx", "副本上塘村.xlsx"),
        ("上塘村.xlsx", "上塘村(解密).xlsx"),
        ("上塘村1008.xlsx", "上塘村_20251009.csv"),
        ("上塘村10.8.xlsx", "上塘村2025年10月9日.xlsx"),
        ("上塘村.xlsx", "上塘村 最新修改版.xlsx"),
        ("A.XLSX", "a.xlsx"),
        ("(1).xlsx", "(1).xlsx"),
    ],
)
def test_a_copy_has_the_same_name(one, other):
    assert same_name(one, other)
    assert not other_part(one, other)


@pytest.mark.parametrize(
    ("one", "other", "is_part"),
    [
        ("上塘村1组.xlsx", "上塘村2组.xlsx", True),
        ("上塘村第一批.xlsx", "上塘村第十二批.xlsx", True),
        ("330282105203.xlsx", "330282105204.xlsx", True),
        ("上塘村.xlsx", "下塘村.xlsx", False),
        ("新丰村.xlsx", "丰村.xlsx", False),
        ("新.xlsx", "副本.xlsx", False),
        ("2025.xlsx", "2024.xlsx", False),
    ],
)
def test_another_file_has_another_name(one, other, is_part):
    assert not same_name(one, other)
    assert other_part(one, other) == is_part

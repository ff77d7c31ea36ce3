"""Names, numbers and telephone numbers as they were meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsurvey_desktop.intake.cleaning import clean_name, clean_number, clean_text
from dsurvey_desktop.intake.telephones import clean_phone

NUMBER = "33028219671128216354"
ANY_TEXT = st.text(max_size=40)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("张三", "张三"),
        (" 张 三 ", "张三"),
        ("张　三", "张三"),
        ("张\u200b三\ufeff", "张三"),
        ("阿依·古丽", "阿依·古丽"),
        ("阿依•古丽", "阿依·古丽"),
        ("阿依・古丽", "阿依·古丽"),
        ("阿依 · 古丽", "阿依·古丽"),
        ("阿依.古丽", "阿依·古丽"),
        ("𠅤 䶮", "𠅤䶮"),
        ("万𫖯", "万𫖯"),
        ("John  Smith", "John Smith"),
        ("'张三", "张三"),
    ],
)
def test_names(raw, name):
    assert clean_name(raw) == name


@pytest.mark.parametrize(
    "raw",
    [
        NUMBER,
        "３３０２８２１９６７１１２８２１６３５４",
        "330282 19671128 216354",
        "\t33028219671128216354",
        "'33028219671128216354",
        "330282-19671128-216354",
        "33028219671128216354\u00a0",
        "\u200e33028219671128216354",
    ],
)
def test_numbers(raw):
    assert clean_number(raw) == NUMBER


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("33028219710606551x14", "33028219710606551X14"),
        ("33028219710606551×14b1", "33028219710606551X14B1"),
        ("33028219710606551X14（B2）", "33028219710606551X14B2"),
        ("办理中", "办理中"),
        (" 无 ", "无"),
        ("3302", "3302"),
    ],
)
def test_numbers_with_letters_and_what_is_none(raw, number):
    assert clean_number(raw) == number


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("13800000001", "13800000001"),
        ("138-0000-0001", "13800000001"),
        ("138 0000 0001", "13800000001"),
        ("+8613800000001", "13800000001"),
        ("86 13800000001", "13800000001"),
        ("0574-63510049", "0574-63510049"),
        ("0574 63510049", "0574-63510049"),
        ("(0574)63510049", "0574-63510049"),
        ("（0574）63510049", "0574-63510049"),
        ("01063510049", "010-63510049"),
        ("１３８００００００01", "13800000001"),
        ("1380000000", "1380000000"),
        ("0574-63510", "0574-63510"),
        ("(021) 32702", "021-32702"),
        ("0086-13800000001", "13800000001"),
        ("13800000001/63510049", "13800000001/63510049"),
    ],
)
def test_telephone_numbers(raw, number):
    assert clean_phone(raw) == number


@pytest.mark.parametrize("clean", [clean_text, clean_name, clean_number, clean_phone])
@given(raw=ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(clean, raw):
    once = clean(raw)

    assert clean(once) == once


@given(st.text(st.sampled_from("0123456789X"), min_size=15, max_size=20), st.randoms())
def test_blanks_and_wide_digits_never_change_a_number(number, dice):
    wide = str.maketrans({digit: chr(ord(digit) + 0xFEE0) for digit in "0123456789"})
    noisy = "".join(
        dice.choice((c, c.translate(wide))) + dice.choice(("", " ", "\u3000")) for c in number
    )

    assert clean_number(noisy) == number


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=6))
def test_names_keep_every_ideograph(name):
    assert clean_name(" ".join(name)) == name


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        (f"证号：{NUMBER}", NUMBER),
        (f"{NUMBER}（三级）", NUMBER),
        (f"残疾人证{NUMBER}B1", f"{NUMBER}B1"),
        (f"{NUMBER}/{NUMBER}", f"{NUMBER}/{NUMBER}"),
        (f"A{NUMBER}", f"A{NUMBER}"),
    ],
)
def test_words_around_a_number_are_no_part_of_it(raw, number):
    assert clean_number(raw) == number


@pytest.mark.parametrize(
    ("raw", "phone"),
    [
        ("手机13800000001", "13800000001"),
        ("13800000001（儿子）", "13800000001"),
        ("电话:0574-63510049", "0574-63510049"),
        ("13800000001转8", "13800000001转8"),
        ("138000000012本人", "138000000012本人"),
        ("1380000000a", "1380000000a"),
    ],
)
def test_words_around_a_telephone_number_are_no_part_of_it(raw, phone):
    assert clean_phone(raw) == phone


def test_words_around_a_number_written_in_groups_are_left_out():
    assert clean_phone("138 1111 2222（本人）") == "13811112222"


@pytest.mark.parametrize(
    ("raw", "phone"),
    [
        ("13980000002.0", "13980000002"),
        ("1.3980000003E+10", "13980000003"),
        ("1.398E+10", "1.398E+10"),
        ("1398.5", "1398.5"),
    ],
)
def test_a_telephone_number_that_was_a_number_loses_what_programs_write_behind_it(raw, phone):
    assert clean_phone(raw) == phone


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("33O2821962O512417041", "33028219620512417041"),
        ("33O2821962O512417141", "33O2821962O512417141"),
        ("OOO", "OOO"),
    ],
)
def test_letters_typed_for_digits_are_digits_where_the_check_character_proves_it(raw, number):
    assert clean_number(raw) == number


@pytest.mark.parametrize(
    ("raw", "name"), [("刘桂芳。", "刘桂芳"), ("罗**", "罗**"), (" 王某，", "王某")]
)
def test_punctuation_around_a_name_is_none_of_it(raw, name):
    assert clean_name(raw) == name

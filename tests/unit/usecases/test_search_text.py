"""What a name is found by."""

from __future__ import annotations

import pytest

from dsurvey_desktop.usecases.search_text import plain_name, search_text, sounds_of


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("张三", ["张三", "zhangsan", "zs"]),
        ("曾小超", ["曾小超", "zengxiaochao", "zxc", "cengxiaochao", "cxc"]),
        ("吕布", ["吕布", "lvbu", "lb"]),
        ("阿依·古丽", ["阿依·古丽", "ayiguli", "aygl", "阿依古丽"]),
        ("欧阳 娜", ["欧阳 娜", "ouyangna", "oyn", "欧阳娜"]),
        ("𠅤某", ["𠅤某"]),
        ("", [""]),
    ],
)
def test_a_name_is_found_by_itself_its_pinyin_and_initials(name, lines):
    found = search_text(name).split("\n")
    assert found[: len(lines)] == lines or set(lines) <= set(found)


def test_names_that_sound_alike_share_a_reading():
    assert set(sounds_of("章三")) & set(search_text("张三").split("\n"))
    assert "zengxiao" in sounds_of("曾小")
    assert "cengxiao" in sounds_of("曾小")
    assert sounds_of("") == ()


def test_dots_and_blanks_are_not_typed():
    assert plain_name("阿依•古 丽") == plain_name("阿依·古丽") == "阿依古丽"

"""Names made from what people typed: Windows and Linux take them, and they still end as meant."""

import pytest

from dsurvey_desktop.domain.file_names import file_name, is_device


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("上塘村", "上塘村_采集表.xlsx"),
        ("上塘村(社区)", "上塘村(社区)_采集表.xlsx"),
        ('a/b\\c:d*e?f"g<h>i|j\tk', "a_b_c_d_e_f_g_h_i_j_k_采集表.xlsx"),
        (" 上塘. ", "上塘_采集表.xlsx"),
        ("", "__采集表.xlsx"),
    ],
)
def test_a_name_holds_nothing_that_a_system_forbids(words, name):
    assert file_name(words, "_采集表.xlsx") == name


def test_a_long_name_is_cut_and_its_ending_kept():
    name = file_name("村" * 300, "_采集表_330282105001.xlsx")
    assert name.startswith("村村")
    assert name.endswith("_采集表_330282105001.xlsx")
    assert 190 < len(name.encode()) <= 200


@pytest.mark.parametrize("words", ["CON", "nul", "com1", "LPT¹", "nul "])
def test_a_device_of_windows_becomes_a_file(words):
    assert is_device(f"{words}.pdf")
    assert not is_device(file_name(words, ".pdf"))


def test_a_name_that_only_begins_like_a_device_stays():
    assert file_name("console", ".pdf") == "console.pdf"
    assert file_name("con", "_list.pdf") == "con_list.pdf"

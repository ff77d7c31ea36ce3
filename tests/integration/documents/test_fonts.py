import pytest

from dsurvey_desktop.documents.fonts import BOLD, FONTS_FOLDER, REGULAR, FontBook, Run

EXTENSION_B_ONLY_IN_FALLBACK = "\U00020003"
IN_NO_FONT = "\U00031350"


@pytest.fixture
def book() -> FontBook:
    return FontBook(FONTS_FOLDER)


def test_common_and_rare_surnames_need_the_main_font_only(book):
    assert book.font_runs("䶮𠅤㛃𬭎阿依·古丽") == (Run(REGULAR, "䶮𠅤㛃𬭎阿依·古丽"),)
    assert set(book.loaded) == {REGULAR}


def test_the_fallback_font_is_read_when_a_text_needs_it(book):
    book.font_runs("张建国 33010619670101123X44")
    assert "HanaMinB" not in book.loaded
    runs = book.font_runs(f"王{EXTENSION_B_ONLY_IN_FALLBACK}明")
    assert runs == (
        Run(REGULAR, "王"),
        Run("HanaMinB", EXTENSION_B_ONLY_IN_FALLBACK),
        Run(REGULAR, "明"),
    )
    assert "HanaMinB" in book.loaded


@pytest.mark.parametrize("first", [0x20000, 0x2A700, 0x2B740, 0x2B820, 0x2CEB0])
def test_extensions_b_to_f_have_glyphs(book, first):
    text = "".join(map(chr, range(first, first + 200)))
    assert all(run.scale == 1.0 for run in book.font_runs(text))


def test_all_ideographs_of_gb_18030_2022_in_the_basic_plane_have_glyphs(book):
    text = "".join(map(chr, [*range(0x3400, 0x4DB6), *range(0x4E00, 0x9FF0)]))
    assert book.font_runs(text) == (Run(REGULAR, text),)


def test_a_character_that_no_font_has_becomes_its_code_point_in_small(book):
    plain, code_point = book.font_runs(f"李{IN_NO_FONT}")
    assert plain == Run(REGULAR, "李")
    assert (code_point.text, code_point.font) == ("[U+31350]", REGULAR)
    assert 0 < code_point.scale < 1


def test_bold_text_has_bold_glyphs_where_there_are_any(book):
    runs = book.font_runs(f"王{EXTENSION_B_ONLY_IN_FALLBACK}", bold=True)
    assert [run.font for run in runs] == [BOLD, "HanaMinB"]


def test_variation_selectors_and_zero_width_characters_leave_no_trace(book):
    assert book.font_runs("葛\U000e0100\u200b城\ufe00\ufeff") == (Run(REGULAR, "葛城"),)


def test_a_system_font_serves_what_the_own_fonts_lack(tmp_path):
    for name in (REGULAR, BOLD):
        (tmp_path / f"{name}.ttf").symlink_to(FONTS_FOLDER / f"{name}.ttf")
    book = FontBook(tmp_path, [tmp_path / "missing.ttf", FONTS_FOLDER / "HanaMinB.ttf"])
    assert book.font_runs(EXTENSION_B_ONLY_IN_FALLBACK)[0].font == "HanaMinB"


def test_width_counts_each_character_in_its_own_font(book):
    runs = book.font_runs(f"王{EXTENSION_B_ONLY_IN_FALLBACK}")
    assert book.width(runs, 10) == pytest.approx(20)
    assert book.width(book.font_runs(IN_NO_FONT), 10) < 30

import pytest

from dsurvey_desktop.documents.text_layout import Style, fit_line, one_line, widest_piece, wrap

STYLE = Style(10)


def texts(lines):
    return [line.text for line in lines]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("一二三四五六七", 30, ["一二三", "四五六", "七"]),
        ("一二三,四五六", 30, ["一二", "三,四", "五六"]),
        ("一二(三)四", 30, ["一二", "(三)四"]),
        ("阿依·古丽", 25, ["阿", "依·", "古丽"]),
        ("姓名 plain words", 50, ["姓名 plain", "words"]),
        ("面积1,000.5米", 50, ["面积", "1,000.5米"]),
        ("第一行\n第二行", 50, ["第一行", "第二行"]),
        ("", 50, [""]),
    ],
)
def test_lines_break_where_chinese_and_latin_allow(text, width, lines):
    assert texts(wrap(text, width, STYLE)) == lines


def test_a_no_break_space_holds_code_and_label_together():
    assert texts(wrap("1\u00a0是 2\u00a0否", 30, STYLE)) == ["1\u00a0是", "2\u00a0否"]


def test_no_line_is_wider_than_its_column():
    text = "张建国(阿依·古丽)SHA256:3Q0mJ8Yw1yq0d2kZK6oD8X1l9a0Q4nE5 𠅤\U00020003\U00031350" * 3
    for line in wrap(text, 120, STYLE):
        assert line.width_pt <= 120


def test_wrapping_loses_no_character():
    text = "张建国,住(云溪镇)《上塘村》3组12号!" * 5
    assert "".join(texts(wrap(text, 77, STYLE))) == text


def test_too_many_lines_end_in_an_ellipsis_that_fits():
    lines = wrap("一二三四五六七八九十", 30, STYLE, 2)
    assert texts(lines) == ["一二三", "四五…"]
    assert lines[-1].width_pt <= 30


def test_one_line_is_set_smaller_before_it_is_cut():
    wide = one_line("一二三四五六七八九十", STYLE).width_pt
    line, style = fit_line("一二三四五六七八九十", wide * 0.8, STYLE, 6)
    assert (line.text, style.size_pt) == ("一二三四五六七八九十", 8)
    line, style = fit_line("一二三四五六七八九十", wide * 0.3, STYLE, 6)
    assert line.text.endswith("…")
    assert style.size_pt == 6
    assert line.width_pt <= wide * 0.3


def test_the_widest_piece_is_the_longest_word():
    assert widest_piece("on the register", STYLE) == one_line("register", STYLE).width_pt

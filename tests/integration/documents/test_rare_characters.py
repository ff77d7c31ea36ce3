"""Rare characters are drawn with real glyphs and can be searched and copied."""

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from dsurvey_desktop.documents.audit_sheets import write_audit_sheets

RARE_NAMES = (
    "王䶮",
    "赵𠅤",
    "钱㛃",
    "孙𬭎",
    "阿依·古丽",
    "李\U00020003",
    "周\U0002a700",
    "吴\U0002ceb2",
)


@pytest.fixture
def sheets(header, plan, make_person) -> BytesIO:
    target = BytesIO()
    people = [make_person(n, name=name) for n, name in enumerate(RARE_NAMES)]
    write_audit_sheets(target, header, plan, people)
    return target


def embedded_fonts(reader):
    """Each embedded font once: the PDF's font dictionary by its subset name."""
    fonts = {}
    for page in reader.pages:
        for reference in page["/Resources"]["/Font"].values():
            font = reference.get_object()
            fonts[font["/BaseFont"]] = font
    return fonts


def characters_by_code(font) -> dict[int, str]:
    """The ToUnicode map: character code to text."""
    lines = font["/ToUnicode"].get_data().decode("ascii").splitlines()
    pairs = [line.split() for line in lines if line.count("<") == 2 and len(line.split()) == 2]
    codes = {int(c.strip("<>"), 16): bytes.fromhex(u.strip("<>")) for c, u in pairs}
    codes.pop(0, None)
    return {code: value.decode("utf-16-be") for code, value in codes.items()}


def glyph_names_by_code(font) -> dict[int, str]:
    program = font["/FontDescriptor"]["/FontFile2"].get_data()
    with TTFont(BytesIO(program)) as embedded:
        (table,) = (t for t in embedded["cmap"].tables if t.platformID == 1)
        return {
            code: name
            for code, name in table.cmap.items()
            if embedded.getGlyphID(name) != 0 and embedded["glyf"][name].numberOfContours
        }


@pytest.mark.parametrize("name", RARE_NAMES)
def test_a_rare_name_can_be_read_back(sheets, open_pdf, name):
    page = 3 + RARE_NAMES.index(name)
    assert name in open_pdf(sheets).pages[page - 1].extract_text()


@pytest.mark.parametrize("character", sorted(set("".join(RARE_NAMES)) - {" "}))
def test_the_embedded_font_has_an_outline_for_it(sheets, open_pdf, character):
    drawn = [
        (font_name, code)
        for font_name, font in embedded_fonts(open_pdf(sheets)).items()
        for code, text in characters_by_code(font).items()
        if text == character and code in glyph_names_by_code(font)
    ]
    assert drawn


def test_every_font_is_embedded_as_a_subset(sheets, open_pdf):
    fonts = embedded_fonts(open_pdf(sheets))
    assert {name.split("+")[1] for name in fonts} == {
        "NotoSansSC-Regular",
        "NotoSansSC-Bold",
        "HanaMinB",
    }
    for font in fonts.values():
        assert len(font["/FontDescriptor"]["/FontFile2"].get_data()) < 400_000


def test_what_no_font_has_shows_its_code_point(header, plan, make_person, open_pdf):
    target = BytesIO()
    write_audit_sheets(target, header, plan, [make_person(name="郑\U00031350")])
    assert "郑[U+31350]" in open_pdf(target).pages[2].extract_text().replace(" ", "")

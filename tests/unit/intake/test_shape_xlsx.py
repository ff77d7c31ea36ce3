"""The corner of a sheet is found wherever in its XML a cell says so."""

import pytest

from dsurvey_desktop.intake.limits import DEFAULT_LIMITS, Limits
from dsurvey_desktop.intake.model import IntakeError
from dsurvey_desktop.intake.shape_xlsx import check_counts, xlsx_shape

USUAL = (99_999, 130)
ROW = b'<row r="%d"><c r="A%d" t="s"><v>1</v></c><c r="AB%d"/></row>'


def sheet(*rows):
    return b"<worksheet><cols><col min='1'/></cols><sheetData>%s</sheetData>" % b"".join(rows)


def shape(xml, block_bytes=1000, limits=DEFAULT_LIMITS):
    """Of XML that comes in blocks, which may cut anything in two."""
    starts = range(0, len(xml), block_bytes)
    return xlsx_shape(lambda: (xml[at : at + block_bytes] for at in starts), limits)


ROWS = [ROW % (n, n, n) for n in range(1, 301)]


@pytest.mark.parametrize("block_bytes", [7, 100, 1000, 10**6])
def test_a_sheet_as_most_programs_write_it_is_within_the_usual_corner(block_bytes):
    assert shape(sheet(*ROWS), block_bytes) == USUAL


@pytest.mark.parametrize(
    ("cell", "corner"),
    [
        (b'<row r="1"><c r="ZZ99999"/></row>', (99_999, 702)),
        (b'<row r="1"><c r="A100000"/></row>', (100_000, 28)),
        (b'<row r="1"><c r="XFD1048576"/></row>', (1_048_576, 16_384)),
        (b'<row r="1"><c r="A1" r="XFD1048576"/></row>', (1_048_576, 16_384)),
        (b'<row r="1"><c r="A1" s="1"\tr=\'XFD7\'/></row>', (301, 16_384)),
        (b"<row r='1'><c s='1' r='EA7'/></row>", (301, 131)),
        (b'<row r="1"><c r="A0000000001048576"/></row>', (1_048_576, 28)),
        (b'<x:row r="1"><x:c r="XFD9"/></x:row>', (301, 16_384)),
        (b"<row>%s</row>" % (b"<c/>" * 700), (301, 700)),
        (b"<row><c/></row>" * 5000, (5300, 28)),
        (b'<row r="1"><c r="%s1"/></row>' % (b"A" * 9000), (301, 18_279)),
        (b'<row r="1"><c r="A%s"/></row>' % (b"9" * 9000), (999_999_999, 28)),
    ],
)
def test_a_cell_beyond_or_without_place_is_found_by_a_closer_look(cell, corner):
    assert shape(sheet(*ROWS, cell)) == corner
    assert shape(sheet(cell, *ROWS), 64) == corner


def test_smaller_limits_are_held_against_the_exact_corner():
    assert shape(sheet(*ROWS), limits=Limits(rows=500)) == (300, 28)


def test_a_text_without_end_is_not_looked_at_again_and_again():
    endless = b"<c><v>" + b"1" * 5_000_000
    assert shape(endless, 100_000)[1] == 1


def test_the_word_for_cells_behind_them_hides_no_cell():
    cells = b'<x:sheetData><x:row><x:c r="XFD1048576"/></x:row></x:sheetData><!-- <sheetData -->'
    assert shape(cells) == (1_048_576, 16_384)


@pytest.mark.parametrize(
    ("before", "cell"),
    [
        (b"", b'<c r="XFD1048576"/>'),
        (b"<c a='>", b'\' r="XFD1048576"/>'),
        (b"<c a='", b'\' r="XFD1048576"/>'),
        (b"<c", b'r="XFD1048576"/>'),
    ],
)
def test_a_place_behind_a_megabyte_is_seen_wherever_blocks_end(before, cell):
    begin = b'<sheetData><row r="1"><c r="A1"/>' + before
    for cut in range(1, len(cell)):
        filled = begin + b" " * (2 * 1024 * 1024 - len(begin) - cut) + cell
        try:
            assert shape(filled, 1024 * 1024) == (1_048_576, 16_384)
        except IntakeError as error:
            assert error.code == "damaged_file"  # noqa: PT017 - either is right


@pytest.mark.parametrize("tag", [b'<sst a=">" ', b"<x:sst\n", b'<sst a="%s" ' % (b"z" * 1_500_000)])
def test_texts_do_not_claim_to_be_more_than_they_are(tag):
    xml = tag + b'uniqueCount="99999999999"><si><t>x</t></si></sst>'
    starts = range(0, len(xml), 1024 * 1024)
    with pytest.raises(IntakeError) as refused:
        check_counts((xml[at : at + 1024 * 1024] for at in starts), len(xml), DEFAULT_LIMITS)
    assert refused.value.code == "damaged_file"

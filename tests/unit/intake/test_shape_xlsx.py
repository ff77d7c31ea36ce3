"""The corner of a sheet is found wherever in its XML a cell says so."""

import pytest

from dsurvey_desktop.intake.limits import DEFAULT_LIMITS, Limits
from dsurvey_desktop.intake.shape_xlsx import xlsx_shape

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

"""Colours can be told apart (WCAG 2.2)."""

from __future__ import annotations

import pytest

from ui.palette import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    LIGHT,
    PALETTES,
    choose_palette,
    contrast,
)

GROUNDS = ("window", "surface", "sunken")
INKS = ("text", "muted", "hint", "accent", "error", "warning", "done")


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", INKS)
def test_text_stands_out_from_its_ground(palette, ground, ink):
    wanted = 7 if palette.name.startswith("contrast") else 4.5
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= wanted


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
@pytest.mark.parametrize(
    ("ink", "ground"), [("on_accent", "accent"), ("on_selection", "selection")]
)
def test_text_on_colour_stands_out(palette, ink, ground):
    wanted = 7 if palette.name.startswith("contrast") else 4.5
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= wanted


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_outlines_of_fields_are_seen(palette):
    assert contrast(palette.outline, palette.surface) >= 3
    assert contrast(palette.outline, palette.window) >= 3


def test_black_on_white_is_the_most():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("look", "is_dark", "is_contrast", "expected"),
    [
        ("system", False, False, LIGHT),
        ("system", True, False, DARK),
        ("system", True, True, CONTRAST_DARK),
        ("system", False, True, CONTRAST_LIGHT),
        ("light", True, False, LIGHT),
        ("dark", False, False, DARK),
        ("contrast", False, False, CONTRAST_DARK),
    ],
)
def test_the_look_follows_the_system_unless_chosen(look, is_dark, is_contrast, expected):
    assert choose_palette(look, is_dark=is_dark, is_contrast=is_contrast) is expected

"""The colours: greys, one accent for what can be done, and three meanings.

Contrast follows WCAG 2.2: 4.5:1 for text, 7:1 in the high contrast looks, 3:1 for the outline of
things one can use.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as `#rrggbb`, by what they are for.

    Attributes:
        window, surface, sunken: behind pages, behind lists and fields, behind bars and badges.
        line, outline: hairline between rows; outline of fields and buttons (3:1).
        text, muted, hint: read first; read second; in a field that nothing is typed in yet.
        accent, on_accent: what can be done, and text on it.
        selection, on_selection: the chosen row.
        error, warning, done: the three meanings, each with its own shape and word besides.
    """

    name: str
    is_dark: bool
    window: str
    surface: str
    sunken: str
    line: str
    outline: str
    text: str
    muted: str
    hint: str
    accent: str
    on_accent: str
    selection: str
    on_selection: str
    error: str
    warning: str
    done: str


LIGHT = Palette(
    name="light",
    is_dark=False,
    window="#f4f5f7",
    surface="#ffffff",
    sunken="#e9ebee",
    line="#dfe2e6",
    outline="#858c95",
    text="#1c2126",
    muted="#545d68",
    hint="#545d68",
    accent="#1b5fae",
    on_accent="#ffffff",
    selection="#d6e6f8",
    on_selection="#10243c",
    error="#ad2018",
    warning="#7f5300",
    done="#1a683a",
)
DARK = Palette(
    name="dark",
    is_dark=True,
    window="#1b1d20",
    surface="#232629",
    sunken="#2e3237",
    line="#373b41",
    outline="#868e98",
    text="#e7e9ec",
    muted="#b0b7c0",
    hint="#b0b7c0",
    accent="#8ab9f6",
    on_accent="#0d2038",
    selection="#2c4566",
    on_selection="#f1f6fd",
    error="#f79b92",
    warning="#edbd5c",
    done="#86d09a",
)
CONTRAST_DARK = Palette(
    name="contrast_dark",
    is_dark=True,
    window="#000000",
    surface="#000000",
    sunken="#1a1a1a",
    line="#b8b8b8",
    outline="#ffffff",
    text="#ffffff",
    muted="#f0f0f0",
    hint="#b0b0b0",
    accent="#7fd4ff",
    on_accent="#000000",
    selection="#ffe866",
    on_selection="#000000",
    error="#ffaaa3",
    warning="#ffd24d",
    done="#8dff9f",
)
CONTRAST_LIGHT = Palette(
    name="contrast_light",
    is_dark=False,
    window="#ffffff",
    surface="#ffffff",
    sunken="#ebebeb",
    line="#5c5c5c",
    outline="#000000",
    text="#000000",
    muted="#1f1f1f",
    hint="#4d4d4d",
    accent="#00388c",
    on_accent="#ffffff",
    selection="#00388c",
    on_selection="#ffffff",
    error="#800000",
    warning="#553300",
    done="#004d1f",
)
PALETTES = (LIGHT, DARK, CONTRAST_DARK, CONTRAST_LIGHT)


def choose_palette(look: str, *, is_dark: bool, is_contrast: bool) -> Palette:
    """The palette for a setting (`system`, `light`, `dark`, `contrast`) on this system."""
    if look == "contrast" or (look == "system" and is_contrast):
        return CONTRAST_DARK if is_dark or look == "contrast" else CONTRAST_LIGHT
    if look == "dark" or (look == "system" and is_dark):
        return DARK
    return LIGHT


def contrast(first: str, second: str) -> float:
    """Contrast ratio from 1 to 21 of two `#rrggbb` colours (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

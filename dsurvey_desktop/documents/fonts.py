"""Which font draws which character: Noto Sans SC first, rare ideographs from fallback fonts."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from reportlab.pdfbase.pdfmetrics import registerFont

from dsurvey_desktop.documents.embedded_font import EmbeddedFont

FONTS_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
REGULAR, BOLD = "NotoSansSC-Regular", "NotoSansSC-Bold"
_CODE_POINT_SCALE = 0.55
_INVISIBLE = frozenset("\ufeff\u200b\u200c\u200d\u2060\u00ad\u200e\u200f")


class Run(NamedTuple):
    """Neighbouring characters that one font draws; `scale` shrinks a code point put for a glyph."""

    font: str
    text: str
    scale: float = 1.0


class FontBook:
    """The fonts of printed sheets; each is read when the first text needs it.

    Attributes:
        loaded: the fonts read so far, by name.
    """

    def __init__(self, folder: Path, system_fonts: Iterable[Path] = ()) -> None:
        self._folder = folder
        self._rare_fonts = (folder / "HanaMinB.ttf", *system_fonts)
        self._fonts_of: dict[tuple[str, bool], str] = {}
        self._advances: dict[tuple[str, str], float] = {}
        self.loaded: dict[str, EmbeddedFont] = {}

    def main_font(self) -> str:
        """The name of the font that common text is set in, ready to use."""
        return self._font(REGULAR).fontName  # type: ignore[no-any-return]

    def font_runs(self, text: str, *, bold: bool = False) -> tuple[Run, ...]:
        """Split `text` by the font that has each character.

        A character that no font has becomes its code point, `[U+31350]`, in small: never an empty
        box. Variation selectors and zero-width characters have no look and are left out.
        """
        visible = (c for c in text if not _is_invisible(c))
        parts = groupby(visible, key=lambda c: self._font_of(c, bold))
        runs: list[Run] = []
        for font, characters in parts:
            if font:
                runs.append(Run(font, "".join(characters)))
            else:
                main = BOLD if bold else REGULAR
                runs += [Run(main, f"[U+{ord(c):04X}]", _CODE_POINT_SCALE) for c in characters]
        return tuple(runs)

    def width(self, runs: Iterable[Run], size_pt: float) -> float:
        """The width of `runs` in points."""
        return sum(self._run_width(run) for run in runs) * size_pt / 1000

    def _run_width(self, run: Run) -> float:
        return sum(self._advance(run.font, c) for c in run.text) * run.scale

    def _advance(self, font: str, character: str) -> float:
        key = (font, character)
        if key not in self._advances:
            self._advances[key] = self._font(font).advance(character)
        return self._advances[key]

    def _font_of(self, character: str, bold: bool) -> str:
        key = (character, bold)
        if key not in self._fonts_of:
            self._fonts_of[key] = self._find_font(character, bold)
        return self._fonts_of[key]

    def _find_font(self, character: str, bold: bool) -> str:
        main = BOLD if bold else REGULAR
        if self._font(main).has(character):
            return main
        if ord(character) < 0x20000:  # the fallback fonts hold the supplementary planes only
            return ""
        return next((f.fontName for f in self._rare() if f.has(character)), "")

    def _rare(self) -> Iterable[EmbeddedFont]:
        return (self._load(p.stem, p, False) for p in self._rare_fonts if p.is_file())

    def _font(self, name: str) -> EmbeddedFont:
        return self.loaded.get(name) or self._load(name, self._folder / f"{name}.ttf", True)

    def _load(self, name: str, path: Path, has_latin: bool) -> EmbeddedFont:
        if name not in self.loaded:
            self.loaded[name] = EmbeddedFont(name, path, has_latin=has_latin)
            registerFont(self.loaded[name])
        return self.loaded[name]


@cache
def font_book() -> FontBook:
    """The program's fonts, with Windows' own for what they lack."""
    return FontBook(FONTS_FOLDER, _windows_fonts())


def font_runs(text: str, *, bold: bool = False) -> tuple[Run, ...]:
    """`FontBook.font_runs` of the program's fonts."""
    return font_book().font_runs(text, bold=bold)


def _windows_fonts() -> tuple[Path, ...]:
    if "WINDIR" not in os.environ:
        return ()
    folder = Path(os.environ["WINDIR"]) / "Fonts"
    return (folder / "simsunb.ttf", folder / "SimsunExtG.ttf")


def _is_invisible(character: str) -> bool:
    code = ord(character)
    is_variation = 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF
    return is_variation or character in _INVISIBLE or unicodedata.category(character) == "Cc"

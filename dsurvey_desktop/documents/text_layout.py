"""Breaking text into lines: Chinese between any two characters, Latin between words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dsurvey_desktop.documents.fonts import Run, font_book
from dsurvey_desktop.domain.word_memory import remembers_words

_CJK = (
    "\u2e80-\u2fdf\u3003-\u3007\u3012\u3013\u301c-\u9fff\uac00-\ud7ff\uf900-\ufaff"
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U00020000-\U0003ffff"
)
_OPENING = "([{\u3008\u300a\u300c\u300e\u3010\u3014\u2018\u201c\uff08\uff3b\uff5b"
_CLOSING = (
    ")\\]},.:;!?%\u00b7\u2014\u2019\u201d\u2026\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u3015"
    "\uff01\uff05\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d\uff5d"
)
_WORD = rf"[^\s{_CJK}{_OPENING}{_CLOSING}]+(?:[,.:][0-9A-Za-z]+)*"
_PIECE = re.compile(
    rf"(?:[0-9A-Za-z]+\u00a0)?[{_OPENING}]*(?:{_WORD}|[{_CJK}])?[{_CLOSING}]*[^\S\u00a0]*"
)
"""What stays on one line: a word or a character with the brackets and stops that hold on to it, and
what a no-break space ties to it."""


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set; `size_pt` and `leading_pt` in points."""

    size_pt: float
    bold: bool = False
    leading: float = 1.36

    @property
    def leading_pt(self) -> float:
        """From one baseline to the next."""
        return self.size_pt * self.leading


@dataclass(frozen=True, slots=True)
class Line:
    """One line ready to draw; `width_pt` in points."""

    runs: tuple[Run, ...]
    width_pt: float
    text: str


@remembers_words(20_000)
def one_line(text: str, style: Style) -> Line:
    """`text` as one line, however wide."""
    runs = font_book().font_runs(text, bold=style.bold)
    return Line(runs, font_book().width(runs, style.size_pt), text)


@remembers_words(20_000)
def wrap(text: str, width_pt: float, style: Style, max_lines: int = 0) -> tuple[Line, ...]:
    """Break `text` into lines of at most `width_pt`; at least one line, empty for empty text.

    A word wider than the line breaks anywhere. Where `max_lines` is not 0 and the text is longer,
    the last line ends in an ellipsis.
    """
    paragraphs = text.expandtabs(1).splitlines() or [""]
    lines = [line for p in paragraphs for line in _wrap_paragraph(p, width_pt, style)]
    if max_lines and len(lines) > max_lines:
        lines = [*lines[: max_lines - 1], _ellipsis(lines[max_lines - 1], width_pt, style)]
    return tuple(one_line(line, style) for line in lines)


def fit_line(text: str, width_pt: float, style: Style, smallest_pt: float) -> tuple[Line, Style]:
    """`text` on one line: set smaller down to `smallest_pt`, then cut with an ellipsis."""
    wide = one_line(text, style).width_pt
    if wide <= width_pt:
        return one_line(text, style), style
    size = max(smallest_pt, int(style.size_pt * width_pt / wide * 4) / 4)
    smaller = Style(size, style.bold, style.leading)
    return wrap(text.replace("\n", " "), width_pt, smaller, 1)[0], smaller


def widest_piece(text: str, style: Style) -> float:
    """The width in points below which `text` would be broken inside a word."""
    return max((_width(piece.rstrip(), style) for piece in _PIECE.findall(text)), default=0.0)


def height_of(lines: tuple[Line, ...], style: Style) -> float:
    """The height of `lines` in points."""
    return len(lines) * style.leading_pt


def _wrap_paragraph(text: str, width_pt: float, style: Style) -> list[str]:
    lines, used_pt = [""], 0.0
    for piece in _pieces(text, width_pt, style):
        if lines[-1] and used_pt + _width(piece.rstrip(), style) > width_pt:
            lines.append("")
            used_pt = 0.0
        lines[-1] += piece
        used_pt += _width(piece, style)
    return [line.rstrip() for line in lines]


def _pieces(text: str, width_pt: float, style: Style) -> list[str]:
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        is_narrow = _width(piece.rstrip(), style) <= width_pt
        pieces += [piece] if is_narrow else list(piece)
    return pieces


def _width(piece: str, style: Style) -> float:
    return one_line(piece, style).width_pt


def _ellipsis(line: str, width_pt: float, style: Style) -> str:
    while line and one_line(line + "…", style).width_pt > width_pt:
        line = line[:-1]
    return line + "…"

"""How closely a sheet of one side is set."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dsurvey_desktop.documents.pen import TICK_BOX, WRITING_ROOM, mm
from dsurvey_desktop.documents.text_layout import Style


@dataclass(frozen=True, slots=True)
class Density:
    """How closely a sheet is set.

    Attributes:
        style: of questions and answers.
        padding: above and below an item, in points.
        box: side of a tick box, in points.
        writing_room: height left for handwriting, in points.
        most_tick_lines: options that take more lines become codes to write; 0 means never.
        most_text_lines: a longer question is cut, a list of codes one line later; 0 means never.
    """

    style: Style
    padding: float = 1.2 * mm
    box: float = TICK_BOX
    writing_room: float = WRITING_ROOM
    most_tick_lines: int = 0
    most_text_lines: int = 0


_TIGHTEST = Density(Style(6, leading=1.15), 0.3 * mm, 4 * mm, 7 * mm, most_tick_lines=1)
DENSITIES = (
    Density(Style(9)),
    Density(Style(9, leading=1.25), padding=0.7 * mm),
    Density(Style(8, leading=1.25), padding=0.5 * mm),
    Density(Style(8, leading=1.2), padding=0.5 * mm, most_tick_lines=3),
    Density(Style(7.5, leading=1.2), padding=0.4 * mm, most_tick_lines=2),
    Density(Style(7, leading=1.2), 0.4 * mm, TICK_BOX, 8 * mm, most_tick_lines=1),
    _TIGHTEST,
    *(replace(_TIGHTEST, most_text_lines=lines) for lines in (5, 4, 3, 2, 1)),
)
"""From roomy to tight; a sheet takes the first that fits one side."""

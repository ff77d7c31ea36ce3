"""Cells in which nothing stands, whatever strokes are drawn through them."""

from __future__ import annotations

from dsurvey_desktop.intake.cleaning import clean_text
from dsurvey_desktop.intake.readings import Reading


def is_blank(raw: str) -> bool:
    """Nothing, or only strokes as people draw through an empty box."""
    return not raw.strip(" \t\r\n\u00a0\u3000/\\-\u2010\u2013\u2014\u2015\uff0f\uff0d_\u200b\ufeff")


def read_blank(raw: str) -> Reading:
    """No value, of a cell that is blank."""
    return Reading(None, is_changed=bool(clean_text(raw)))

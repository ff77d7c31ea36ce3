"""What can be wrong with one item of an entry, before it is put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from dsurvey_desktop.forms.model import Item


class FaultKind(IntEnum):
    """How an item is wrong; NOTICE is a note of the form that speaks."""

    MISSING = 0
    NOT_ASKED = 1
    WRONG_VALUE = 2
    CONSTRAINT = 3
    NOTICE = 4


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault.

    Attributes:
        key: as in the states of an entry (`member[2]/m_name`).
        terms: places of the terms of relevance or constraint that do not hold.
        answers: the answers around the item, by name.
        calculated: the form's calculations, by name; blank ones are empty.
    """

    item: Item
    key: str
    kind: FaultKind
    terms: tuple[int, ...]
    answers: Mapping[str, Any]
    calculated: Mapping[str, Any]

"""Which answers are masked on screen until someone asks for them (product I2)."""

from __future__ import annotations

from dsurvey_desktop.domain.masking import group_number, mask_number, mask_phone
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import labelled, phrases
from dsurvey_desktop.usecases.entry_views import ItemView

NUMBERS = frozenset({"certificate_no", "householder_id"})
PHONES = frozenset({"mobile", "landline"})
HIDDEN_ITEMS = NUMBERS | PHONES
FIXED_ITEMS = frozenset({"certificate_no"})
"""Whom the entry is about: shown, never corrected here."""


def shown_number(item: str, value: str, *, is_revealed: bool) -> str:
    """A value of `item` for display: masked, or whole with certificate numbers in groups."""
    if item not in HIDDEN_ITEMS:
        return value
    if is_revealed:
        return group_number(value) if item in NUMBERS else value
    return mask_number(value) if item in NUMBERS else mask_phone(value)


def locked_words(item: ItemView, *, is_revealed: bool) -> str:
    """What stands in a field that can't be edited now; empty where it can."""
    is_locked = item.name in FIXED_ITEMS or (item.name in HIDDEN_ITEMS and not is_revealed)
    if not is_locked or item.value is None:
        return ""
    return shown_number(item.name, str(item.value), is_revealed=is_revealed)


def spoken_item(item: ItemView) -> str:
    """A question, its answer and its findings for a screen reader; numbers stay masked."""
    answer = locked_words(item, is_revealed=False) or item.shown or _("blank")
    findings = (str(one.finding.message) for one in item.findings)
    return phrases((labelled(f"{item.code} {item.label}", answer), *findings))

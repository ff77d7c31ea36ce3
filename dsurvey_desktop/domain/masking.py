"""Numbers as they are shown: grouped for the eye, masked until someone asks (product I2)."""

from __future__ import annotations

import re

_LONG = re.compile(r"\d{15,}[\dXx]?(?:B\d{1,2})?", re.ASCII)
_SHORTENED = re.compile(r"(\d\.\d{5})\d+(?=[eE]\+?\d)", re.ASCII)
"""A certificate number that a spreadsheet has made a number of: `3.3028219470101e+19`."""
_PHONE = re.compile(r"(?<!\d)(?:1\d{10}|0\d{2,3}-\d{7,8})(?!\d)", re.ASCII)


def group_number(number: str) -> str:
    """A certificate number or citizen ID in groups 6-8-4-2 and reissue mark, for display only."""
    plain = "".join(number.split())
    groups = (plain[:6], plain[6:14], plain[14:18], plain[18:20], plain[20:])
    return " ".join(group for group in groups if group)


def mask_number(number: str) -> str:
    """Birth date and most of the serial hidden: the area and what follows the serial stay."""
    if len(number) < 12:
        return "•" * len(number)
    return f"{number[:6]} •••••••• ••{number[16:18]} {number[18:]}".rstrip()


def mask_phone(phone: str) -> str:
    """Four digits hidden before the last four; at most the first three stay, if there are more."""
    if len(phone) < 7:
        return "•" * len(phone)
    return f"{phone[: min(3, max(0, len(phone) - 8))]}••••{phone[max(4, len(phone) - 4) :]}"


def mask_within(words: str) -> str:
    """Certificate numbers, citizen IDs and telephone numbers in a text masked."""
    hidden = _SHORTENED.sub(lambda match: f"{match[1]}••••••••", words)
    hidden = _LONG.sub(lambda match: mask_number(match[0]), hidden)
    return _PHONE.sub(lambda match: mask_phone(match[0]), hidden)

"""Numbers as they are shown: grouped for the eye, masked until someone asks (product I2)."""

from __future__ import annotations


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

"""Short codes on audit sheets: typed or scanned, they lead back to the entry (product F2)."""

from __future__ import annotations

import re
import unicodedata

from dsurvey_desktop.domain.numbers import check_character

_DELIMITED = re.compile(r"(\d{2,})-(\d{4,})-([\dX])", re.ASCII)
_COMPACT = re.compile(r"(\d{2,})-?(\d{4})-?([\dX])", re.ASCII)


def short_code(sample_id: int, position: int) -> str:
    """`SS-PPPP-C`: sample, position in it, check character (ISO 7064 MOD 11-2)."""
    sample, place = f"{sample_id:02d}", f"{position:04d}"
    return f"{sample}-{place}-{check_character(sample + place)}"


def parse_short_code(typed: str) -> str | None:
    """The code in its one spelling; None when its form or check character is wrong.

    Full-width characters, spaces and a lower-case x are taken too; both hyphens may be left out
    where the position has four digits.
    """
    plain = "".join(unicodedata.normalize("NFKC", typed).upper().split())
    match = _DELIMITED.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if match is None or check_character(match[1] + match[2]) != match[3]:
        return None
    return "-".join(match.groups())

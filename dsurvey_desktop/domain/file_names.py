"""Names of files made from words that people typed, such as that every system takes them."""

from __future__ import annotations

import re

_NOT_IN_A_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICE = re.compile(r"con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]", re.IGNORECASE)
_LONGEST_BYTES = 200
"""Room for a temporary name round it: Linux ends at 255 bytes, Windows at 255 characters."""


def file_name(words: str, ending: str) -> str:
    """A name that begins with `words` as far as Windows and Linux let it, and ends with `ending`.

    Args:
        words: a community's or an office's name; what no name may hold becomes an underscore.
        ending: kept whole but for such characters, with its dot.
    """
    ending = _NOT_IN_A_NAME.sub("_", ending)
    room = _LONGEST_BYTES - len(ending.encode())
    begin = _NOT_IN_A_NAME.sub("_", words).encode()[:room].decode(errors="ignore").strip(" .")
    name = f"{begin or '_'}{ending}"
    return f"_{name}" if is_device(name) else name


def is_device(name: str) -> bool:
    """Windows takes `nul`, `NUL.txt` and `nul .txt` for the same device."""
    return _DEVICE.fullmatch(name.partition(".")[0].rstrip(" ")) is not None

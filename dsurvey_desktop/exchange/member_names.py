"""Names inside a bundle that every file system reads alike; all others are refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from dsurvey_desktop.domain.file_names import is_device
from dsurvey_desktop.exchange.refusals import refusal

_MAX_NAME_BYTES = 240
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*%\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]')


def _has_reserved_part(name: str) -> bool:
    return any(map(is_device, name.split("/")))


_RULES: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("name_too_long", lambda name: len(name.encode()) > _MAX_NAME_BYTES),
    ("path_network", lambda name: name.startswith(("//", "\\\\"))),
    ("path_absolute", lambda name: name.startswith(("/", "\\"))),
    ("path_drive", lambda name: re.match(r"[A-Za-z]:", name)),
    ("path_backslash", lambda name: "\\" in name),
    ("path_upward", lambda name: ".." in name.split("/")),
    ("path_empty_part", lambda name: {"", "."} & set(name.split("/"))),
    ("name_characters", _FORBIDDEN.search),
    ("name_trailing", lambda name: any(part[-1:] in {".", " "} for part in name.split("/"))),
    ("name_reserved", _has_reserved_part),
)
_COLLISIONS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("duplicate_names", str),
    ("normal_form_names", lambda name: unicodedata.normalize("NFC", name)),
    ("case_names", lambda name: unicodedata.normalize("NFKC", name).casefold()),
)


def check_names(names: Iterable[str]) -> None:
    """Raise `BundleError` unless all names are safe and differ on every file system.

    Folders on the way count too: `a/b` and `A/c` differ by case, and `a` can't be a file beside.
    """
    known = list(names)
    for name in known:
        check_name(name)
    paths = [*known, *{folder for name in known for folder in _folders(name)}]
    for code, folded in _COLLISIONS:
        if len({folded(path) for path in paths}) != len(paths):
            raise refusal(code)


def check_name(name: str) -> None:
    """Raise `BundleError` for a path that is absolute, leads away or means a device."""
    code = _fault(name)
    if code:
        raise refusal(code)


def is_safe_name(name: str) -> bool:
    """Whether a path could be a member's."""
    return not _fault(name)


def _folders(name: str) -> Iterator[str]:
    """`a` and `a/b` of `a/b/c`."""
    at = name.find("/")
    while at >= 0:
        yield name[:at]
        at = name.find("/", at + 1)


def _fault(name: str) -> str:
    return next((code for code, breaks in _RULES if breaks(name)), "")

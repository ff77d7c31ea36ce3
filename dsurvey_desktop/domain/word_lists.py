"""Words put side by side as the current language does it."""

from __future__ import annotations

from collections.abc import Iterable

from dsurvey_desktop.domain.texts import current_language


def listed(words: Iterable[str]) -> str:
    """Names and the like: with a comma, in Chinese with its enumeration comma."""
    return (", " if current_language() == "en" else "、").join(words)


def labelled(label: str, words: object) -> str:
    """What something is, a colon, and what is said of it."""
    return f"{label}: {words}" if current_language() == "en" else f"{label}：{words}"


def phrases(words: Iterable[str]) -> str:
    """Words that are no names, a semicolon between them."""
    return _semicolon().join(words)


def with_remark(name: str, remark: str) -> str:
    """A name with what is to be said of it in brackets."""
    return f"{name} ({remark})" if current_language() == "en" else f"{name}（{remark}）"


def sentences(words: Iterable[str]) -> str:
    """Whole statements: with a semicolon, and a full stop only where the last has one."""
    stop = "." if current_language() == "en" else "。"
    *earlier, last = [*words] or [""]
    return _semicolon().join((*(one.removesuffix(stop) for one in earlier), last))


def told(*words: object) -> str:
    """Whole sentences one behind the other; what is empty is left out."""
    space = " " if current_language() == "en" else ""
    return space.join(said for one in words if (said := str(one)))


def _semicolon() -> str:
    return "; " if current_language() == "en" else "；"

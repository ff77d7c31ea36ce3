"""What an expression with a common slip should read, where the whole can be guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dsurvey_desktop.forms.slip_words import IF_WORDS

_VALUE = r"(?:\$\{[^{}]*\}|(?<![\w.])\.(?![\w.]))"
_COMPARES = r"(?:<=|>=|!=|=|<|>)"
_TERM_ENDS = r"(?=\s+(?:and|or)\b|$)"
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_BLANKED = "\N{NO-BREAK SPACE}"
_LONGEST = 500
Rewrite = Callable[[str], str]


def _rule(pattern: str, wanted: str) -> Rewrite:
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda words: compiled.sub(wanted, words)


def _one_of(words: str) -> str:
    """`${a} in ('1', '2')` as the comparisons it stands for; `1-5` is a range, not a value."""
    return _IN.sub(lambda match: f"({' or '.join(_compared(match[1], match[2]))})", words)


def _compared(value: str, listed: str) -> Iterator[str]:
    return (f"{value} = {one.strip()}" for one in listed.split(","))


_ONE = r"\s*(?:'[^']*'|-?\d+(?:\.\d+)?|\$\{[^{}]*\})\s*"
_IN = re.compile(rf"({_VALUE})\s+in\s*\(({_ONE}(?:,{_ONE})*)\)", re.IGNORECASE)


def _closed(words: str) -> str:
    """Brackets in pairs: what is missing is added at the end, what is too much there taken away."""
    plain = _QUOTED.sub("", words)
    missing = plain.count("(") - plain.count(")")
    if missing > 0:
        return words + ")" * missing
    while missing < 0 and words.rstrip().endswith(")"):
        words, missing = words.rstrip()[:-1], missing + 1
    return words


def _joined(words: str) -> str:
    """Commas between comparisons, outside all brackets, as `and`."""
    depth, found = 0, []
    for character in words:
        depth += (character == "(") - (character == ")")
        found.append(" and" if character == "," and depth == 0 else character)
    return "".join(found)


_REWRITES: tuple[Rewrite, ...] = (
    _rule(rf"^\s*(?:{IF_WORDS})\s*(?=[$.\w])", ""),
    _rule(r"^\s*=\s*(?=.*[=<>(])", ""),
    _rule(rf"^\s*(?={_COMPARES})", ". "),
    _rule(r"^\s*(?:and|or)\s+", ""),
    _rule(r"(?:\s*[,;]|\s+(?:and|or))\s*$", ""),
    _rule(r"([<>!])\s+=", r"\1="),
    _rule(r";", ","),
    _rule(r"\bif\s+(?!\()(.+?)\s+then\s+(.+?)\s+else\s+(.+)$", r"if(\1, \2, \3)"),
    _rule(rf"({_VALUE})\s+is\s+not\s+(?:null|empty|blank)\b", r"\1 != ''"),
    _rule(rf"({_VALUE})\s+is\s+(?:null|empty|blank)\b", r"\1 = ''"),
    _rule(rf"({_VALUE})\s+is\s+not\s+", r"\1 != "),
    _rule(rf"({_VALUE})\s+is\s+", r"\1 = "),
    _one_of,
    _rule(rf"\bnot\s+(?!\()(.+?){_TERM_ENDS}", r"not(\1)"),
    _rule(
        rf"({_VALUE})(\s*{_COMPARES}\s*)([^\s<>=]+)\s+(and|or)\s+(?={_COMPARES})",
        r"\1\2\3 \4 \1 ",
    ),
    _rule(r"\bregex\s*\(\s*([^,()]+?)\s*,\s*([^'\"]+)\)\s*$", r"regex(\1, '\2')"),
    _rule(rf"({_VALUE})\s+(?=['\"\d])", r"\1, "),
    _rule(r"(?<=[\w)}])\s*/\s*(?=[\d$(])", " div "),
    _closed,
    _joined,
)
_TIDY = _rule(r"\bIF\s*\(", "if(")


def rewritten(expression: str, is_sound: Callable[[str], bool]) -> str:
    """The expression as it is probably meant; empty where no guess can be read.

    Texts in quotation marks stay as they are. The fewest changes that make it sound are taken:
    each by itself first, then one after the other.

    Args:
        expression: as its author wrote it.
        is_sound: whether an expression can be read.
    """
    if len(expression) > _LONGEST:
        return ""
    for tried in _tries(expression.strip()):
        if tried != expression and is_sound(tried):
            return tried
    return ""


def _tries(expression: str) -> Iterator[str]:
    for rewrite in _REWRITES:
        yield _outside_quotes(expression, rewrite)
    so_far = expression
    for rewrite in _REWRITES:
        so_far = _outside_quotes(so_far, rewrite)
        yield so_far


def _outside_quotes(words: str, rewrite: Rewrite) -> str:
    """Rewrite what is not quoted; each quoted text is `'0'` meanwhile, or its number."""
    quoted = _QUOTED.findall(words)
    numbers = iter(range(len(quoted)))
    veiled = _QUOTED.sub(lambda _match: f"'{_BLANKED}{next(numbers)}'", words)
    found = _TIDY(rewrite(veiled))
    for number, own in enumerate(quoted):
        found = found.replace(f"'{_BLANKED}{number}'", own)
    return found

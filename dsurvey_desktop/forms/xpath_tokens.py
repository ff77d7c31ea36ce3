"""Cuts an XForms expression into tokens, by the rules of JavaRosa's lexer."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.slip_words import SIGNS, reference_meant
from dsurvey_desktop.forms.xpath_nodes import XPathError

MAX_LENGTH = 32_767
"""As many characters as a spreadsheet cell holds."""
OPERATOR_NAMES = frozenset({"and", "or", "div", "mod"})
_NAME = r"[^\W\d][\w.\-]*"
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+)
  | (?P<reference>\$\{{\s*(?:last-saved\#)?{_NAME}\s*\}})
  | (?P<string>"[^"]*"|'[^']*')
  | (?P<number>\d+(?:\.\d*)?|\.\d+)
  | (?P<name>{_NAME}(?::{_NAME})?)
  | (?P<symbol>!=|<=|>=|::|//|\.\.|[=<>+\-*|/\[\](),.@])
    """,
    re.VERBOSE,
)
_FOREIGN = {"==": "=", "<>": "!=", "&&": "and", "||": "or", "=>": ">=", "=<": "<="}
"""Operators of other languages, by what forms write for them."""
_TORN = re.compile(r"!\s+=")
_ENDS_A_VALUE = frozenset({"reference", "string", "number", "name"})


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is reference, string, number, name, operator, symbol or end."""

    kind: str
    text: str
    offset: int


def tokens_of(expression: str) -> list[Token]:
    """The tokens of an expression, with an `end` token last.

    Raises:
        XPathError: at a character that no token begins with, or when it is too long.
    """
    if len(expression) > MAX_LENGTH:
        raise XPathError(
            "form_expression_too_long",
            text("The expression has more than {limit} characters.", limit=MAX_LENGTH),
            text("Split it into several calculations."),
        )
    tokens: list[Token] = []
    offset = 0
    while offset < len(expression):
        match = _TOKEN.match(expression, offset)
        if (foreign := expression[offset : offset + 2]) in _FOREIGN:
            raise _foreign_operator(foreign, offset)
        if match is None and (torn := _TORN.match(expression, offset)):
            raise _foreign_operator(torn[0], offset, "!=")
        if match is None:
            raise _unknown_character(expression, offset)
        if match.lastgroup != "space":
            tokens.append(_token(match, tokens))
        offset = match.end()
    return [*tokens, Token("end", "", offset)]


def _token(match: re.Match[str], before: list[Token]) -> Token:
    kind, found = str(match.lastgroup), match[0]
    if kind == "reference":
        return Token(kind, found[2:-1].strip(), match.start())
    if kind == "string":
        return Token(kind, found[1:-1], match.start())
    if _follows_value(before) and (found in OPERATOR_NAMES or found == "*"):
        return Token("operator", found, match.start())
    if _follows_value(before) and kind == "name" and found.lower() in OPERATOR_NAMES:
        raise _foreign_operator(found, match.start())
    return Token(kind, found, match.start())


def _follows_value(before: list[Token]) -> bool:
    """After a value `and`, `div` and `*` are operators, elsewhere names (XPath 1.0, 3.7)."""
    if not before:
        return False
    last = before[-1]
    is_star = last.kind == "symbol" and last.text == "*"
    return last.kind in _ENDS_A_VALUE or is_star or last.text in {")", "]", ".", ".."}


def _foreign_operator(found: str, offset: int, wanted: str = "") -> XPathError:
    wanted = wanted or _FOREIGN.get(found, found.lower())
    return XPathError(
        "form_operator_unknown",
        text("“{found}” is no operator in forms.", found=found),
        text("Write “{wanted}” instead.", wanted=wanted),
        offset,
    )


def _unknown_character(expression: str, offset: int) -> XPathError:
    rest = expression[offset:]
    if rest[0] in "'\"":
        return XPathError(
            "form_string_open",
            text("The text that begins with {rest} has no closing quotation mark.", rest=rest[:20]),
            text("Add the quotation mark that is missing."),
            offset,
        )
    advice = text("Check quotation marks, brackets and ${name} there.")
    if rest[0] == "#":
        advice = text("The spreadsheet shows an error here; write the expression again.")
    if meant := reference_meant(rest):
        advice = text("Did you mean “{suggestion}”?", suggestion=meant)
    elif rest[0] in SIGNS:
        advice = text("Write “{wanted}” instead.", wanted=SIGNS[rest[0]])
    elif (plain := unicodedata.normalize("NFKC", rest[0])) != rest[0]:
        advice = text("“{found}” is full width; write “{plain}”.", found=rest[0], plain=plain)
    return XPathError(
        "form_character_unknown",
        text("The expression cannot be read from “{rest}” on.", rest=rest[:20]),
        advice,
        offset,
    )

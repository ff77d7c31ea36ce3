"""Steps written at length (`child::name`, `parent::node()`) in their short spelling.

JavaRosa follows `child::name`, `self::node()`, `parent::node()` and attributes; no device with it
follows any other axis, `//`, or a test such as `parent::name`.
"""

from __future__ import annotations

from collections.abc import Iterator

from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.xpath_nodes import XPathError
from dsurvey_desktop.forms.xpath_tokens import Token

ATTRIBUTE = "@"
"""What the name of an attribute begins with in a step."""
_NODES = {"self": ".", "parent": ".."}
_AXES = frozenset({"child", "attribute", *_NODES})


def with_short_steps(tokens: list[Token]) -> list[Token]:
    """The tokens with every axis spelled short; an attribute becomes one name, `@id`.

    Raises:
        XPathError: at a step that no device follows.
    """
    if not any(token.text in {"::", ATTRIBUTE, "//"} for token in tokens if _is_symbol(token)):
        return tokens
    return list(_shortened(tokens))


def _is_symbol(token: Token) -> bool:
    return token.kind == "symbol"


def _shortened(tokens: list[Token]) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        token, following = tokens[at], tokens[at + 1 : at + 5]
        if _is_symbol(token) and token.text == "//":
            raise _unfollowed("//", token.offset)
        if _is_symbol(token) and token.text == ATTRIBUTE:
            yield _attribute(token, following[0])
            at += 2
        elif following and _is_symbol(following[0]) and following[0].text == "::":
            found, length = _long_step(token, following[1:])
            yield found
            at += length
        else:
            yield token
            at += 1


def _long_step(axis: Token, tested: list[Token]) -> tuple[Token, int]:
    """The short spelling of an axis with its test, and how many tokens it had."""
    words = "".join(token.text for token in tested)
    is_node = words.startswith("node()")
    if axis.text not in _AXES or not tested:
        raise _unfollowed(f"{axis.text}::", axis.offset)
    if axis.text in _NODES:
        if is_node:
            return Token("symbol", _NODES[axis.text], axis.offset), 5
        raise _unfollowed(f"{axis.text}::{tested[0].text}", axis.offset)
    if axis.text == "attribute":
        return _attribute(axis, tested[0]), 3
    if is_node:
        raise _unfollowed("child::node()", axis.offset)
    return tested[0], 3


def _attribute(at: Token, name: Token) -> Token:
    if name.kind != "name":
        raise _unfollowed(f"{ATTRIBUTE}{name.text}", at.offset)
    return Token("name", f"{ATTRIBUTE}{name.text}", at.offset)


def _unfollowed(step: str, offset: int) -> XPathError:
    what: Text = text(
        "“{step}” at character {at} is a step that no device follows.", step=step, at=offset + 1
    )
    return XPathError(
        "form_step_unknown",
        what,
        text("Write ${name}, or a path with /, .., @ and names only."),
        offset,
    )

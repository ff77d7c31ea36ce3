"""Which functions forms may call, with how many arguments of which kind."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.slip_words import FUNCTIONS as OF_OTHERS
from dsurvey_desktop.forms.slip_words import USAGES
from dsurvey_desktop.forms.xpath_nodes import Binary, Call, Node, XPathError


class Kind(StrEnum):
    """What is known of a value before the answers are known; PLAIN is number, date or blank."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"
    PLAIN = "plain"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Signature:
    """A function of `xpath_functions`.

    Attributes:
        target: its name there.
        parameters: a letter each: t text, n number, f number in which a date keeps its time,
            b truth, v as it is.
        result: the kind of what it gives.
        least: how many arguments must be there.
    """

    target: str
    parameters: str
    result: Kind
    least: int


def _row(target: str, parameters: str, result: Kind, least: int | None = None) -> Signature:
    return Signature(target, parameters, result, len(parameters) if least is None else least)


FUNCTIONS = {
    "int": _row("truncated", "n", Kind.NUMBER),
    "round": _row("rounded", "nn", Kind.NUMBER, 1),
    "floor": _row("floor", "n", Kind.NUMBER),
    "ceiling": _row("ceiling", "n", Kind.NUMBER),
    "abs": _row("abs", "f", Kind.NUMBER),
    "pow": _row("power", "ff", Kind.NUMBER),
    "string-length": _row("text_length", "t", Kind.NUMBER),
    "substr": _row("substring", "tnn", Kind.TEXT, 2),
    "substring-before": _row("before", "tt", Kind.TEXT),
    "substring-after": _row("after", "tt", Kind.TEXT),
    "translate": _row("translated", "ttt", Kind.TEXT),
    "normalize-space": _row("squeezed", "t", Kind.TEXT),
    "lower-case": _row("str.lower", "t", Kind.TEXT),
    "upper-case": _row("str.upper", "t", Kind.TEXT),
    "contains": _row("str.__contains__", "tt", Kind.TRUTH),
    "starts-with": _row("str.startswith", "tt", Kind.TRUTH),
    "ends-with": _row("str.endswith", "tt", Kind.TRUTH),
    "regex": _row("matches", "tt", Kind.TRUTH),
    "selected-at": _row("selected_at", "tn", Kind.TEXT),
    "boolean-from-string": _row("from_text", "t", Kind.TRUTH),
    "date": _row("as_date", "v", Kind.PLAIN),
    "date-time": _row("as_moment", "v", Kind.PLAIN),
    "decimal-date-time": _row("decimal_moment", "v", Kind.ANY),
    "decimal-time": _row("decimal_time", "v", Kind.ANY),
    "format-date": _row("format_moment", "vt", Kind.TEXT),
    "format-date-time": _row("format_moment", "vt", Kind.TEXT),
    "uuid": _row("new_uuid", "n", Kind.TEXT, 0),
    "random": _row("random_number", "", Kind.NUMBER),
    "digest": _row("digest", "ttt", Kind.TEXT, 2),
    "base64-decode": _row("decoded", "t", Kind.TEXT),
}
REAL_FUNCTIONS = {
    **dict.fromkeys(
        ("acos", "asin", "atan", "cos", "exp", "log", "log10", "sin", "sqrt", "tan"), 1
    ),
    "atan2": 2,
}
"""Functions of that many real numbers, by the same name in Python's `math`."""

SPECIAL = {
    "true": (0, 0),
    "false": (0, 0),
    "pi": (0, 0),
    "exp10": (1, 1),
    "today": (0, 0),
    "now": (0, 0),
    "version": (0, 0),
    "not": (1, 1),
    "boolean": (1, 1),
    "number": (1, 1),
    "string": (1, 1),
    "if": (3, 3),
    "coalesce": (2, 2),
    "selected": (2, 2),
    "is-selected": (2, 2),
    "count-selected": (1, 1),
    "concat": (0, None),
    "join": (1, None),
    "min": (0, None),
    "max": (0, None),
    "sum": (1, 1),
    "count": (1, 1),
    "count-non-empty": (1, 1),
    "checklist": (2, None),
    "weighted-checklist": (2, None),
    "position": (0, 1),
    "once": (1, 1),
    "depend": (1, None),
    "indexed-repeat": (3, 11),
    "pulldata": (4, 4),
    "jr:choice-name": (2, 2),
    "choice-name": (2, 2),
    "area": (1, 1),
    "enclosed-area": (1, 1),
    "distance": (1, None),
    "geofence": (2, 2),
    "property": (1, 1),
    "randomize": (1, 2),
}
"""Functions that the generator writes itself, with the least and greatest number of arguments."""
_PURE = frozenset(
    {
        *(FUNCTIONS.keys() - {"uuid", "random"}),
        *REAL_FUNCTIONS,
        *("true", "false", "pi", "exp10", "not", "boolean", "number", "string", "if", "coalesce"),
        *("selected", "is-selected", "count-selected", "concat", "min", "max"),
    }
)
"""Functions that rest on their arguments alone."""
_FIXED = frozenset({"true", "false", "pi"})
WITHOUT_ARGUMENTS = frozenset({"true", "false", "today", "now", "pi", "version", "random", "uuid"})
"""Functions that people write without their brackets."""
NOT_COMPUTED = frozenset({"extract-signed"})
"""Functions that need a device: a form may use them, without a value."""
NOT_ON_DEVICES = frozenset({"floor", "ceiling", "lower-case", "upper-case", "choice-name"})
"""Functions of XPath and of other programs that JavaRosa, and so ODK Collect, does not know."""
OF_THE_ITEM_ITSELF = frozenset({"string-length", "normalize-space"})
"""Without an argument these take the value of the item itself."""


def is_pure(part: Node) -> bool:
    """Whether a step gives the same whenever it is asked, beside what its operands give."""
    match part:
        case Call(name, arguments):
            return name in _PURE and bool(arguments or name in _FIXED)
        case Binary("|"):
            return False
    return True


def check_call(call: Call) -> None:
    """Refuse an unknown function or a wrong number of arguments.

    Raises:
        XPathError: naming the function.
    """
    if call.name in NOT_COMPUTED:
        return
    limits = _limits(call.name)
    if limits is None:
        raise XPathError(
            "form_function_unknown",
            text("There is no function {function}().", function=call.name),
            _suggestion(call.name),
            call.offset,
        )
    least, most = limits
    count = len(call.arguments)
    if count < least or (most is not None and count > most):
        raise _wrong_count(call, least, most)


def _suggestion(name: str) -> Text:
    if meant := OF_OTHERS.get(name.lower()):
        return text("Write it as {meant}.", meant=meant)
    known = [*FUNCTIONS, *REAL_FUNCTIONS, *SPECIAL]
    if close := get_close_matches(name.lower(), known, 1, 0.75):
        return text("Did you mean {suggestion}()?", suggestion=close[0])
    return text("Check its spelling; names are written in small letters.")


def _limits(name: str) -> tuple[int, int | None] | None:
    if name in SPECIAL:
        return SPECIAL[name]
    if name in REAL_FUNCTIONS:
        return REAL_FUNCTIONS[name], REAL_FUNCTIONS[name]
    signature = FUNCTIONS.get(name)
    if signature is None:
        return None
    return 0 if name in OF_THE_ITEM_ITSELF else signature.least, len(signature.parameters)


def _wrong_count(call: Call, least: int, most: int | None) -> XPathError:
    wanted = str(least) if least == most else f"{least}–{most or ''}"
    return XPathError(
        "form_function_arguments",
        text(
            "{function}() has {count} arguments and needs {wanted}.",
            function=call.name,
            count=len(call.arguments),
            wanted=wanted,
        ),
        _usage(call.name),
        call.offset,
    )


def _usage(name: str) -> Text:
    if known := USAGES.get(name):
        return text("Write it as {meant}.", meant=known)
    return text("Check the commas and brackets.")

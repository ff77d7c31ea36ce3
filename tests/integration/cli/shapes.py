"""The words that say what a command answers with, and what is not of a shape."""

from __future__ import annotations

from typing import Any

TEXT, NUMBER, FLAG, ANY = str, int, bool, object
SHARE = (float, int, type(None))
MAYBE = (str, type(None))
PROBLEM = {
    "code": TEXT, "severity": TEXT, "sheet": TEXT, "row": NUMBER, "column": NUMBER, "cell": TEXT,
    "value": TEXT, "message": TEXT, "advice": TEXT,
}  # fmt: skip
PLACE = {"file": TEXT, "sheet": TEXT, "row": NUMBER, "column": NUMBER}
COUNTS = {
    "rows_read": NUMBER, "taken": NUMBER, "set_aside": NUMBER, "unchanged": NUMBER,
    "pending": NUMBER,
}  # fmt: skip


def differences(value: Any, shape: Any, place: str = "answer") -> list[str]:
    """Where a value is not of a shape: a type, a dict of names, or a list of one shape."""
    if isinstance(shape, dict):
        if not isinstance(value, dict) or value.keys() != shape.keys():
            return [f"{place}: {sorted(value)} instead of {sorted(shape)}"]
        return [
            one
            for name in shape
            for one in differences(value[name], shape[name], f"{place}.{name}")
        ]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{place}: no list"]
        return [
            one
            for n, item in enumerate(value)
            for one in differences(item, shape[0], f"{place}[{n}]")
        ]
    is_wrong_flag = isinstance(value, bool) and shape is NUMBER
    return [] if isinstance(value, shape) and not is_wrong_flag else [f"{place}: {value!r}"]

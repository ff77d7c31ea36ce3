"""A single filled form as ODK Collect keeps it (OpenRosa instance XML)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.container import not_a_table
from dsurvey_desktop.intake.delimited import decode
from dsurvey_desktop.intake.limits import Limits, check_shape
from dsurvey_desktop.intake.model import IntakeError
from dsurvey_desktop.intake.sheets import Sheet

_DEEPEST = 20
_HTML = ("<html", "<table", "<!doctype html")


def read_instance(data: bytes, limits: Limits) -> Sheet:
    """A sheet of two rows: the path of each answer (`group-item`), and the answers.

    Raises:
        IntakeError: not_a_table for other XML, HTML, XML with a document type (which could
            pull in other files or grow without bound), and more XML than a form has answers.
    """
    if len(data) > limits.instance_bytes:
        raise _other_markup()
    markup = decode(data).lstrip("\ufeff \t\r\n")  # also from UTF-16 and GB 18030
    if "<!DOCTYPE" in markup or "<!ENTITY" in markup or _is_html(markup):
        raise _other_markup()
    try:
        root = ET.fromstring(markup)  # noqa: S314 - without document type nothing can expand
    except (ET.ParseError, ValueError, LookupError) as error:
        raise _other_markup() from error
    if not root.get("id"):  # OpenRosa: the root of an instance names its form
        raise _other_markup()
    leaves = list(_leaves(root, "", 0))
    check_shape("", 2, len(leaves), limits)
    return Sheet("", [[path for path, _value in leaves], [value for _path, value in leaves]])


def _other_markup() -> IntakeError:
    return not_a_table(
        text("Open it in Excel, save it as an .xlsx workbook and take in that file.")
    )


def _is_html(markup: str) -> bool:
    return any(mark in markup[:2000].lower() for mark in _HTML)


def _leaves(element: ET.Element, prefix: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST:
        raise _other_markup()
    for child in element:
        path = f"{prefix}{child.tag.rpartition('}')[2]}"
        if len(child):
            yield from _leaves(child, f"{path}-", depth + 1)
        else:
            yield path, (child.text or "").strip()

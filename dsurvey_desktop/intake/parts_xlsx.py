"""Which part of an xlsx or xlsb workbook holds which sheet."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

ReadPart = Callable[[str], bytes]
"""The bytes of a part by its name; empty where there is none."""


def sheet_parts(read: ReadPart) -> dict[str, str]:
    """The path of each sheet's XML: workbook.xml names a relation, its .rels the path."""
    targets = relation_targets(read("xl/_rels/workbook.xml.rels"))
    found = {}
    for element in elements(read("xl/workbook.xml")):
        if element.tag.endswith("}sheet"):
            relation = next((v for key, v in element.items() if key.endswith("}id")), "")
            found[element.get("name", "")] = targets.get(relation, "")
    return found


def relation_targets(xml: bytes) -> dict[str, str]:
    """Paths by the id of their relation."""
    return {one.get("Id", ""): _path(one.get("Target", "")) for one in elements(xml)}


def _path(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def elements(xml: bytes) -> list[ET.Element]:
    """All elements; none of what is no XML, in no known encoding, or has a document type."""
    if b"<!DOCTYPE" in xml or not xml:  # no entities: they are how small XML becomes large
        return []
    try:
        return list(ET.fromstring(xml).iter())  # noqa: S314 - no document type
    except (ET.ParseError, LookupError, ValueError):  # the latter of an encoding
        return []

"""A single filled form as ODK Collect keeps it (OpenRosa instance XML)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.container import not_a_table
from dsurvey_desktop.intake.limits import Limits, check_shape
from dsurvey_desktop.intake.model import IntakeError
from dsurvey_desktop.intake.sheets import Sheet

_DEEPEST = 20


def is_instance(root: ET.Element) -> bool:
    """OpenRosa: the root of an instance names its form."""
    return bool(root.get("id"))


def read_instance(root: ET.Element, limits: Limits) -> Sheet:
    """A sheet of two rows: the path of each answer (`group-item`), and the answers.

    Raises:
        IntakeError: encrypted_form, not_a_table for groups nested deeper than in any form,
            too_many_columns.
    """
    if root.get("encrypted") == "yes":
        raise _encrypted_form()
    leaves = list(_leaves(root, "", 0))
    check_shape("", 2, len(leaves), limits)
    return Sheet("", [[path for path, _value in leaves], [value for _path, value in leaves]])


def _leaves(element: ET.Element, prefix: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST:
        raise not_a_table()
    for child in element:
        path = f"{prefix}{child.tag.rpartition('}')[2]}"
        if len(child):
            yield from _leaves(child, f"{path}-", depth + 1)
        else:
            yield path, (child.text or "").strip()


def _encrypted_form() -> IntakeError:
    """ODK encrypts filled forms for whoever holds the project's key."""
    return IntakeError(
        "encrypted_form",
        text("ODK Collect has encrypted this form; nobody can read it here."),
        text("Please export the forms with their passphrase from ODK Central, and take that in."),
    )

"""Headers of a column that holds several things of a person: `姓名及残疾人证号`, `姓名/电话`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from dsurvey_desktop.intake.mixed_cells import CITIZEN_ID, NUMBER
from dsurvey_desktop.intake.model import CITIZEN_ID_HINT
from dsurvey_desktop.intake.vocabulary import vocabulary

_OWNERS = ("name", "contact_name", NUMBER)
_IDS = frozenset((NUMBER, CITIZEN_ID, CITIZEN_ID_HINT))
_PHONES = frozenset(("mobile", "landline", "phone"))
_LONGEST = 40
_OTHER_PERSON = {"name": frozenset(("contact_name",)), "contact_name": _IDS | {"name"}}


def may_be_joint(header: str) -> bool:
    """True for few texts, so that hardly any is taken apart."""
    return len(header) <= _LONGEST and _between().search(header) is not None


def joint_owner(header: str, item_of: Callable[[str], str]) -> str:
    """The item that a column of several is taken for; its cells are taken apart. Else empty.

    Args:
        header: folded.
        item_of: the item a part surely names; empty for none.
    """
    parts = [part for part in _between().split(header) if part]
    items = {item_of(part) for part in parts}
    if len(items) < 2 or not items <= {*_OWNERS, *_IDS, *_PHONES}:
        return ""
    owner = next((one for one in _OWNERS if one in items), "")
    is_path = owner == "contact_name" and "/" in header  # a column below the contact's
    return "" if is_path or items & _OTHER_PERSON.get(owner, frozenset()) else owner


@cache
def _between() -> re.Pattern[str]:
    words = "|".join(map(re.escape, vocabulary().marks["and"]))
    return re.compile(rf"[\s/\\、,;+&()]+|{words}")

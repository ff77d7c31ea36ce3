"""What the roster says of a person, as a form asks it and as people read it."""

from __future__ import annotations

import re
from datetime import date

from dsurvey_desktop.domain.numbers import age_on, birth_date
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.texts import N_, _

_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_SEXES = {"1": N_("Male"), "2": N_("Female")}


def roster_answers(person: Person) -> dict[str, str]:
    """Answers by item (`ROSTER_ITEMS`) that the roster can fill in; a phone is of one kind."""
    is_mobile = _MOBILE.fullmatch(person.phone) is not None
    return {
        "hukou": person.hukou,
        "address": person.address,
        "landline": "" if is_mobile else person.phone,
        "mobile": person.phone if is_mobile else "",
    }


def on_roster(person: Person | None, item: str) -> str:
    """What the roster says for an item, as it stands there; empty where it says nothing."""
    if person is None:
        return ""
    named = {"name": person.name, "certificate_no": person.certificate_no}
    return {**named, **roster_answers(person)}.get(item, "")


def sex_of(person: Person) -> str:
    """In words; empty where the roster does not say."""
    return _(_SEXES.get(person.sex, ""))


def age_of(person: Person, day: date) -> int | None:
    """Completed years on a day; None where the number holds no birth date."""
    born = birth_date(person.certificate_no)
    return age_on(day, born) if born else None

"""What the roster says of a person, as a form asks it and as people read it."""

from __future__ import annotations

from datetime import date

from dsurvey_desktop.domain.numbers import age_on, birth_date
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.intake.telephones import is_mobile, phones_in

_SEXES = {"1": N_("Male"), "2": N_("Female")}


def roster_answers(person: Person) -> dict[str, str]:
    """Answers by item (`ROSTER_ITEMS`) that the roster can fill in; a phone is of one kind."""
    phones = (person.phone,) if is_mobile(person.phone) else phones_in(person.phone).numbers
    mobile = next((one for one in phones if is_mobile(one)), "")
    landline = next((one for one in phones if not is_mobile(one)), "")
    return {
        "hukou": person.hukou,
        "address": person.address,
        "landline": landline if phones else person.phone,
        "mobile": mobile,
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

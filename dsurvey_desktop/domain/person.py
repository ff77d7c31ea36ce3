"""A person on the roster of certificate holders."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from dsurvey_desktop.domain.problem import Place

AFTER_CUTOFF = "after_cutoff"
"""`Person.out_of_scope` of who was certified after the campaign's cut-off day (rule P05)."""


class Person(NamedTuple):
    """One roster line; codes of category, grade, hukou, sex as in `resources/survey/choices.csv`.

    `out_of_scope` says why the person is not surveyed this year (`after_cutoff`, `not_valid`,
    `other_town`), empty when in scope.
    """

    certificate_no: str
    citizen_id: str
    name: str
    sex: str
    category: str
    grade: str
    hukou: str
    community_code: str
    community_name: str
    address: str
    phone: str
    certified_on: date | None
    card_state: str
    out_of_scope: str
    place: Place

"""The published rules in plain Python, stated from the survey's own tables and nothing else.

Written apart from the program's forms, so that both can be held against each other. Needs what is
sent, who it is, and the campaign's dates; answers with the ids of broken rules. `ASKED` and
`NOT_ASKED` stand for items that no numbered rule speaks of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from town_people import Person, check_character
from town_words import COLLECTIVE

ASKED, NOT_ASKED = "asked", "not asked"
_WHO = {"status", "mode", "device", "survey_date", "reconfirmed_on", "name", "certificate_no"}
_AT_HOME = {
    *("housing", "dilapidated_house", "employed", "employment_form", "income_source"),
    *("not_employed_reason", "employment_need", "home_adapted", "adaptations_done"),
    *("adaptations_needed", "joins_activities", "no_activity_reason"),
    *("householder_name", "householder_id"),
}
_RULE_OF_ITEM = {
    "marital_status": "K02", "contact_name": "K03", "not_in_school_reason": "K08",
    "employment_form": "K10", "income_source": "K10", "not_employed_reason": "K10",
    "employment_need": "K12", "resident_pension": "K14", "care_need": "K21",
    "no_rehab_reason": "K23", "training_need": "K24a", "device_need": "K24a",
    "adaptations_done": "K25", "no_activity_reason": "K27", "joins_activities": "K27",
    "householder_name": "K28", "householder_id": "K28", "reporter": "K29", "enumerator": "K29",
    "certificate_no": "K32",
}  # fmt: skip
_EXCLUSIVE = {
    "employment_need": "6", "worker_insurance": "4", "social_assistance": "6",
    "welfare_allowance": "4", "rehab_received": "6", "rehab_need": "6", "adaptations_needed": "9",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dates:
    """The campaign's: first day of visits, the day asked about, and today."""

    opened: date
    reference: date
    today: date


def broken_rules(answers: dict, person: Person, dates: Dates) -> set[str]:
    """Ids of the rules that these answers of this person break; notices (K33) left out."""
    facts = _Facts(answers, person)
    found = set(facts.asking())
    found |= set(facts.values())
    found |= set(facts.dates(dates))
    found |= set(facts.roster())
    return found


class _Facts:
    """One person's answers and the questions that rules ask about them."""

    def __init__(self, answers: dict, person: Person) -> None:
        self.answers = answers
        self.person = person
        self.age = person.age
        self.is_normal = answers.get("status") == "6"
        self.at_home = answers.get("in_institution") == "2"

    def says(self, item: str, *codes: str) -> bool:
        return self.answers.get(item) in codes

    def has(self, item: str, code: str) -> bool:
        return code in self.answers.get(item, ())

    def asking(self):
        """Each item: asked and missing, or not asked and filled."""
        for item, (is_asked, is_required) in self.questions().items():
            is_filled = self.answers.get(item) not in (None, "", [])
            if is_filled and not is_asked:
                yield self._rule_of_filled(item)
            elif is_required and not is_filled:
                yield _RULE_OF_ITEM.get(item, ASKED)

    def _rule_of_filled(self, item: str) -> str:
        if not self.is_normal:
            return "K01"
        if not self.at_home and item in _AT_HOME:
            return "K05"
        if item in ("resident_medical", "medical_subsidy") and self.has("worker_insurance", "2"):
            return "K15"
        if item == "medical_subsidy" and self.says("resident_medical", "2"):
            return "K16"
        if item in ("training_need", "device_need", "enumerator"):
            return NOT_ASKED
        if item == "resident_pension" and not self.has("worker_insurance", "1"):
            return NOT_ASKED
        return _RULE_OF_ITEM.get(item, NOT_ASKED)

    def questions(self) -> dict[str, tuple[bool, bool]]:
        """Item to (asked, required), by `asked_when` and the K rules."""
        found = dict.fromkeys(_WHO - {"reconfirmed_on"}, (True, True))
        found["enumerator"] = (True, True)
        for part in (self._basics, self._work, self._security, self._health, self._home):
            for item, asked, *required in part():
                is_asked = self.is_normal and asked
                found[item] = (is_asked, is_asked and (required[0] if required else True))
        return found

    def _basics(self):
        age, category = self.age, self.person.category
        yield "hukou", True
        yield "address", True
        yield "marital_status", age >= 20
        yield "contact_name", age < 18 or category in "567", age < 18 or category in "56"
        yield "landline", True, False
        yield "mobile", True, False
        yield "in_institution", True
        yield "housing", self.at_home
        yield (
            "dilapidated_house",
            self.at_home and self.says("hukou", "1") and self.says("housing", "1"),
        )
        yield "education_level", age >= 15
        yield "school", 3 <= age <= 22, age <= 14
        yield "not_in_school_reason", 6 <= age <= 14 and self.says("school", "0")
        yield "reporter", True

    def _work(self):
        employed, idle = self.says("employed", "1"), self.says("employed", "2")
        yield "employed", 16 <= self.age <= 59 and self.at_home
        yield "employment_form", employed
        yield "income_source", idle
        yield "not_employed_reason", idle
        yield "employment_need", employed or self.says("not_employed_reason", "4", "6", "7")

    def _security(self):
        age, category, grade = self.age, self.person.category, self.person.grade
        earns = age >= 16 and not self.says("not_employed_reason", "1")
        has_medical = self.has("worker_insurance", "2")
        is_severe = category == "4" and grade in "12"
        yield "worker_insurance", earns
        yield "resident_pension", earns and not self.has("worker_insurance", "1")
        yield "resident_medical", not has_medical
        yield "medical_subsidy", not has_medical and self.says("resident_medical", "1")
        yield "social_assistance", True
        yield "welfare_allowance", True
        yield "care_need", 16 <= age <= 59 and (category in "567" or is_severe), category != "7"
        yield "elder_care_now", age >= 60
        yield "elder_care_need", age >= 60
        yield "elderly_supporter", age < 60
        yield "supporter_age", self.says("elderly_supporter", "1")
        yield "disabled_members", self.says("elderly_supporter", "1")

    def _health(self):
        yield "family_doctor", True
        yield "rehab_received", True
        yield "no_rehab_reason", self.answers.get("rehab_received") == ["6"]
        yield "rehab_need", True
        yield "training_need", self.has("rehab_need", "3")
        yield "device_need", self.has("rehab_need", "4")

    def _home(self):
        yield "home_adapted", self.at_home
        yield "adaptations_done", self.says("home_adapted", "1")
        yield "adaptations_needed", self.at_home
        yield "joins_activities", self.at_home and self.age >= 6
        yield "no_activity_reason", self.says("joins_activities", "2")
        is_collective = self.says("householder_name", COLLECTIVE)
        yield "householder_name", self.at_home
        yield "householder_id", self.at_home and not is_collective

    def values(self):
        """What the answers say against each other."""
        if not _is_certificate(str(self.answers.get("certificate_no"))):
            yield "K32"
        yield from (
            "K24"
            for item, none in _EXCLUSIVE.items()
            if self.has(item, none) and len(self.answers[item]) > 1
        )
        if self.is_normal:
            yield from self._errors()
            yield from self._warnings()

    def _errors(self):
        phones = [self.answers.get("landline"), self.answers.get("mobile")]
        if not any(phones) or not _are_phones(*phones):
            yield "K04"
        school, education = (int(self.answers.get(i, 0)) for i in ("school", "education_level"))
        if school and education and not _fits(school, education):
            yield "K07"
        studies = self.says("employed", "2") and self.says("not_employed_reason", "1")
        if self.age >= 16 and school and self.at_home and not studies:
            yield "K09"
        may_renovate = self.says("hukou", "1") and not self.says("dilapidated_house", "1")
        if self.has("social_assistance", "5") and not may_renovate:
            yield "K20"
        householder = self.answers.get("householder_id")
        if householder is not None and not _is_citizen_id(householder):
            yield "K28"

    def _warnings(self):
        if self.says("income_source", "1") and self.age < 45:
            yield "K11"
        insured = self.answers.get("worker_insurance")
        if self.says("employment_form", "1", "2") and insured == ["4"]:
            yield "K13"
        if self.says("medical_subsidy", "1") and not self.has("social_assistance", "3"):
            yield "K17"
        for code in "12":
            if self.has("social_assistance", code) and not self.has("welfare_allowance", code):
                yield "K19"

    def dates(self, dates: Dates):
        surveyed = date.fromisoformat(self.answers["survey_date"])
        if not dates.opened <= surveyed <= dates.today:
            yield "D01"
        if surveyed < dates.reference and self.is_normal:
            confirmed = self.answers.get("reconfirmed_on")
            if confirmed is None or date.fromisoformat(confirmed) < dates.reference:
                yield "D02"

    def roster(self):
        person = self.person
        if self.answers.get("name") != person.name:
            yield "P03"
        own = {"category": person.category, "grade": person.grade, "sex": person.sex}
        own["citizen_id"] = person.citizen_id
        if any(own[column] != value for column, value in person.roster.items()):
            yield "K32"


def _fits(school: int, education: int) -> bool:
    """Who attends a stage has finished the one before it, and no later one than the stage."""
    stage = (school - 1) % 6  # 0 kindergarten, 1 primary, 2 junior, 3 senior, 4 and 5 tertiary
    return min(stage, 4) <= education and (stage > 2 or education <= stage + 1)


def _are_phones(landline: str | None, mobile: str | None) -> bool:
    fits_landline = landline is None or re.fullmatch(r"0\d{2,3}-?\d{7,8}", landline)
    return bool(fits_landline and (mobile is None or re.fullmatch(r"1[3-9]\d{9}", mobile)))


def _is_citizen_id(number: str) -> bool:
    if not re.fullmatch(r"\d{17}[\dX]", number):
        return False
    try:
        date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")
    except ValueError:
        return False
    return check_character(number[:17]) == number[17]


def _is_certificate(number: str) -> bool:
    match = re.fullmatch(r"(\d{17}[\dX])[1-7][1-4](?:B\d{1,2})?", number)
    return bool(match) and _is_citizen_id(match[1])

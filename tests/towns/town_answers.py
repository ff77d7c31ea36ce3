"""Answers that keep all published rules, drawn item by item in the order of the form."""

from __future__ import annotations

import random
from datetime import date, timedelta

from town_people import Person, born_at, citizen_id, some_landline, some_name
from town_words import COLLECTIVE

_LEVEL_OF_SCHOOL = {1: "1", 2: "1", 3: "2", 4: "3", 5: "4", 6: "4"}


def valid_answers(
    chance: random.Random,
    person: Person,
    enumerator: str,
    opened: date,
    reference: date,
    today: date,
) -> dict:
    """What a careful collector writes down; blank items are absent."""
    answers = _head(chance, person, opened, reference, today)
    answers["enumerator"] = enumerator
    if answers["status"] != "6":
        return answers
    draw = _Draw(chance, person, answers)
    draw.basics()
    draw.housing()
    draw.education()
    draw.employment()
    draw.security()
    draw.care()
    draw.health()
    draw.access_and_culture()
    draw.tail()
    return answers


def _head(
    chance: random.Random, person: Person, opened: date, reference: date, today: date
) -> dict:
    surveyed = opened + timedelta(days=chance.randrange((today - opened).days + 1))
    answers = {
        "status": "6" if chance.random() < 0.93 else chance.choice("12345"),
        "mode": chance.choices("1234", (90, 5, 3, 2))[0],
        "device": chance.choices("12", (1, 9))[0],
        "survey_date": surveyed.isoformat(),
        "name": person.name,
        "certificate_no": person.number,
    }
    if surveyed < reference and answers["status"] == "6":
        days = chance.randrange((today - reference).days + 1)
        confirmed = reference + timedelta(days=chance.choice((0, 0, days)))
        answers["reconfirmed_on"] = confirmed.isoformat()
    return answers


class _Draw:
    """One person's answers; each method fills one part of the form."""

    def __init__(self, chance: random.Random, person: Person, answers: dict) -> None:
        self.chance = chance
        self.person = person
        self.answers = answers
        self.at_home = chance.random() < 0.95

    def one(self, item: str, codes: str) -> str:
        self.answers[item] = self.chance.choice(codes)
        return self.answers[item]

    def many(self, item: str, codes: str, none: str = "", none_share: float = 0.4) -> list[str]:
        if none and self.chance.random() < none_share:
            chosen = [none]
        else:
            chosen = sorted(self.chance.sample(codes, self.chance.choice((1, 1, 1, 2, 3))))
        self.answers[item] = chosen
        return chosen

    def basics(self) -> None:
        age, category = self.person.age, self.person.category
        self.answers["hukou"] = self.person.hukou
        self.answers["address"] = self.person.address
        if age >= 20:
            self.one("marital_status", "1234")
        if age < 18 or category in "56" or (category == "7" and self.chance.random() < 0.5):
            self.answers["contact_name"] = some_name(self.chance)
        kind = self.chance.random()
        if kind < 0.95:
            self.answers["mobile"] = self.person.mobile
        if kind > 0.85:
            self.answers["landline"] = some_landline(self.chance)
        self.answers["in_institution"] = "2" if self.at_home else "1"

    def housing(self) -> None:
        if self.at_home and self.one("housing", "11111234") == "1" and self.person.hukou == "1":
            self.one("dilapidated_house", "12222")

    def education(self) -> None:
        age = self.person.age
        if age >= 15:
            self.one("education_level", "1222333344567")
        if 3 <= age <= 14:
            usual = 1 if age < 6 else 2 if age < 12 else 3
            school = self.chance.choice((0, usual, usual, usual + 6))
            self.answers["school"] = str(school)
            if age >= 6 and school == 0:
                self.one("not_in_school_reason", "1234")
        elif 15 <= age <= 22 and self.chance.random() < 0.7:
            self._grown_pupil(age)

    def _grown_pupil(self, age: int) -> None:
        if age >= 16 and self.chance.random() < 0.4:
            self.answers["school"] = "0"
            return
        level = self.chance.choice((3, 4)) if age < 18 else self.chance.choice((4, 5, 6))
        self.answers["school"] = str(level + self.chance.choice((0, 6)))
        self.answers["education_level"] = _LEVEL_OF_SCHOOL[level]

    def employment(self) -> None:
        if not (16 <= self.person.age <= 59 and self.at_home):
            return
        is_pupil = self.answers.get("school", "0") != "0"
        if self.one("employed", "2" if is_pupil else "12") == "1":
            self.one("employment_form", "1234567")
            self.many("employment_need", "12345", "6")
            return
        self.one("income_source", "2345" if self.person.age < 45 else "12345")
        reason = self.one("not_employed_reason", "1" if is_pupil else "234567")
        if reason in "467":
            self.many("employment_need", "12345", "6")

    def security(self) -> None:
        age, answers = self.person.age, self.answers
        insurance: list[str] = []
        if age >= 16 and answers.get("not_employed_reason") != "1":
            is_placed = answers.get("employment_form") in ("1", "2")
            insurance = self.many("worker_insurance", "123", "" if is_placed else "4", 0.7)
            if "1" not in insurance:
                self.one("resident_pension", "112")
        if "2" not in insurance and self.one("resident_medical", "1112") == "1":
            self.one("medical_subsidy", "12")
        helped = self.many("social_assistance", "1234", "6")
        if answers.get("medical_subsidy") == "1" and "3" not in helped:
            helped[:] = sorted({*helped, "3"} - {"6"})
        may_renovate = answers["hukou"] == "1" and answers.get("dilapidated_house") != "1"
        if may_renovate and self.chance.random() < 0.05:
            helped[:] = sorted({*helped, "5"} - {"6"})
        paid = self.many("welfare_allowance", "123", "4")
        owed = {"1", "2"} & set(helped) - set(paid)
        if owed:
            paid[:] = sorted({*paid, *owed} - {"4"})

    def care(self) -> None:
        age, category, grade = self.person.age, self.person.category, self.person.grade
        is_asked = category in "56" or (category == "4" and grade in "12")
        may_be_asked = category == "7" and self.chance.random() < 0.5
        if 16 <= age <= 59 and (is_asked or may_be_asked):
            self.one("care_need", "1234")
        if age >= 60:
            self.one("elder_care_now", "1234")
            self.one("elder_care_need", "1234")
        elif self.one("elderly_supporter", "12222") == "1":
            self.answers["supporter_age"] = self.chance.randint(60, 95)
            self.answers["disabled_members"] = self.chance.randint(1, 4)

    def health(self) -> None:
        self.one("family_doctor", "12")
        if self.many("rehab_received", "12345", "6") == ["6"]:
            self.one("no_rehab_reason", "1234")
        needed = self.many("rehab_need", "12345", "6")
        if "3" in needed:
            self.many("training_need", "12345")
        if "4" in needed:
            self.many("device_need", "12345")

    def access_and_culture(self) -> None:
        if not self.at_home:
            return
        if self.one("home_adapted", "1222") == "1":
            self.many("adaptations_done", "12345678")
        self.many("adaptations_needed", "12345678", "9", 0.6)
        if self.person.age >= 6 and self.one("joins_activities", "12") == "2":
            self.many("no_activity_reason", "1234")

    def tail(self) -> None:
        chance, person = self.chance, self.person
        self.answers["reporter"] = person.name if chance.random() < 0.8 else some_name(chance)
        if chance.random() < 0.05:
            self.answers["note"] = chance.choice(
                ("本人不在家，由家属代答", "已电话核实", "2025年8月换证")
            )
        if not self.at_home:
            return
        kind = chance.random()
        if kind < 0.06:
            self.answers["householder_name"] = COLLECTIVE
            return
        own = kind < 0.5
        self.answers["householder_name"] = person.name if own else some_name(chance)
        born = born_at(chance, chance.randint(20, 80), date(2025, 9, 30))
        self.answers["householder_id"] = (
            person.citizen_id if own else citizen_id(chance, "330282", born)
        )

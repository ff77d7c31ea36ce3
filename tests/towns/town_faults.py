"""Faults put into valid answers: for each rule the ways in which people break it.

A function changes the answers it is given in place and says whether it could. `inject` keeps what
broke exactly the wanted rule, by the plain statement of the rules in `town_rules`.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from datetime import date, timedelta

from town_people import Person, check_character
from town_rules import Dates, broken_rules

Breaker = Callable[[random.Random, Person, dict], bool | None]


def inject(chance: random.Random, person: Person, rule: str, dates: Dates) -> bool:
    """Break one rule in what this person sends; False when it does not fit this person."""
    ways = list(_BREAKERS[rule])
    chance.shuffle(ways)
    for way in ways:
        answers, roster = copy.deepcopy(person.clean), dict(person.roster)
        is_done = way(chance, person, answers) is not False
        if not is_done or (answers == person.clean and person.roster == roster):
            continue
        answers = {item: value for item, value in answers.items() if value not in (None, [], "")}
        if broken_rules(answers, person, dates) == {rule}:
            person.sent = answers
            person.faults.append(rule)
            return True
        person.roster = roster
    return False


def without(*items: str) -> Breaker:
    def way(chance: random.Random, person: Person, answers: dict) -> bool | None:
        return [answers.pop(item, None) for item in items] != [None] * len(items)

    return way


def filled(**values) -> Breaker:
    """Fill items, blank ones too; a tuple is a choice between values."""

    def way(chance: random.Random, person: Person, answers: dict) -> None:
        for item, value in values.items():
            answers[item] = chance.choice(value) if isinstance(value, tuple) else copy.copy(value)

    return way


def ticked(item: str, *codes: str) -> Breaker:
    def way(chance: random.Random, person: Person, answers: dict) -> bool | None:
        if item not in answers:
            return False
        answers[item] = sorted({*answers[item], *codes})
        return None

    return way


def moved(item: str, digits: Callable[[str], str]) -> Breaker:
    def way(chance: random.Random, person: Person, answers: dict) -> bool | None:
        if item not in answers:
            return False
        answers[item] = digits(answers[item])
        return None

    return way


def _wrong_check(number: str) -> str:
    """Another last character; never 000 at the end, as a rounded number would look."""
    if number[15:17] == "00":
        return number
    return number[:17] + ("0" if check_character(number[:17]) != "0" else "1") + number[18:]


def _wrong_birthday(number: str) -> str:
    body = f"{number[:10]}0230{number[14:17]}"
    return body + check_character(body)


def _rostered(column: str, values: str) -> Breaker:
    def way(chance: random.Random, person: Person, answers: dict) -> None:
        own = {"category": person.category, "grade": person.grade, "sex": person.sex}
        person.roster[column] = chance.choice([value for value in values if value != own[column]])

    return way


def _other_name(chance: random.Random, person: Person, answers: dict) -> None:
    answers["name"] = person.name[:-1] + chance.choice(
        [c for c in "平静安宁" if c != person.name[-1]]
    )


def _early(chance: random.Random, person: Person, answers: dict) -> None:
    year = answers["survey_date"][:4]
    answers["survey_date"] = f"{year}-0{chance.randint(1, 6)}-{chance.randint(1, 28):02d}"
    if answers["status"] == "6":
        answers["reconfirmed_on"] = f"{year}-09-30"


def _future(chance: random.Random, person: Person, answers: dict) -> None:
    year = int(answers["survey_date"][:4])
    answers.pop("reconfirmed_on", None)
    answers["survey_date"] = (date(year, 11, 1) + timedelta(days=chance.randrange(60))).isoformat()


def _early_confirmation(chance: random.Random, person: Person, answers: dict) -> bool | None:
    if "reconfirmed_on" not in answers:
        return False
    answers["reconfirmed_on"] = f"{answers['survey_date'][:4]}-09-{chance.randint(1, 29):02d}"
    return None


def _placed_without_insurance(chance: random.Random, person: Person, answers: dict) -> bool | None:
    if answers.get("employed") != "1":
        return False
    answers.update(
        employment_form=chance.choice("12"), worker_insurance=["4"], resident_pension="1",
        resident_medical="1", medical_subsidy="2",
    )  # fmt: skip
    return None


def _working_pupil(chance: random.Random, person: Person, answers: dict) -> bool | None:
    if answers.get("not_employed_reason") != "1":
        return False
    del answers["income_source"], answers["not_employed_reason"]
    answers.update(employed="1", employment_form="7", employment_need=["6"], worker_insurance=["3"])
    answers["resident_pension"] = "1"
    return None


def _idle_pupil(chance: random.Random, person: Person, answers: dict) -> bool | None:
    if answers.get("not_employed_reason") != "1":
        return False
    answers.update(not_employed_reason="3", worker_insurance=["3"], resident_pension="2")
    return None


def _in_institution(chance: random.Random, person: Person, answers: dict) -> bool | None:
    if answers.get("in_institution") != "2" or answers.get("school", "0") != "0":
        return False
    answers["in_institution"] = "1"
    return None


def _at_school_without_learning(
    chance: random.Random, person: Person, answers: dict
) -> bool | None:
    if answers.get("school", "0") == "0" or "education_level" not in answers:
        return False
    answers["education_level"] = "1"
    return None


def _renovated(chance: random.Random, person: Person, answers: dict) -> bool | None:
    if "social_assistance" not in answers:
        return False
    answers["social_assistance"] = sorted({*answers["social_assistance"], "5"} - {"6"})
    return None


def _subsidised(chance: random.Random, person: Person, answers: dict) -> bool | None:
    if answers.get("medical_subsidy") != "1":
        return False
    answers["social_assistance"] = ["4"]
    return None


def _unpaid(chance: random.Random, person: Person, answers: dict) -> bool | None:
    if "social_assistance" not in answers:
        return False
    kept = [code for code in answers["social_assistance"] if code == "3"]
    answers["social_assistance"] = sorted([chance.choice("12"), *kept])
    answers["welfare_allowance"] = chance.choice((["4"], ["3"]))
    return None


def _also(item: str, none: str) -> Breaker:
    """None and something besides: the way K24 is broken most."""

    def way(chance: random.Random, person: Person, answers: dict) -> bool | None:
        if item not in answers:
            return False
        if answers[item] == [none]:
            answers[item] = [chance.choice("123"), none]
        else:
            answers[item] = sorted({*answers[item], none})
        if item == "rehab_received":
            answers.pop("no_rehab_reason", None)
        return None

    return way


_BREAKERS: dict[str, list[Breaker]] = {
    "K01": [
        filled(status=("1", "2", "3", "4", "5")),
        lambda c, p, a: a["status"] != "6" and filled(hukou="1", mobile=p.mobile)(c, p, a),
    ],
    "K02": [without("marital_status"), filled(marital_status=("1", "2"))],
    "K03": [without("contact_name"), filled(contact_name="王某")],
    "K04": [
        without("mobile", "landline"),
        moved("mobile", lambda number: number[:-1]),
        moved("mobile", lambda number: f"12{number[2:]}"),
        moved("landline", lambda number: number[:-3]),
    ],
    "K05": [_in_institution, lambda c, p, a: a.get("in_institution") == "1" and filled(housing="1")(c, p, a)],
    "K07": [_at_school_without_learning],
    "K08": [without("not_in_school_reason"), filled(not_in_school_reason=("1", "4"))],
    "K09": [_working_pupil, _idle_pupil],
    "K10": [without("employment_form"), without("income_source"), filled(income_source="5"),
            lambda c, p, a: a.get("employed") == "2" and filled(employment_form="6")(c, p, a)],
    "K11": [lambda c, p, a: "income_source" in a and filled(income_source="1")(c, p, a)],
    "K12": [without("employment_need"), filled(employment_need=["6"]), filled(employment_need=["1", "3"])],
    "K13": [_placed_without_insurance],
    "K14": [filled(resident_pension=("1", "2"))],
    "K15": [filled(resident_medical=("1", "2")), filled(resident_medical="1", medical_subsidy="2")],
    "K16": [lambda c, p, a: a.get("resident_medical") == "2" and filled(medical_subsidy="2")(c, p, a)],
    "K17": [_subsidised],
    "K19": [_unpaid],
    "K20": [_renovated],
    "K21": [without("care_need"), filled(care_need=("1", "4"))],
    "K23": [without("no_rehab_reason"), filled(no_rehab_reason=("1", "3"))],
    "K24": [
        _also("employment_need", "6"), _also("worker_insurance", "4"), _also("rehab_received", "6"),
        _also("social_assistance", "6"), _also("welfare_allowance", "4"), _also("rehab_need", "6"),
        _also("adaptations_needed", "9"),
    ],
    "K24a": [without("training_need"), without("device_need"), without("training_need", "device_need")],
    "K25": [without("adaptations_done"), filled(adaptations_done=["1", "8"])],
    "K27": [without("no_activity_reason"), filled(no_activity_reason=["4"]), filled(joins_activities="1")],
    "K28": [
        without("householder_id"), without("householder_name"),
        moved("householder_id", _wrong_check), moved("householder_id", _wrong_birthday),
        moved("householder_id", lambda number: number[:-1]),
        lambda c, p, a: a.get("householder_name") == "集体户口" and filled(householder_id=p.citizen_id)(c, p, a),
    ],
    "K29": [without("reporter"), without("enumerator")],
    "K32": [_rostered("category", "1234567"), _rostered("grade", "1234"), _rostered("sex", "12")],
    "P03": [_other_name],
    "D01": [_early, _future],
    "D02": [without("reconfirmed_on"), _early_confirmation],
}  # fmt: skip
RULES = tuple(_BREAKERS)

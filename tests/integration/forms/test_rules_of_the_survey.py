"""The shipped individual form against a town whose faults are known, and rule by rule."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.forms.compile import compile_form
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.form_json import COMMUNITY, INDIVIDUAL, load_shipped_form

ROOT = Path(__file__).parents[3]
TOWN = json.loads(
    (ROOT / "tests" / "assets" / "forms" / "town_cases.json").read_text(encoding="utf-8")
)
CONTEXT = FormContext(
    datetime(2025, 10, 1, tzinfo=OFFICE_ZONE),
    {"campaign": [{"name": "reference_date", "value": TOWN["reference_date"]}]},
)


@pytest.fixture(scope="module")
def individual():
    return compile_form(load_shipped_form(ROOT / "resources" / "forms", INDIVIDUAL))


def broken(form, answers):
    findings = form.find(answers, CONTEXT)
    return {(f.rule, f.item) for f in findings if f.severity is not Severity.NOTICE}


def test_nothing_valid_is_accused(individual):
    accused = [
        (number, broken(individual, clean))
        for number, person in enumerate(TOWN["people"])
        if broken(individual, clean := person.get("clean", person["sent"]))
    ]
    assert accused == []
    assert len(TOWN["people"]) > 400


def test_each_fault_of_the_town_is_found_under_its_rule_and_nothing_else(individual):
    wrong = [
        (person["faults"], found)
        for person in TOWN["people"]
        if (found := {rule for rule, _ in broken(individual, person["sent"])})
        != set(person["faults"])
    ]
    assert wrong == []


ADULT = {
    "status": "6",
    "mode": "1",
    "device": "2",
    "survey_date": "2025-09-30",
    "name": "张三",
    "certificate_no": "33028219880607654X43",
    "hukou": "1",
    "address": "河西1号",
    "marital_status": "1",
    "mobile": "13800138000",
    "in_institution": "2",
    "housing": "1",
    "dilapidated_house": "2",
    "education_level": "3",
    "employed": "2",
    "income_source": "4",
    "not_employed_reason": "4",
    "employment_need": ["1"],
    "worker_insurance": ["4"],
    "resident_pension": "1",
    "resident_medical": "1",
    "medical_subsidy": "2",
    "social_assistance": ["6"],
    "welfare_allowance": ["4"],
    "elderly_supporter": "2",
    "family_doctor": "1",
    "rehab_received": ["6"],
    "no_rehab_reason": "1",
    "rehab_need": ["6"],
    "home_adapted": "2",
    "adaptations_needed": ["9"],
    "joins_activities": "1",
    "householder_name": "张四",
    "householder_id": "330282197202048445",
    "reporter": "张三",
    "enumerator": "李专干",
}


def certificate(birth, tail="43", serial="654"):
    """A certificate number with that birth date (YYYYMMDD), check digit included."""
    from dsurvey_desktop.domain.numbers import check_character

    first = f"330282{birth}{serial}"
    return first + check_character(first) + tail


BASE = {**ADULT, "certificate_no": certificate("19880607")}
PUPIL = {
    **{
        k: v
        for k, v in BASE.items()
        if k
        not in {
            "marital_status",
            "education_level",
            "employed",
            "income_source",
            "not_employed_reason",
            "employment_need",
            "worker_insurance",
            "resident_pension",
        }
    },
    "certificate_no": certificate("20150607"),
    "contact_name": "张四",
    "school": "2",
}
STUDENT = {
    **BASE,
    "certificate_no": certificate("20060607"),
    "education_level": "3",
    "school": "4",
    "not_employed_reason": "1",
    "marital_status": None,
    "employment_need": None,
    "worker_insurance": None,
    "resident_pension": None,
}
INSTITUTION = {
    **{
        k: v
        for k, v in BASE.items()
        if k
        not in {
            "housing",
            "dilapidated_house",
            "employed",
            "income_source",
            "not_employed_reason",
            "employment_need",
            "home_adapted",
            "adaptations_needed",
            "joins_activities",
            "householder_name",
            "householder_id",
        }
    },
    "in_institution": "1",
}
OLD = {
    **{
        k: v
        for k, v in BASE.items()
        if k
        not in {
            "employed",
            "income_source",
            "not_employed_reason",
            "employment_need",
            "elderly_supporter",
        }
    },
    "certificate_no": certificate("19500101"),
    "elder_care_now": "1",
    "elder_care_need": "4",
}
GONE = {
    k: BASE[k] for k in ("mode", "device", "survey_date", "name", "certificate_no", "enumerator")
}
GONE["status"] = "2"


@pytest.mark.parametrize(
    "answers",
    [BASE, PUPIL, STUDENT, INSTITUTION, OLD, GONE, {**GONE, "note": "x"}],
    ids=["adult", "pupil", "student", "institution", "old", "gone", "gone with note"],
)
def test_a_whole_entry_has_no_finding(individual, answers):
    assert broken(individual, answers) == set()


CHANGES = [
    (GONE, {"hukou": "1"}, "K01", "hukou"),
    (GONE, {"rehab_need": ["3"]}, "K01", "rehab_need"),
    (GONE, {"enumerator": None}, "K29", "enumerator"),
    (BASE, {"marital_status": None}, "K02", "marital_status"),
    (PUPIL, {"marital_status": "1"}, "K02", "marital_status"),
    (PUPIL, {"contact_name": None}, "K03", "contact_name"),
    (BASE, {"contact_name": "某人"}, "K03", "contact_name"),
    (BASE, {"certificate_no": certificate("19880607", "53")}, "K03", "contact_name"),
    (BASE, {"mobile": None}, "K04", "mobile"),
    (BASE, {"mobile": "1380013800"}, "K04", "mobile"),
    (BASE, {"mobile": "12800138000"}, "K04", "mobile"),
    (BASE, {"landline": "63101842"}, "K04", "landline"),
    (INSTITUTION, {"housing": "1"}, "K05", "housing"),
    (INSTITUTION, {"employed": "2"}, "K05", "employed"),
    (INSTITUTION, {"home_adapted": "2"}, "K05", "home_adapted"),
    (INSTITUTION, {"joins_activities": "2"}, "K05", "joins_activities"),
    (INSTITUTION, {"householder_name": "张四"}, "K05", "householder_name"),
    (STUDENT, {"education_level": "1"}, "K07", "school"),
    (STUDENT, {"education_level": "7", "school": "2"}, "K07", "school"),
    (PUPIL, {"school": "0"}, "K08", "not_in_school_reason"),
    (PUPIL, {"not_in_school_reason": "1"}, "K08", "not_in_school_reason"),
    (STUDENT, {"not_employed_reason": "4"}, "K09", "not_employed_reason"),
    (STUDENT, {"employed": "1"}, "K09", "employed"),
    (BASE, {"employment_form": "1"}, "K10", "employment_form"),
    (BASE, {"income_source": None}, "K10", "income_source"),
    (BASE, {"not_employed_reason": None}, "K10", "not_employed_reason"),
    (BASE, {"employed": "1"}, "K10", "employment_form"),
    (BASE, {"employed": "1"}, "K10", "income_source"),
    (BASE, {"income_source": "1"}, "K11", "income_source"),
    (BASE, {"not_employed_reason": "3"}, "K12", "employment_need"),
    (BASE, {"employment_need": None}, "K12", "employment_need"),
    (
        BASE,
        {
            "employed": "1",
            "employment_form": "2",
            "income_source": None,
            "not_employed_reason": None,
        },
        "K13",
        "worker_insurance",
    ),
    (BASE, {"worker_insurance": ["1"]}, "K14", "resident_pension"),
    (BASE, {"worker_insurance": ["2"]}, "K15", "resident_medical"),
    (BASE, {"resident_medical": "2"}, "K16", "medical_subsidy"),
    (BASE, {"medical_subsidy": "1"}, "K17", "social_assistance"),
    (BASE, {"social_assistance": ["1"]}, "K19", "welfare_allowance"),
    (BASE, {"social_assistance": ["2"], "welfare_allowance": ["1"]}, "K19", "welfare_allowance"),
    (BASE, {"social_assistance": ["5"], "dilapidated_house": "1"}, "K20", "social_assistance"),
    (
        BASE,
        {"social_assistance": ["5"], "hukou": "2", "dilapidated_house": None},
        "K20",
        "social_assistance",
    ),
    (BASE, {"certificate_no": certificate("19880607", "42")}, "K21", "care_need"),
    (BASE, {"care_need": "1"}, "K21", "care_need"),
    (BASE, {"no_rehab_reason": None}, "K23", "no_rehab_reason"),
    (BASE, {"rehab_received": ["1"]}, "K23", "no_rehab_reason"),
    (BASE, {"rehab_need": ["6", "1"]}, "K24", "rehab_need"),
    (BASE, {"worker_insurance": ["3", "4"]}, "K24", "worker_insurance"),
    (BASE, {"rehab_need": ["3"]}, "K24a", "training_need"),
    (BASE, {"rehab_need": ["4"]}, "K24a", "device_need"),
    (BASE, {"device_need": ["1"]}, "K24a", "device_need"),
    (BASE, {"home_adapted": "1"}, "K25", "adaptations_done"),
    (BASE, {"adaptations_done": ["1"]}, "K25", "adaptations_done"),
    (BASE, {"joins_activities": "2"}, "K27", "no_activity_reason"),
    (BASE, {"no_activity_reason": ["1"]}, "K27", "no_activity_reason"),
    (BASE, {"householder_name": None}, "K28", "householder_name"),
    (BASE, {"householder_id": None}, "K28", "householder_id"),
    (BASE, {"householder_id": "330282197202048446"}, "K28", "householder_id"),
    (BASE, {"householder_name": "集体户口"}, "K28", "householder_id"),
    (BASE, {"reporter": None}, "K29", "reporter"),
    (BASE, {"certificate_no": "33028219880607654043"}, "K32", "certificate_no"),
    (BASE, {"certificate_no": certificate("19880607", "83")}, "K32", "certificate_no"),
    (BASE, {"certificate_no": certificate("19880607", "49")}, "K32", "certificate_no"),
    (BASE, {"certificate_no": certificate("19880607", "43B")}, "K32", "certificate_no"),
    (BASE, {"certificate_no": certificate("19880231")}, "K32", "certificate_no"),
    (BASE, {"certificate_no": None}, "K32", "certificate_no"),
    (BASE, {"hukou": None}, "F01", "hukou"),
    (BASE, {"elder_care_now": "1"}, "F02", "elder_care_now"),
    (BASE, {"hukou": "3"}, "F03", "hukou"),
    (BASE, {"survey_date": "2025-09-31"}, "F03", "survey_date"),
    (BASE, {"rehab_need": ["3", "3"], "training_need": ["1"]}, "F03", "rehab_need"),
    (
        BASE,
        {"elderly_supporter": "1", "supporter_age": "x", "disabled_members": 1},
        "F03",
        "supporter_age",
    ),
]


@pytest.mark.parametrize(("base", "change", "rule", "item"), CHANGES)
def test_a_broken_rule_is_found_on_its_item(individual, base, change, rule, item):
    assert (rule, item) in broken(individual, {**base, **change})


@pytest.mark.parametrize(
    ("base", "change"),
    [
        (BASE, {"certificate_no": certificate("19880607", "43B12")}),
        (BASE, {"mobile": None, "landline": "0574-63101842"}),
        (BASE, {"householder_name": "集体户口", "householder_id": None}),
        (
            BASE,
            {
                "certificate_no": certificate("19880607", "73"),
                "care_need": "1",
                "contact_name": "甲",
            },
        ),
        (BASE, {"certificate_no": certificate("19880607", "73")}),
        (
            STUDENT,
            {
                "school": None,
                "not_employed_reason": "4",
                "employment_need": ["6"],
                "worker_insurance": ["4"],
                "resident_pension": "1",
            },
        ),
    ],
    ids=["reissue", "landline only", "collective", "multiple asked", "multiple not", "no school"],
)
def test_what_the_rules_allow_is_not_accused(individual, base, change):
    assert broken(individual, {**base, **change}) == set()


def test_an_item_that_hangs_on_a_missing_one_is_not_accused(individual):
    without = {**BASE, "employed": None}
    assert broken(individual, without) == {("F01", "employed")}


@pytest.mark.parametrize(
    "change",
    [
        {"rehab_received": ["5", "6"], "no_rehab_reason": None},
        {"rehab_need": ["3", "6"]},
        {"social_assistance": ["1", "6"]},
        {"worker_insurance": ["1", "4"]},
    ],
)
def test_an_answer_that_contradicts_itself_accuses_no_other(individual, change):
    assert broken(individual, {**BASE, **change}) == {("K24", next(iter(change)))}


@pytest.mark.parametrize("missing", ["in_institution", "status", "rehab_need"])
def test_what_hangs_on_something_that_hangs_on_a_missing_item_waits_too(individual, missing):
    assert broken(individual, {**BASE, missing: None}) == {("F01", missing)}


def test_a_warning_waits_for_the_answers_it_speaks_of(individual):
    answers = {**BASE, "medical_subsidy": "1", "social_assistance": None}
    assert broken(individual, answers) == {("F01", "social_assistance")}


def test_a_confirmation_that_was_not_needed_is_a_notice_and_no_fault(individual):
    (finding,) = individual.find({**BASE, "reconfirmed_on": "2025-09-30"}, CONTEXT)
    assert (finding.rule, finding.item) == ("F04", "reconfirmed_on")
    assert finding.severity is Severity.NOTICE


def test_an_unmet_need_is_a_notice_and_no_fault(individual):
    answers = {**BASE, "rehab_need": ["5"]}
    (finding,) = individual.find(answers, CONTEXT)
    assert (finding.rule, finding.item, finding.severity) == ("K33", "rehab_need", Severity.NOTICE)


def test_age_counts_on_the_reference_date(individual):
    day_before = {**BASE, "certificate_no": certificate("20051001"), "marital_status": None}
    state = individual.evaluate(day_before, CONTEXT)
    assert state["age"].value == 19
    birthday = {**BASE, "certificate_no": certificate("20050930")}
    assert individual.evaluate(birthday, CONTEXT)["age"].value == 20


@pytest.mark.parametrize("year", [2024, 2026, 2031])
def test_the_reference_date_is_the_campaign_s_or_that_of_the_year_of_the_visit(individual, year):
    answers = {**BASE, "survey_date": f"{year}-08-01"}
    alone = individual.evaluate(answers, FormContext(datetime(year, 10, 1, tzinfo=OFFICE_ZONE)))
    assert alone["reference_date"].value == f"{year}-09-30"
    rows = {"campaign": [{"name": "reference_date", "value": f"{year}-06-30"}]}
    told = individual.evaluate(
        answers, FormContext(datetime(year, 10, 1, tzinfo=OFFICE_ZONE), rows)
    )
    assert told["reference_date"].value == f"{year}-06-30"
    assert not told["reconfirmed_on"].relevant
    assert alone["reconfirmed_on"].relevant


def test_messages_say_why_and_keep_numbers_private(individual):
    answers = {**BASE, "mobile": "1380013800", "worker_insurance": ["1"]}
    messages = {f.rule: str(f.message) for f in individual.find(answers, CONTEXT)}
    assert "现在 10 位" in messages["K04"]
    assert "1380013800" not in messages["K04"]
    assert "参加职工社会保险情况为“养老保险”" in messages["K14"]


def test_the_community_form_compares_its_numbers():
    community = compile_form(load_shipped_form(ROOT / "resources" / "forms", COMMUNITY))
    whole = {
        item.name: "1" if item.choices else "330282105201" for item in community.form.items
    } | {"liaison_count": 2, "liaison_disabled": 1, "filled_on": "2025-10-01"}
    assert broken(community, whole) == set()
    assert broken(community, {**whole, "liaison_disabled": 3}) == {("C02", "liaison_disabled")}
    assert broken(community, {**whole, "community_code": "1"}) == {("F03", "community_code")}
    assert broken(community, {**whole, "clinic": None}) == {("F01", "clinic")}

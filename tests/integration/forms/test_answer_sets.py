"""`dsurvey form evaluate` on forms with repeats, filters, double names and odd answers."""

from datetime import datetime

import pytest

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.forms.answer_sets import evaluate_answer_sets
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.form_error import FormError

CONTEXT = FormContext(
    datetime(2025, 10, 5, 14, 30, tzinfo=OFFICE_ZONE),
    {"roster": [{"no": "7", "name": "张三"}, {"no": "8", "name": "李四"}]},
)
HEADER = (
    "type",
    "name",
    "label",
    "relevant",
    "required",
    "constraint",
    "calculation",
    "choice_filter",
)
HOUSEHOLD = [
    HEADER,
    ("integer", "head_age", "Age", "", "yes", ". >= 0 and . < 130", "", ""),
    ("select_one provinces", "province", "Province", "", "", "", "", ""),
    ("select_one towns", "town", "Town", "", "", "", "", "province = ${province}"),
    ("select_multiple provinces", "seen", "Seen", "", "", "count-selected(.) < 2", "", ""),
    ("text", "number", "Number", "", "", "", "", ""),
    ("calculate", "roster_name", "", "", "", "", "pulldata('roster', 'name', 'no', ${number})", ""),
    ("calculate", "town_name", "", "", "", "", "jr:choice-name(${town}, '${town}')", ""),
    ("begin_repeat", "member", "Member", "${head_age} > 17", "", "", "", ""),
    ("text", "m_name", "Name", "", "yes", "", "", ""),
    ("integer", "m_age", "Age", "", "", ". < ${head_age}", "", ""),
    ("calculate", "m_no", "", "", "", "", "position(..)", ""),
    ("end_repeat", "", "", "", "", "", "", ""),
    ("calculate", "total", "", "", "", "", "sum(${m_age})", ""),
    ("calculate", "first", "", "", "", "", "indexed-repeat(${m_name}, ${member}, 1)", ""),
    ("begin_group", "g1", "G1", "${total} > 10", "", "", "", ""),
    ("text", "same", "Same", "", "", "", "", ""),
    ("end_group", "", "", "", "", "", "", ""),
    ("begin_group", "g2", "G2", "", "", "", "", ""),
    ("text", "same", "Same", "", "", "", "", ""),
    ("end_group", "", "", "", "", "", "", ""),
    ("date", "visit", "Visit", "", "", ". <= today()", "", ""),
    ("calculate", "is_late", "", "", "", "", "${visit} > date('2025-09-30')", ""),
]
CHOICES = [
    ("list_name", "name", "label", "province"),
    ("provinces", "z", "Zhe", ""),
    ("provinces", "j", "Jiang", ""),
    ("towns", "y", "Yunxi", "z"),
    ("towns", "s", "Suzhou", "j"),
]


@pytest.fixture
def evaluate(make_workbook):
    data = make_workbook(HOUSEHOLD, CHOICES)

    def evaluated(*answer_sets):
        return [
            r["items"] for r in evaluate_answer_sets(data, "f.xlsx", list(answer_sets), CONTEXT)
        ]

    return evaluated


def test_rows_of_a_repeat_and_double_names_have_keys_of_their_own(evaluate):
    (items,) = evaluate(
        {"head_age": 40, "member": [{"m_name": "甲", "m_age": 9}, {"m_name": None, "m_age": 50}]}
    )
    assert items["member[1]/m_age"] == {
        "relevant": True,
        "required": False,
        "valid": True,
        "value": 9,
    }
    assert items["member[2]/m_age"]["valid"] is False
    assert items["member[2]/m_age"]["value"] == 50
    assert items["member[2]/m_name"] == {
        "relevant": True,
        "required": True,
        "valid": None,
        "value": None,
    }
    assert items["member[2]/m_no"]["value"] == 2
    assert items["total"]["value"] == 59
    assert items["first"]["value"] == "甲"
    assert items["g1/same"]["relevant"] is True
    assert {"g1/same", "g2/same"} <= set(items)


def test_double_names_of_a_form_without_repeats_have_paths(make_workbook):
    groups = [
        row
        for name in ("g", "h")
        for row in (("begin_group", name, "G"), ("text", "same", "S"), ("end_group", "", ""))
    ]
    data = make_workbook([HEADER[:3], *groups])
    sets = [{"g/same": "x"}, {"same": "y"}]
    found = evaluate_answer_sets(data, "f.xlsx", sets, CONTEXT)
    said = [{path: state["value"] for path, state in one["items"].items()} for one in found]
    assert said == [{"g/same": "x", "h/same": None}, {"g/same": "y", "h/same": "y"}]


def test_what_is_not_relevant_reads_as_blank_elsewhere(evaluate):
    (items,) = evaluate({"head_age": 17, "member": [{"m_name": "甲", "m_age": 16}]})
    assert items["member[1]/m_age"]["relevant"] is False
    assert items["total"]["value"] == 0
    assert items["first"]["value"] is None
    assert items["g1/same"]["relevant"] is False


def test_invalid_values_stay_for_others(evaluate):
    (items,) = evaluate({"head_age": 130, "member": [{"m_name": "甲", "m_age": 129}]})
    assert items["head_age"]["valid"] is False
    assert items["member[1]/m_age"]["valid"] is True


def test_a_choice_that_the_filter_takes_away_is_invalid(evaluate):
    right, wrong, none = evaluate(
        {"province": "z", "town": "y"}, {"province": "j", "town": "y"}, {"town": "x"}
    )
    assert (right["town"]["valid"], wrong["town"]["valid"], none["town"]["valid"]) == (
        True,
        False,
        False,
    )
    assert right["town_name"]["value"] == "Yunxi"


def test_lists_tables_dates_and_double_paths(evaluate):
    (items,) = evaluate(
        {
            "seen": ["z", "j"],
            "number": "8",
            "g2/same": "x",
            "visit": "2025-10-06",
            "head_age": None,
        }
    )
    assert items["seen"]["valid"] is False
    assert items["roster_name"]["value"] == "李四"
    assert items["g2/same"]["value"] == "x"
    assert items["g1/same"]["value"] is None
    assert items["visit"]["valid"] is False
    assert items["is_late"]["value"] is True
    assert items["head_age"] == {"relevant": True, "required": True, "valid": None, "value": None}


@pytest.mark.parametrize(
    ("answers", "name"),
    [
        ({"head_age": "x"}, "head_age"),
        ({"head_age": 2.5}, "head_age"),
        ({"head_age": True}, "head_age"),
        ({"visit": "2025-02-30"}, "visit"),
        ({"visit": 3}, "visit"),
        ({"seen": ["nope"]}, "seen"),
        ({"seen": ["z", "z"]}, "seen"),
        ({"province": ["z", "j"]}, "province"),
        ({"province": {"a": 1}}, "province"),
    ],
)
def test_a_value_of_the_wrong_kind_is_invalid_and_breaks_nothing(evaluate, answers, name):
    (items,) = evaluate(answers)
    assert items[name]["valid"] is False


@pytest.mark.parametrize("member", [None, [], "x", [None], [{"unknown": 1}]])
def test_odd_repeats_break_nothing(evaluate, member):
    (items,) = evaluate({"head_age": 30, "member": member})
    assert items["total"]["value"] == 0


@pytest.mark.parametrize("answers", [None, {"a": 1}, ["a"], 3])
def test_answers_of_another_shape_are_refused(make_workbook, answers):
    with pytest.raises(AppError) as refused:
        evaluate_answer_sets(make_workbook(HOUSEHOLD, CHOICES), "f.xlsx", answers, CONTEXT)
    assert refused.value.code == "answers_not_a_list"


def test_a_wrong_form_is_refused(make_workbook):
    wrong = [*HOUSEHOLD, ("text", "z", "Z", "nope(", "", "", "", "")]
    with pytest.raises(FormError) as refused:
        evaluate_answer_sets(make_workbook(wrong, CHOICES), "f.xlsx", [], CONTEXT)
    assert refused.value.problems[0].place.row == len(wrong)

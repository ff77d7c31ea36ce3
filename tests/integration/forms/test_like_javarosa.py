"""The engine says what ODK's own engine says, on this survey's forms and on general ones."""

import json
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dsurvey_desktop.forms.compile import compile_form
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.evaluation import MOST_ROWS
from dsurvey_desktop.forms.model import ItemKind
from dsurvey_desktop.forms.read_xlsform import load_form

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests" / "assets" / "forms" / "town_cases.json"
REFERENCE_DATE = "2025-09-30"
TABLES = {"campaign": [("name", "value"), ("reference_date", REFERENCE_DATE)]}
TEXTS = [
    "",
    "abc",
    "Zhang San",
    "12",
    "3.5",
    "-7",
    "1,5",
    "a b  c",
    "2024-02-29",
    "x'y",
    "阿依·古丽",
]


def random_answers(form, random_source, share=0.8):
    """Well-typed answers to a share of the items outside repeats."""
    return {
        item.name: answer
        for item in form.items
        if item.kind not in {ItemKind.NOTE, ItemKind.CALCULATE}
        and not item.repeat
        and random_source.random() < share
        and (answer := _random_answer(item, random_source)) not in ("", [])
    }


def _random_answer(item, random_source):
    codes = [choice.code for choice in item.choices]
    match item.kind:
        case ItemKind.SELECT_ONE:
            return random_source.choice(codes)
        case ItemKind.SELECT_MULTIPLE:
            return [code for code in codes if random_source.random() < 0.3]
        case ItemKind.INTEGER:
            return random_source.randint(-3, 130)
        case ItemKind.DECIMAL:
            return random_source.choice([0.0, 1.5, -2.25, 1e7, 12345678.5, 0.0001, 3.0])
        case ItemKind.DATE:
            return f"2025-{random_source.randint(1, 12):02}-{random_source.randint(1, 28):02}"
    return random_source.choice(TEXTS)


def test_the_individual_form_on_the_entries_of_a_town(engines):
    people = json.loads(CASES.read_text(encoding="utf-8"))["people"]
    data = (ROOT / "resources" / "forms" / "individual.xlsx").read_bytes()
    answer_sets = [person["sent"] for person in people][:50]
    assert engines.differences([(data, answer_sets)], TABLES) == []


@pytest.mark.parametrize("name", ["individual", "community"])
def test_the_forms_of_this_survey_on_random_answers(engines, name):
    data = (ROOT / "resources" / "forms" / f"{name}.xlsx").read_bytes()
    form = load_form(data, name)
    source = random.Random(20250930)
    numbers = ["33028219450710018344", "330282201005204122B1", "330282198806076542", "31", "x"]
    answer_sets = []
    for _ in range(60):
        answers = random_answers(form, source)
        if "certificate_no" in answers:
            answers["certificate_no"] = source.choice(numbers)
        if source.random() < 0.7:
            answers["status"] = "6"
        answer_sets.append(answers)
    assert engines.differences([(data, answer_sets)], TABLES) == []


EXPRESSIONS = [
    "${a}",
    "string-length(${a})",
    "concat(${a}, '-', ${n})",
    "concat(${d}, ${t})",
    "substr(${a}, 1)",
    "substr(${a}, 1, 3)",
    "substr(${a}, -2)",
    "contains(${a}, 'b')",
    "starts-with(${a}, 'a')",
    "ends-with(${a}, 'c')",
    "substring-before(${a}, ' ')",
    "substring-after(${a}, ' ')",
    "translate(${a}, 'abc', 'xy')",
    "normalize-space(${a})",
    "number(${a})",
    "int(${d})",
    "round(${d})",
    "round(${d}, 1)",
    "round(${n} div 7, 2)",
    "round(${n}, -1)",
    "1 div round(${n} div -1000, 1)",
    "abs(${n})",
    "pow(${n}, 2)",
    "min(${n}, ${d})",
    "max(${n}, ${d}, 3)",
    "${n} + ${d}",
    "${n} - ${d} * 2",
    "${n} div ${d}",
    "${n} mod 7",
    "-${n}",
    "${n} > ${d}",
    "${n} = 5 or ${d} != 1.5",
    "${a} = ${n}",
    "${a} = '12' and ${n} > 3",
    "not(${a})",
    "boolean(${n})",
    "boolean(${a})",
    "boolean-from-string(${a})",
    "if(${n} > 20, 'old', 'young')",
    "if(${a} = '', 0, ${n})",
    "coalesce(${a}, 'none')",
    "coalesce(${n}, ${d})",
    "coalesce('a', instance('letters')/root/item/weight)",
    "regex(${a}, '[a-z]+')",
    "regex(${n}, '[0-9]{2}')",
    "selected(${m}, 'r')",
    "selected(${m}, ${s})",
    "count-selected(${m})",
    "selected-at(${m}, 1)",
    "selected-at(${m}, 9)",
    "count-selected(${s})",
    "${t} = '2025-03-04'",
    "${t} > date('2025-06-01')",
    "${t} < '2025-06-01'",
    "${t} + 10",
    "date(${t} + 10)",
    "date(${n})",
    "format-date(${t}, '%Y/%n/%e %b %a')",
    "format-date(${t}, '%y%m%d')",
    "format-date-time(${t}, '%H:%M:%S')",
    "decimal-date-time(${t})",
    "number(${t})",
    "string(${t})",
    "string(${d})",
    "string(${n} div 3)",
    "string(${d} * 100000000)",
    "join(', ', ${a}, ${n})",
    "checklist(1, 2, ${a}, ${n} > 5, ${d} > 1)",
    "weighted-checklist(1, 4, ${n} > 5, 2, ${d} > 1, 3)",
    "sqrt(${n})",
    "log(${n})",
    "exp(${d} div 100000000)",
    "sin(${n})",
    "atan2(${n}, 3)",
    "pi()",
    "exp10(2)",
    "digest(${a}, 'SHA-256', 'hex')",
    "digest(${a}, 'MD5')",
    "jr:choice-name(${s}, '${s}')",
    "instance('letters')/root/item[name = ${s}]/weight",
    "sum(instance('letters')/root/item[selected(${m}, name)]/weight)",
    "count(instance('letters')/root/item[weight > 1])",
    "once(${n})",
    "true() = ${n}",
    "${n} = ''",
    "${t} = ''",
    "${t} != ''",
    "number(${a}) + 1 > 3",
    "3 > 2 > 1",
    "1 - 1 - 1",
    "2 + 3 * 4 - 5 div 2",
    "string(1 div 0)",
    "string(0 div 0)",
    "string(-1 div 0)",
    "string(-2147483648)",
    "string(-2147483649)",
    "normalize-space('\u3000a\u00a0b\u2003')",
    "count-selected('a\u3000b\u00a0c')",
    "selected-at('a\u3000b', 0)",
    "selected('a b', 'a\u3000')",
    "number('\u30005')",
    "count-selected(base64-decode('YQliCg=='))",
    "string-length(normalize-space(base64-decode('YRwcYhw=')))",
    "distance('', '1 2')",
    "distance('1 2 0 0', '', '2 2')",
    "min() = max()",
    "(1 div 3) * 3 = 1",
]
CHOICES = [
    ("list_name", "name", "label", "weight"),
    ("letters", "p", "Pe", "1"),
    ("letters", "q", "Qu", "2"),
    ("letters", "r", "Er", "3"),
]


def test_the_functions_on_random_answers(engines, make_workbook):
    inputs = [
        ("text", "a", "A", ""),
        ("integer", "n", "N", ""),
        ("decimal", "d", "D", ""),
        ("date", "t", "T", ""),
        ("select_one letters", "s", "S", ""),
        ("select_multiple letters", "m", "M", ""),
    ]
    calculations = [
        ("calculate", f"c{number}", "", expression) for number, expression in enumerate(EXPRESSIONS)
    ]
    survey = [("type", "name", "label", "calculation"), *inputs, *calculations]
    data = make_workbook(survey, CHOICES)
    form = load_form(data, "functions.xlsx")
    source = random.Random(7)
    answer_sets = [random_answers(form, source, 0.7) for _ in range(60)]
    found = engines.differences([(data, answer_sets)])
    assert [(d.item.calculation, d.ours, d.theirs, d.answers) for d in found] == []


HOUSEHOLD = [
    ("type", "name", "label", "relevant", "constraint", "required", "calculation"),
    ("text", "head", "Head", "", "", "yes", ""),
    ("integer", "head_age", "Age", "", ". >= 0", "", ""),
    ("begin_repeat", "member", "Member", "${head_age} > 17", "", "", ""),
    ("text", "m_name", "Name", "", "", "yes", ""),
    ("integer", "m_age", "Age", "", ". < ${head_age} or position(..) > 2", "${m_name} != ''", ""),
    ("calculate", "m_place", "", "", "", "", "position(..)"),
    ("calculate", "m_label", "", "", "", "", "concat(${m_place}, ': ', ${m_name})"),
    ("begin_group", "work", "Work", "${m_age} > 15", "", "", ""),
    ("text", "job", "Job", "", "string-length(.) > 2", "true()", ""),
    ("calculate", "first_job", "", "", "", "", "indexed-repeat(${job}, ${member}, 1)"),
    ("end_group", "", "", "", "", "", ""),
    ("begin_repeat", "child", "Child", "", "", "", ""),
    ("integer", "c_age", "Age", "${m_age} > 10", ". < ${m_age}", "", ""),
    ("calculate", "c_sum", "", "", "", "", "${c_age} + ${m_age}"),
    ("calculate", "c_eldest", "", "", "", "", "indexed-repeat(${c_age}, ${child}, 1)"),
    ("calculate", "c_peer", "", "", "", "", "indexed-repeat(${c_age}, ${member}, 1)"),
    (
        *("calculate", "c_very_first", "", "", "", ""),
        "indexed-repeat(${c_age}, ${member}, 1, ${child}, 1)",
    ),
    ("calculate", "c_place", "", "", "", "", "position(../..) * 10 + position(..)"),
    ("end_repeat", "", "", "", "", "", ""),
    ("calculate", "children", "", "", "", "", "count(${child})"),
    ("calculate", "child_years", "", "", "", "", "sum(${c_age})"),
    ("end_repeat", "", "", "", "", "", ""),
    ("calculate", "size", "", "", "", "", "count(${member})"),
    ("calculate", "years", "", "", "", "", "sum(${m_age})"),
    ("calculate", "oldest", "", "", "", "", "max(${m_age})"),
    ("calculate", "youngest", "", "", "", "", "min(${m_age})"),
    ("calculate", "names", "", "", "", "", "join(', ', ${m_name})"),
    ("calculate", "all_children", "", "", "", "", "count(${child})"),
    ("calculate", "second", "", "", "", "", "indexed-repeat(${m_name}, ${member}, 2)"),
    ("calculate", "adults", "", "", "", "", "count(${member}[m_age > 17])"),
    ("calculate", "filled", "", "", "", "", "count-non-empty(${m_name})"),
    ("calculate", "last", "", "", "", "", "${member}[position() = count(${member})]/m_name"),
    ("begin_group", "g1", "G1", "${size} > 1", "", "", ""),
    ("text", "same", "Same", "", "", "", ""),
    ("end_group", "", "", "", "", "", ""),
    ("begin_group", "g2", "G2", "", "", "", ""),
    ("text", "same", "Same", "", ". != 'no'", "", ""),
    ("end_group", "", "", "", "", "", ""),
    ("text", "after", "After", "${years} > 50 and ${adults} >= 1", "", "", ""),
]


def test_repeats_on_random_answers(engines, make_workbook):
    data = make_workbook(HOUSEHOLD)
    source = random.Random(3)
    answer_sets = [_household(source) for _ in range(60)]
    assert engines.differences([(data, answer_sets)], TABLES) == []


def _household(source):
    members = [
        {
            "m_name": source.choice(["Li", "Wang", ""]),
            "m_age": source.choice([3, 12, 18, 44, None]),
            "job": source.choice(["farmer", "it", ""]),
            "child": [
                {"c_age": source.choice([1, 9, 20, None])} for _ in range(source.randint(0, 3))
            ],
        }
        for _ in range(source.randint(0, 4))
    ]
    return {
        "head": source.choice(["Zhao", ""]),
        "head_age": source.choice([40, 17, -1, None]),
        "member": members,
        "g1/same": source.choice(["a", ""]),
        "g2/same": source.choice(["no", "b"]),
        "after": source.choice(["x", ""]),
    }


STEPS = [
    ("type", "name", "label", "relevant", "calculation", "instance::size"),
    ("integer", "a", "A", "", "", "big"),
    ("begin_group", "g", "G", "${a} > 1", "", "wide"),
    ("integer", "b", "B", "", "", ""),
    ("calculate", "up", "", "", "parent::node()/../child::a + 1", ""),
    ("end_group", "", "", "", "", ""),
    ("calculate", "named", "", "", "concat(/data/@id, ../attribute::version, ../@none)", ""),
    ("calculate", "own", "", "", "concat(../a/@size, '-', ../g/@size)", ""),
    ("calculate", "filtered", "", "", "string(/data/a[. > 2])", ""),
    ("calculate", "counted", "", "", "count(../a/@size) + count(../g/b/@size)", ""),
]


def test_steps_at_length_and_attributes(engines, make_workbook):
    data = make_workbook(STEPS, (), [("form_id", "version"), ("steps", "7")])
    answer_sets = [{"a": a, "b": 4} for a in (2, 3, 4)]
    assert engines.differences([(data, answer_sets)]) == []
    assert not engines.refused


COUNTED = [
    ("type", "name", "label", "relevant", "calculation", "default", "repeat_count"),
    ("integer", "n", "N", "", "", "", ""),
    ("begin_repeat", "child", "C", "${n} != 3", "", "", "${n}"),
    ("text", "kind", "K", "", "", "new", ""),
    ("calculate", "row", "", "", "position(..)", "", ""),
    ("begin_repeat", "visit", "V", "", "", "", "../row + 1"),
    ("integer", "days", "D", "", "", "2", ""),
    ("end_repeat", "", "", "", "", "", ""),
    ("end_repeat", "", "", "", "", "", ""),
    ("calculate", "visits", "", "", "sum(${days})", "", ""),
    ("calculate", "firsts", "", "", "sum(/data/child/visit[position() < 2]/days)", "", ""),
    ("begin_repeat", "later", "L", "", "", "", "count(${child}) - 1"),
    ("integer", "m", "M", "", "", "", ""),
    ("end_repeat", "", "", "", "", "", ""),
]


def test_a_repeat_with_a_count_gets_its_rows(engines, make_workbook):
    data = make_workbook(COUNTED)
    answer_sets = [{"n": n} for n in (0, 1, 2, 3, 4, -2)]
    answer_sets += [{}]
    assert engines.differences([(data, answer_sets)]) == []
    assert not engines.refused
    form = compile_form(load_form(data, "form.xlsx"))
    context = FormContext(datetime(2025, 9, 30, tzinfo=UTC))
    assert form.evaluate({"n": 2}, context, is_new=True)["visits"].value == 10
    assert form.evaluate({"n": 2}, context)["visits"].value == 0
    named = form.evaluate({"n": 3, "child": [{"kind": "a", "visit": []}]}, context, is_new=True)
    assert (named["child[1]/kind"].value, named["visits"].value) == ("a", 0)
    assert "child[2]/kind" not in named
    most = form.evaluate({"n": 10**9}, context, is_new=True)
    assert sum(key.endswith("/kind") for key in most) == MOST_ROWS

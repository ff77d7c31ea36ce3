"""Forms as they come from elsewhere: what pyxform accepts is worked out as JavaRosa does it."""

from datetime import datetime

import pytest

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.forms.answer_sets import evaluate_answer_sets
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.read_xlsform import check_form, load_form

CONTEXT = FormContext(datetime(2025, 10, 5, 14, 30, tzinfo=OFFICE_ZONE))
CHOICES = """
| choices | | | | |
| | list_name | name | label | p |
| | l | a | Car | 1 |
| | l | b | Bike | 2 |
"""
ENTITIES = """
| survey | | | | | |
| | type | name | label | save_to | calculation |
| | select_one_from_file people.csv | pick | P | | |
| | text | a | A | full_name | |
| | calculate | v | | | instance('people')/root/item[name=${pick}]/__version |
| entities | | | | | |
| | list_name | label | create_if | update_if | entity_id |
| | people | ${a} | ${pick} = '' | ${pick} != '' | coalesce(${pick}, uuid()) |
"""
FORMS = {
    "headings in any case": (
        """
| Survey | | | | | |
| | Type | Name | Label::English (en) | RELEVANT | Required |
| | integer | a | A | | yes |
| | select one from l | b | B | ${a} > 1 | |
| | select all that apply from l | c | C | ${a} > 1 | |
| | string | s | S | | |
| Choices | | | |
| | List Name | Name | Label::English (en) |
| | l | 1 | Yes |
| | l | 2 | No |
""",
        [{"a": 1, "b": "1"}, {"a": 2, "b": "3", "c": ["1", "2"]}],
    ),
    "truths in words": (
        """
| survey | | | | | | |
| | type | name | label | relevant | constraint | calculation |
| | text | a | A | yes | TRUE | |
| | text | b | B | no | True | |
| | begin group | g | G | FALSE | | |
| | text | c | C | | No | |
| | end group | | | | | |
| | text | d | D | true | false | |
| | text | e | E | | | yes |
| | calculate | f | | | | no |
""",
        [{"a": "1", "b": "1", "c": "1", "d": "1"}, {}],
    ),
    "a loop over a list": (
        """
| survey | | | | |
| | type | name | label | relevant |
| | begin loop over l | lo | L | |
| | integer | count | How many %(label)s | |
| | text | why | Why %(label)s | '%(name)s' = 'a' |
| | end loop | | | |
"""
        + CHOICES,
        [{"lo/a/count": 2, "lo/a/why": "x"}, {"lo/b/count": 3}],
    ),
    "names beyond ASCII and names of operators": (
        """
| survey | | | | |
| | type | name | label | relevant |
| | text | né | A | |
| | text | a.b | A | |
| | text | a-b | A | |
| | text | _x | A | ${a.b} = 'x' |
| | text | y | A | ${a-b} - 1 > 0 |
| | text | name | A | ${né} != '' |
| | text | relevant | A | ${name} != '' |
| | text | div | A | ${relevant} != '' |
| | text | and | A | ${div} and ${div} |
""",
        [{"a.b": "x", "a-b": "3", "né": "1", "name": "q", "relevant": "r", "div": "z"}, {}],
    ),
    "defaults of every kind": (
        """
| survey | | | | | |
| | type | name | label | default | calculation |
| | integer | a | A | 5 | |
| | integer | b | B | ${a} + 1 | |
| | text | o | O | | once(concat(${a}, 'x')) |
| | select_multiple l | m | M | a b | |
| | integer | neg | N | -1 | |
| | decimal | part | N | 1 div 4 | |
| | text | last | N | ${last-saved#q} | |
| | calculate | worked | | ${a} * 7 | |
| | text | q | Q | it's | |
| | geopoint | g | G | 1 2 3 4 | |
| | time | t | T | 10:00:00 | |
"""
        + CHOICES,
        [{}, {"o": "kept", "a": 2}],
    ),
    "defaults before anything is worked out": (
        """
| survey | | | | | | | |
| | type | name | label | relevant | default | calculation | repeat_count |
| | integer | n | N | | 2 | | |
| | calculate | c | | | | ${n} * 10 | |
| | integer | d | D | | ${c} + 1 | | |
| | text | a | A | | x | | |
| | text | b | B | ${a} = 'y' | ${a} | | |
| | text | e | E | | ${b} | | |
| | calculate | f | | | | concat(${b}, ${e}) | |
| | begin repeat | r | R | | | | ${n} |
| | integer | p | P | | position(..) | | |
| | text | t | T | | concat('row ', ${p}, ${c}) | | |
| | text | u | U | ${p} > 1 | if(${p} > 1, indexed-repeat(${t}, ${r}, ${p} - 1), '') | | |
| | end repeat | | | | | | |
| | integer | s | S | | count(${r}) | | |
""",
        [{}, {"n": 3}, {"n": 0, "a": "y"}],
    ),
    "what was saved last": (
        """
| survey | | | | |
| | type | name | label | relevant |
| | text | a | A | string-length(${last-saved#a}) = 0 |
""",
        [{"a": "x"}, {}],
    ),
    "types without question": (
        """
| survey | | | | | |
| | type | name | label | parameters | appearance |
| | background-audio | ba | | | |
| | audit | audit | | location-priority=balanced location-min-interval=60 location-max-age=120 | |
| | xml-external | trees | | | |
| | range | r | R | start=0 end=10 step=0.5 | |
| | rank l | k | K | randomize=true seed=5 | |
| | acknowledge | ack | A | | |
| | hidden | h | | | |
| | begin_group | g | G | | table-list |
| | select_one l | s | S | | |
| | end_group | | | | |
"""
        + CHOICES,
        [{"r": 2.5, "k": ["b", "a"], "ack": "OK", "h": "x", "s": "a"}, {"r": 2.3}],
    ),
    "remarks of the author and notes without name": (
        """
| survey | | | | |
| | type | name | label::English (en) | calculation |
| | note | | Welcome | |
| | | | | a remark |
| | text | a | A | |
| | note | | ${a}, thank you | |
| settings | |
| | instance_name |
| | Visit-v1 |
""",
        [{"a": "x"}, {}],
    ),
    "the rows of one repeat are the choices of another": (
        """
| survey | | | | | |
| | type | name | label | choice_filter | calculation |
| | begin repeat | home | H | | |
| | begin repeat | p | P | | |
| | text | who | N | | |
| | integer | age | A | | |
| | end repeat | | | | |
| | begin repeat | visit | V | | |
| | integer | least | L | | |
| | select_one ${who} | met | W | ${age} > ${least} | |
| | calculate | n | | | count(../../p[age > current()/../least]) |
| | end repeat | | | | |
| | end repeat | | | | |
""",
        [
            {
                "home": [
                    {
                        "p": [{"who": "a", "age": 5}, {"who": "b", "age": 50}],
                        "visit": [{"least": 3, "met": "a"}, {"least": 18, "met": "b"}, {}],
                    },
                    {"p": [{"who": "c", "age": 9}], "visit": [{"least": 1, "met": "c"}]},
                ]
            }
        ],
    ),
    "a cascade": (
        """
| survey | | | | | |
| | type | name | label | choice_filter | calculation |
| | integer | p | P | | |
| | select_one l | s | S | p = ${p} | |
| | calculate | w | | | jr:choice-name(selected-at(${s}, 0), '${s}') |
"""
        + CHOICES,
        [{"p": 1, "s": "a"}, {"p": 2}],
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_javarosa_says_the_same(engines, name):
    form, answer_sets = FORMS[name]
    data = form.encode()
    assert [one for one in check_form(data, "f.md") if one.severity is Severity.ERROR] == []
    assert engines.differences([(data, answer_sets)], name="f.md") == []
    assert not engines.refused


def test_entities_are_left_to_devices_and_their_lists_are_read(engines):
    people = [("name", "label", "__version"), ("k", "K", "3")]
    cases = [(ENTITIES.encode(), [{"a": "x"}, {"pick": "k"}])]
    assert engines.differences(cases, {"people": people}, name="f.md") == []


def test_who_may_be_met_hangs_on_the_row_that_asks():
    form = FORMS["the rows of one repeat are the choices of another"][0]
    people = [{"who": "a", "age": 5}, {"who": "b", "age": 50}]
    visits = [{"least": least, "met": "a"} for least in (3, 18)]
    items = values(form, {"home": [{"p": people, "visit": visits}]})
    assert [items[f"home[1]/visit[{n}]/met"]["valid"] for n in (1, 2)] == [True, False]


def test_what_is_only_for_devices_is_remarked_on():
    form = FORMS["remarks of the author and notes without name"][0]
    found = {(one.place.sheet, one.place.row) for one in check_form(form.encode(), "f.md")}
    assert {("survey", 3), ("settings", 2)} <= found


def values(form, answers):
    (found,) = evaluate_answer_sets(form.encode(), "f.md", [answers], CONTEXT)
    return found["items"]


SEARCHED = """
| survey | | | | |
| | type | name | label | appearance |
| | select_one f | a | A | minimal search('fruits', 'matches', 'cat', 'x') |
| | select_multiple f | b | B | search('fruits') |
| choices | | | |
| | list_name | name | label |
| | f | key | label |
"""


def test_choices_that_a_device_searches_for_may_be_any_code():
    items = values(SEARCHED, {"a": "apple", "b": ["x", "y"]})
    assert (items["a"]["valid"], items["b"]["valid"]) == (True, True)
    assert load_form(SEARCHED.encode(), "f.md").item("a").choices == ()


SEARCHES = """
| survey | | | | |
| | type | name | label | appearance |
| | text | w | W | |
| | select_one f | a | A | minimal search('fruits', 'matches', 'cat', concat(${w}, '')) |
| | select_one f | b | B | search("fruits.csv", 'contains', 'title', ${w}, 'cat', 'x') |
| | select_multiple f | c | C | search('fruits') |
| | select_one f | d | D | search('fruits', 'sounds', 'title', ${w}) |
| | select_one f | e | E | search('fruits', 'startswith', 'title', ${w}) quick |
| | select_one f | g | G | search('fruits', 'endswith', 'title', ${w}) |
| | select_one f | h | H | search('vegetables') |
| choices | | | |
| | list_name | name | label |
| | f | key | title |
"""
FRUITS = [
    {"key": "1", "title": "fig", "cat": "x"},
    {"key": "2", "title": "gx", "cat": "y"},
    {"key": "3", "title": "xi", "cat": "x"},
]


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("a", "3", "2"),
        ("b", "3", "2"),
        ("c", ["1", "3"], ["1", "4"]),
        ("d", "9", None),
        ("e", "3", "2"),
        ("g", "2", "3"),
        ("h", "9", None),
    ],
)
def test_choices_are_searched_in_a_file_that_is_there(name, right, wrong):
    context = FormContext(CONTEXT.now, {"fruits": FRUITS})
    sets = [{"w": "x", name: answer} for answer in (right, wrong)]
    found = evaluate_answer_sets(SEARCHES.encode(), "f.md", sets, context)
    said = [one["items"][name]["valid"] for one in found]
    assert said == [True, None if wrong is None else False]
    assert check_form(SEARCHES.encode(), "f.md") == []


LONGEST = "+".join(["1"] * 500)
DEEP = {
    "brackets": f"{'(' * 400}1{')' * 400}",
    "terms": f"{LONGEST}+1",
    "many terms": "+".join(["1"] * 4000),
    "calls": f"{'not(' * 600}1{')' * 600}",
    "signs": f"{'-' * 900}1",
}


def test_a_long_sum_is_computed():
    form = f"""
| survey | | | | |
| | type | name | label | calculation |
| | text | a | A | |
| | calculate | c | | {LONGEST} |
"""
    assert values(form, {"a": "x"})["c"]["value"] == 500
    either = form.replace(LONGEST, " or ".join(f"${{a}} = '{n}'" for n in range(900)))
    assert [values(either, {"a": a})["c"]["value"] for a in ("x", "899")] == [False, True]


@pytest.mark.parametrize("expression", DEEP.values(), ids=DEEP)
def test_an_expression_that_is_too_deep_is_named_with_its_cell(expression):
    form = f"""
| survey | | | | |
| | type | name | label | calculation |
| | text | a | A | |
| | calculate | c | | {expression} |
"""
    (problem,) = check_form(form.encode(), "f.md")
    assert problem.code == "form_expression_too_deep"
    assert (problem.place.row, problem.place.column) == (3, 4)


def test_a_calculation_with_a_fixed_default_only_is_named_with_its_cell():
    form = """
| survey | | | | | |
| | type | name | label | default | calculation |
| | calculate | c | | 7 | |
"""
    (problem,) = check_form(form.encode(), "f.md")
    assert problem.code == "form_calculation_missing"
    assert (problem.place.sheet, problem.place.row, problem.place.column) == ("survey", 2, 5)


def test_a_function_that_no_device_knows_is_worked_out_and_remarked_on():
    form = """
| survey | | | | |
| | type | name | label | calculation |
| | decimal | d | D | |
| | calculate | c | | ceiling(${d}) + floor(${d}) + ceiling(1) |
"""
    (problem,) = [one for one in check_form(form.encode(), "f.md") if one.value == "ceiling"]
    assert (problem.code, problem.severity) == ("form_function_not_on_devices", "warning")
    assert (problem.place.row, problem.place.column) == (3, 4)
    assert values(form, {"d": 1.5})["c"]["value"] == 4


HOSTILE = """
| survey | | | | |
| | type | name | label | calculation |
| | text | a | A | |
| | begin repeat | r | R | |
| | integer | i | I | |
| | end repeat | | | |
| | calculate | c1 | | pow(10, 400) + exp(100000) + log(0) + sqrt(-1) + 1 div 0 |
| | calculate | c2 | | round(1.5, 400) + round(1 div 0) + int(1 div 0) + 1 mod 0 |
| | calculate | c3 | | substr('abc', -99999999999, 99999999999) |
| | calculate | c4 | | date(99999999999) |
| | calculate | c5 | | format-date(date(-99999999), '%Y') |
| | calculate | c6 | | selected-at('a b', 99999999999999999999) |
| | calculate | c7 | | string-length(uuid(100000000)) |
| | calculate | c8 | | concat(decimal-time('99:99'), base64-decode('%%%'), digest('a', 'NOPE')) |
| | calculate | c9 | | area('x') + distance('') + checklist(1 div 0, 2, 'a') |
"""
ODD_ANSWERS = [
    {"a": {"x": 1}, "r": "x"},
    {"a": [[1]], "r": [1, None, "a"]},
    {"a": True, "r": {"i": 1}},
    {"a": 1e400, "r": [{"i": [1]}, {"i": 10**400}, {"i": -(10**400)}]},
    {"a": 10**400, "zzz": 1},
]


def test_odd_numbers_and_answers_of_any_shape_harm_nothing():
    assert check_form(HOSTILE.encode(), "f.md") == []
    found = evaluate_answer_sets(HOSTILE.encode(), "f.md", ODD_ANSWERS, CONTEXT)
    assert found[3]["items"]["r[2]/i"]["valid"] is False
    assert found[0]["items"]["c7"]["value"] == 10_000
    assert found[0]["items"]["c4"]["value"] is None


def test_ten_thousand_choices_are_filtered():
    rows = "\n".join(f"| | big | c{n} | Choice {n} | {n % 100} |" for n in range(10_000))
    form = f"""
| survey | | | | | |
| | type | name | label | choice_filter | calculation |
| | integer | p | P | | |
| | select_one big | b | B | p = ${{p}} | |
| | calculate | n | | | count(instance('big')/root/item[p = ${{p}}]) |
| choices | | | | |
| | list_name | name | label | p |
{rows}
"""
    items = values(form, {"p": 7, "b": "c107"})
    assert (items["b"]["valid"], items["n"]["value"]) == (True, 100)

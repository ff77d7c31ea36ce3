"""Forms that other people write: every type, defaults, lists from anywhere, text files."""

import json
from datetime import datetime

import pytest

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.forms.answer_sets import evaluate_answer_sets
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.model import ItemKind
from dsurvey_desktop.forms.read_xlsform import check_form, load_form, read_form
from dsurvey_desktop.usecases.answer_values import label_of
from dsurvey_desktop.usecases.try_form import check_form_file, evaluate_form_file

NOW = datetime(2025, 10, 5, 14, 30, tzinfo=OFFICE_ZONE)
CHOICES = [("list_name", "name", "label"), ("yn", "1", "Yes"), ("yn", "2", "No")]
TYPES = [
    ("text", ItemKind.TEXT, "abc", None),
    ("integer", ItemKind.INTEGER, 3, 3.5),
    ("int", ItemKind.INTEGER, 3, "x"),
    ("decimal", ItemKind.DECIMAL, 3.5, "x"),
    ("date", ItemKind.DATE, "2025-01-31", "2025-02-31"),
    ("time", ItemKind.TIME, "08:15:00", "25:00"),
    ("dateTime", ItemKind.DATETIME, "2025-01-31T08:15:00", "x"),
    ("select_one yn", ItemKind.SELECT_ONE, "1", "3"),
    ("select_multiple yn", ItemKind.SELECT_MULTIPLE, ["1", "2"], ["1", "3"]),
    ("rank yn", ItemKind.RANK, ["2", "1"], ["1", "3"]),
    ("geopoint", ItemKind.GEOPOINT, "30.2 120.1 0 0", "here"),
    ("geotrace", ItemKind.GEOTRACE, "30.2 120.1; 30.3 120.2", "30.2"),
    ("geoshape", ItemKind.GEOSHAPE, "30 120; 31 120; 31 121; 30 120", "1 x; 2 3"),
    ("range", ItemKind.INTEGER, 4, "x"),
    ("percentage", ItemKind.INTEGER, 40, 101),
    ("phone number", ItemKind.OTHER, "123", "12a"),
    ("barcode", ItemKind.OTHER, "690", None),
    ("acknowledge", ItemKind.OTHER, "OK", None),
    ("image", ItemKind.OTHER, "a.jpg", None),
    ("audio", ItemKind.OTHER, "a.m4a", None),
    ("video", ItemKind.OTHER, "a.mp4", None),
    ("file", ItemKind.OTHER, "a.pdf", None),
    ("hidden", ItemKind.OTHER, "x", None),
    ("start", ItemKind.DATETIME, "2025-01-31T08:15:00", None),
    ("deviceid", ItemKind.OTHER, "d", None),
]


def evaluated(data, answers, name="f.xlsx", tables=None):
    (found,) = evaluate_answer_sets(data, name, [answers], FormContext(NOW, tables or {}))
    return found["items"]


@pytest.mark.parametrize(("kind", "wanted", "right", "wrong"), TYPES, ids=[t[0] for t in TYPES])
def test_every_type_is_read_and_held_to_its_kind(make_workbook, kind, wanted, right, wrong):
    data = make_workbook([("type", "name", "label"), (kind, "q", "Q")], CHOICES)
    assert load_form(data, "f.xlsx").item("q").kind is wanted
    assert evaluated(data, {"q": right})["q"]["valid"] is True
    assert evaluated(data, {"q": None})["q"] == {
        "relevant": True,
        "required": False,
        "valid": None,
        "value": None,
    }
    if wrong is not None:
        state = evaluated(data, {"q": wrong})["q"]
        assert (state["valid"], state["value"]) == (False, wrong)


DEFAULTS = [
    ("type", "name", "label", "default", "calculation", "trigger", "bind::type"),
    ("integer", "size", "S", "3", "", "", ""),
    ("select_multiple yn", "both", "B", "1 2", "", "", ""),
    ("date", "day", "D", "2025-01-02", "", "", ""),
    ("decimal", "twice", "T", "${size} * 2", "", "", ""),
    ("text", "words", "W", "concat('n', ${twice})", "", "", ""),
    ("calculate", "noted", "", "", "1 + 1", "${size}", ""),
    ("integer", "sum", "S", "", "${size} + ${twice}", "", ""),
    ("text", "whole", "W", "", "", "", "int"),
    ("today", "on", "", "", "", "", ""),
    ("begin_repeat", "row", "R", "", "", "", ""),
    ("text", "inner", "I", "i", "", "", ""),
    ("end_repeat", "", "", "", "", "", ""),
]


def test_what_is_not_named_takes_its_default_and_null_is_blank(make_workbook):
    items = evaluated(make_workbook(DEFAULTS, CHOICES), {"day": None, "row": [{}, {"inner": "x"}]})
    assert {name: state["value"] for name, state in items.items()} == {
        "size": 3,
        "both": ["1", "2"],
        "day": None,
        "twice": 6,
        "words": "n6",
        "noted": None,
        "sum": 9,
        "whole": None,
        "on": "2025-10-05",
        "row[1]/inner": "i",
        "row[2]/inner": "x",
    }
    items = evaluated(make_workbook(DEFAULTS, CHOICES), {"size": 5, "noted": "2"})
    assert (items["twice"]["value"], items["noted"]["value"]) == (10, "2")


def test_javarosa_begins_an_entry_the_same_way(engines, make_workbook):
    answer_sets = [{"row": [{}, {"inner": "x"}]}, {"size": 8, "whole": 3, "row": []}]
    kept = [row for row in DEFAULTS if row[0] != "today" and row[1] != "noted"]
    data = make_workbook(kept, CHOICES)
    assert engines.differences([(data, answer_sets)]) == []


def test_choices_come_from_another_question_in_a_repeat(make_workbook):
    survey = [
        ("type", "name", "label", "choice_filter"),
        ("begin_repeat", "member", "M", ""),
        ("text", "m_name", "N", ""),
        ("integer", "age", "A", ""),
        ("end_repeat", "", "", ""),
        ("select_one ${m_name}", "head", "H", ""),
        ("select_one ${m_name}", "adult", "A", "${age} > 17"),
    ]
    rows = [{"m_name": "Li", "age": 40}, {"m_name": "Wu", "age": 3}, {"m_name": None}]
    data = make_workbook(survey)
    for head, is_head, is_adult in (("Li", True, True), ("Wu", True, False), ("x", False, False)):
        items = evaluated(data, {"member": rows, "head": head, "adult": head})
        assert (items["head"]["valid"], items["adult"]["valid"]) == (is_head, is_adult)


VISITS = [
    ("type", "name", "label", "choice_filter", "relevant"),
    ("begin_repeat", "home", "H", "", ""),
    ("begin_repeat", "member", "M", "", ""),
    ("text", "m_name", "N", "", ""),
    ("integer", "age", "A", "", ""),
    ("select_one ${m_name}", "carer", "C", "${age} > 17", ""),
    ("end_repeat", "", "", "", ""),
    ("select_one ${m_name}", "head", "H", "", ""),
    ("end_repeat", "", "", "", ""),
    ("begin_repeat", "visit", "V", "", ""),
    ("integer", "least", "L", "", ""),
    ("select_one ${m_name}", "who", "W", "", "${least} != 5"),
    ("select_one ${m_name}", "older", "O", "${age} > ${least}", ""),
    ("end_repeat", "", "", "", ""),
]


def test_rows_choose_among_the_answers_of_other_rows_as_in_javarosa(engines, make_workbook):
    ages = {"Li": 40, "Wu": 3, "Yu": 18}
    members = [{"m_name": n, "age": a, "carer": "Li"} for n, a in ages.items()]
    homes = [{"member": members, "head": "Wu"}, {"member": [{"m_name": "Bo"}], "head": "Li"}]
    visits = [
        {"least": least, "who": who, "older": older}
        for least in (None, 5, 20)
        for who, older in (("Li", "Wu"), ("Bo", "Yu"), ("x", "Li"))
    ]
    data = make_workbook(VISITS)
    assert engines.differences([(data, [{"home": homes, "visit": visits}])]) == []


def test_a_thousand_rows_choose_among_a_thousand(make_workbook):
    members = [{"m_name": f"n{number}", "age": number} for number in range(1000)]
    visits = [{"least": 500, "older": f"n{number}"} for number in range(1000)]
    items = evaluated(make_workbook(VISITS), {"home": [{"member": members}], "visit": visits})
    assert sum(items[f"visit[{number}]/older"]["valid"] for number in range(1, 1001)) == 499


def test_or_other_adds_a_choice_and_its_question(make_workbook):
    survey = [("type", "name", "label"), ("select_one yn or_other", "q", "Q")]
    items = evaluated(make_workbook(survey, CHOICES), {"q": "other", "q_other": "x"})
    assert items["q"]["valid"] is True
    assert items["q_other"]["relevant"] is True
    assert evaluated(make_workbook(survey, CHOICES), {"q": "1"})["q_other"]["relevant"] is False


@pytest.mark.parametrize(
    ("headings", "cells", "choice", "question"),
    [
        (("label",), ("是",), {"": "其他", "en": "Other"}, "其他，请注明"),
        (("label::中文",), ("是",), {"zh": "其他", "en": "Other"}, "其他，请注明"),
        (
            ("label", "label::Chinese (zh-Hans)"),
            ("Yes", "是"),
            {"default": "Other", "zh": "其他", "en": "Other"},
            "其他，请注明",
        ),
        (("label::日本語 (ja)",), ("はい",), {"ja": "Other", "en": "Other"}, "Specify other."),
        (("label",), ("Yes",), {"": "Other", "en": "Other"}, "Specify other."),
    ],
)
def test_or_other_speaks_the_languages_of_the_form(
    make_workbook, headings, cells, choice, question
):
    survey = [("type", "name", *headings), ("select_multiple l or_other", "q", *cells)]
    choices = [("list_name", "name", *headings), ("l", "y", *cells)]
    form, remarks = read_form(make_workbook(survey, choices), "f.xlsx")
    assert [one.labels for one in form.item("q").choices if one.code == "other"] == [choice]
    assert label_of(form.item("q_other").labels) == question
    told = [str(one.message) for one in remarks if "or_other" in str(one.message)]
    assert bool(told) == any("::" in heading for heading in headings)
    assert not any("translations" in words for words in told)


def test_an_own_choice_called_other_is_left_as_it_is_written(make_workbook):
    survey = [("type", "name", "label"), ("select_one l or_other", "q", "问")]
    choices = [("list_name", "name", "label"), ("l", "y", "是"), ("l", "other", "别的")]
    form = load_form(make_workbook(survey, choices), "f.xlsx")
    assert form.item("q").choices[1].labels == {"": "别的"}
    assert label_of(form.item("q_other").labels) == "其他，请注明"


def test_lists_that_no_question_has_can_be_looked_up(make_workbook):
    survey = [
        ("type", "name", "label", "calculation"),
        ("text", "code", "C", ""),
        ("calculate", "word", "", "instance('yn')/root/item[name = ${code}]/label"),
    ]
    assert evaluated(make_workbook(survey, CHOICES), {"code": "2"})["word"]["value"] == "No"


def test_lists_of_the_sheet_external_choices_are_filtered():
    form = """
| survey | | | | |
| | type | name | label | choice_filter |
| | text | state | State | |
| | select_one_external towns | town | Town | state = ${state} |
| external_choices | | | | |
| | list_name | name | label | state |
| | towns | x | X | 1 |
| | towns | y | Y | 2 |
"""
    right, wrong = (evaluated(form.encode(), {"state": "1", "town": t}, "f.md") for t in "xy")
    assert (right["town"]["valid"], wrong["town"]["valid"]) == (True, False)


ATTACHED = [
    ("type", "name", "label", "choice_filter", "calculation", "parameters"),
    ("select_one_from_file towns.csv", "town", "T", "size > 2", "", "value=key label=title"),
    ("select_one_from_file trees.xml", "tree", "T", "", "", ""),
    ("select_one_from_file wells.geojson", "well", "W", "", "", ""),
    ("csv-external", "people", "", "", "", ""),
    ("calculate", "title", "", "", "pulldata('towns', 'title', 'key', ${town})", ""),
    ("calculate", "name", "", "", "jr:choice-name(${town}, '${town}')", ""),
    ("calculate", "first", "", "", "instance('people')/root/item[position() = 1]/who", ""),
    ("calculate", "age", "", "", "instance('trees')/root/item[@kind = 'hard']/@age", ""),
    ("calculate", "columns", "", "", "count(instance('trees')/root/item/*)", ""),
    ("calculate", "place", "", "", "instance('wells')/root/item[id = ${well}]/geometry", ""),
]
WELLS = {
    "features": [
        {
            "id": "w1",
            "geometry": {"type": "Point", "coordinates": [120.5, 30.25]},
            "properties": {"title": "North"},
        }
    ]
}


@pytest.fixture
def attached(tmp_path, make_workbook):
    form = tmp_path / "form.xlsx"
    form.write_bytes(make_workbook(ATTACHED))
    (tmp_path / "towns.csv").write_text(
        "key,title,size\na,云溪,3\nb,Suzhou,1\n", encoding="gb18030"
    )
    item = "<item kind='hard' age='90'><name>oak</name><label>Oak</label></item>"
    tree = f"<root><item kind='soft'/>{item}</root>"
    (tmp_path / "trees.xml").write_text(tree, encoding="utf-8")
    media = tmp_path / "form-media"
    media.mkdir()
    (media / "wells.geojson").write_text(json.dumps(WELLS), encoding="utf-8")
    (media / "people.csv").write_text("who\n张三\n", encoding="utf-8")
    return form


def test_tables_beside_the_form_are_read(attached):
    answers = [
        {"town": "a", "tree": "oak", "well": "w1"},
        {"town": "b", "tree": "elm", "well": "w2"},
    ]
    right, wrong = evaluate_form_file(attached, answers, lambda: NOW)
    assert [right["items"][name]["valid"] for name in ("town", "tree", "well")] == [True] * 3
    assert [wrong["items"][name]["valid"] for name in ("town", "tree", "well")] == [False] * 3
    values = {name: state["value"] for name, state in right["items"].items()}
    assert (values["title"], values["name"], values["first"]) == ("云溪", "云溪", "张三")
    assert values["place"] == "30.25 120.5 0 0"
    assert (values["age"], values["columns"]) == ("90", 2)


def test_without_the_tables_any_code_is_valid(attached):
    for path in attached.parent.rglob("*.*"):
        if path.suffix != ".xlsx":
            path.unlink()
    (found,) = evaluate_form_file(attached, [{"town": "z"}], lambda: NOW)
    assert found["items"]["town"]["valid"] is True
    assert found["items"]["title"]["value"] is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("trees.xml", "<root><item>"),
        ("trees.xml", '<!DOCTYPE a [<!ENTITY b "c">]><root/>'),
        ("wells.geojson", "{}"),
        ("towns.csv", "\x01\x02"),
    ],
)
def test_a_table_that_is_none_is_named(attached, name, content):
    for folder in (attached.parent, attached.parent / "form-media"):
        if (folder / name).exists():
            (folder / name).write_text(content, encoding="utf-8")
    answers = [{"town": "a", "tree": "oak", "well": "w1"}]
    with pytest.raises(AppError) as refused:
        list(evaluate_form_file(attached, answers, lambda: NOW))
    assert refused.value.code == "form_table_unreadable"
    assert name in str(refused.value)


MARKDOWN = """
| survey | | | | |
| | type | name | label | constraint |
| | integer | age | 年龄 | . < {limit} |
| | select_one yn | is_here | 在家 | |
| choices | | | |
| | list_name | name | label |
| | yn | 1 | 是 |
"""


def test_forms_as_text_are_read_too(tmp_path):
    sheet = "survey,,,,\n,type,name,label,constraint\n,integer,age,年龄,. < 130\n"
    for name, content, encoding in (
        ("a.md", MARKDOWN.format(limit=130), "utf-8"),
        ("a.csv", sheet, "utf-8-sig"),
        ("b.csv", sheet, "gb18030"),
    ):
        path = tmp_path / name
        path.write_text(content, encoding=encoding)
        assert check_form_file(path) == (), name
        (found,) = evaluate_form_file(path, [{"age": 131}], lambda: NOW)
        assert found["items"]["age"]["valid"] is False, name
        assert load_form(path.read_bytes(), name).item("age").labels == {"": "年龄"}


def test_an_error_in_a_text_form_has_its_row():
    (problem,) = check_form(MARKDOWN.format(limit="none(1)").encode(), "form.md")
    assert problem.code == "form_function_unknown"
    assert (problem.place.file, problem.place.sheet) == ("form.md", "survey")
    assert (problem.place.row, problem.place.column) == (2, 4)

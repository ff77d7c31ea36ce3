"""A wrong form is refused with sheet, row, column, a sentence and an advice; nothing crashes."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.forms import read_xlsform
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.form_error import FormError
from dsurvey_desktop.forms.read_xlsform import check_form, load_form

ASSETS = Path(__file__).parents[2] / "assets" / "intake"
HEADER = ("type", "name", "label", "relevant", "constraint", "calculation")
CHOICES = [("list_name", "name", "label"), ("yes_no", "1", "Yes"), ("yes_no", "2", "No")]

WRONG = [
    (
        "an unknown function",
        ("text", "b", "B", "", "foo(.) = 1", ""),
        "form_function_unknown",
        5,
        "foo",
    ),
    (
        "too few arguments",
        ("text", "b", "B", "", "", "if(1, 2)"),
        "form_function_arguments",
        6,
        "if",
    ),
    (
        "an open bracket",
        ("text", "b", "B", "(${a} = 1", "", ""),
        "form_expression_unfinished",
        4,
        "",
    ),
    ("an open text", ("text", "b", "B", "${a} = 'x", "", ""), "form_string_open", 4, "'x"),
    (
        "a strange character",
        ("text", "b", "B", "${a} ; 1", "", ""),
        "form_character_unknown",
        4,
        ";",
    ),
    ("an unknown name", ("text", "b", "B", "${c} = 1", "", ""), "form_reference_unknown", 4, "c"),
    ("an unknown path", ("text", "b", "B", "../zz = 1", "", ""), "form_path_unknown", 4, "zz"),
    ("an unknown list", ("select_one nope", "b", "B", "", "", ""), "form_list_unknown", 1, "nope"),
    ("a wrong name", ("text", "b c", "B", "", "", ""), "form_name_invalid", 2, "b c"),
    ("a double name", ("text", "a", "B", "", "", ""), "form_name_twice", 2, "a"),
    ("no type", ("", "b", "B", "", "", ""), "form_type_missing", 1, ""),
    ("an end too many", ("end_group", "", "", "", "", ""), "form_group_unmatched", 1, ""),
    ("a group left open", ("begin_group", "g", "G", "", "", ""), "form_group_unmatched", 1, ""),
    ("a circle of one", ("calculate", "b", "", "", "", "${b} + 1"), "form_cycle", 6, "b"),
]


@pytest.mark.parametrize(
    ("row", "code", "column", "named"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG]
)
def test_an_error_names_its_cell(make_workbook, row, code, column, named):
    data = make_workbook([HEADER, ("integer", "a", "A", "", "", ""), row], CHOICES)
    (problem,) = check_form(data, "form.xlsx")
    place = problem.place
    assert (problem.code, place.file, place.sheet) == (code, "form.xlsx", "survey")
    assert (place.row, place.column) == (3, column)
    assert named in str(problem.message)
    assert str(problem.advice)
    with pytest.raises(FormError) as refused:
        load_form(data, "form.xlsx")
    assert refused.value.problems == (problem,)
    assert refused.value.context == {"sheet": "survey", "row": 3, "column": column}


def test_all_errors_are_told_at_once(make_workbook):
    rows = [("integer", f"i{n}", "I", "", "bad(.)", "") for n in range(3)]
    problems = check_form(make_workbook([HEADER, *rows], CHOICES), "x.xlsx")
    assert [p.place.row for p in problems] == [2, 3, 4]


def test_items_that_hang_on_each_other_in_a_circle_are_refused(make_workbook):
    rows = [
        ("calculate", "a", "", "", "", "${b} + 1"),
        ("calculate", "b", "", "", "", "${c} + 1"),
        ("text", "c", "C", "${a} > 1", "", ""),
    ]
    (problem,) = check_form(make_workbook([HEADER, *rows], CHOICES), "x.xlsx")
    assert problem.code == "form_cycle"
    assert {"a", "b", "c"} <= set(
        str(problem.message).replace("。", " ").replace("：", " ").split()
    )


def test_an_earlier_row_of_a_repeat_is_no_circle(make_workbook):
    rows = [
        ("begin_repeat", "r", "R", "", "", ""),
        ("integer", "n", "N", "", "", ""),
        (
            "calculate",
            "running",
            "",
            "",
            "",
            "${n} + if(position(..) = 1, 0, indexed-repeat(${running}, ${r}, position(..) - 1))",
        ),
        ("end_repeat", "", "", "", "", ""),
    ]
    from dsurvey_desktop.forms.compile import compile_form

    form = compile_form(load_form(make_workbook([HEADER, *rows], CHOICES), "x.xlsx"))
    answers = {"r": [{"n": 1}, {"n": 2}, {"n": 4}]}
    states = form.evaluate(answers, FormContext(datetime(2025, 1, 1, tzinfo=OFFICE_ZONE)))
    assert [states[f"r[{n}]/running"].value for n in (1, 2, 3)] == [1, 3, 7]


def test_a_warning_of_the_form_library_is_told_and_does_not_refuse(make_workbook):
    survey = [HEADER, ("select_one yes_no", "a", "A", "", "", "")]
    data = make_workbook(survey, [*CHOICES, ("yes_no", "3", "")])
    (problem,) = check_form(data, "x.xlsx")
    assert (problem.code, problem.severity) == ("form_warning", Severity.WARNING)
    assert (problem.place.sheet, problem.place.row) == ("choices", 4)
    assert load_form(data, "x.xlsx").items[0].name == "a"


@pytest.mark.parametrize(
    ("row", "column"), [(("range", "b", "B", "start=a"), 4), (("audit", "b", "", ""), 2)]
)
def test_what_only_the_form_library_finds_is_placed_by_what_it_quotes(make_workbook, row, column):
    data = make_workbook([(*HEADER[:3], "parameters"), ("text", "a", "A", ""), row])
    (problem,) = check_form(data, "x.xlsx")
    assert (problem.code, problem.place.row, problem.place.column) == ("form_refused", 3, column)


def test_a_choice_without_a_name_is_found_on_its_sheet(make_workbook):
    choices = [*CHOICES, ("yes_no", "", "Perhaps")]
    data = make_workbook([HEADER, ("select_one yes_no", "a", "A", "", "", "")], choices)
    (problem,) = check_form(data, "x.xlsx")
    assert (problem.code, problem.place.sheet, problem.place.row) == (
        "form_choice_name_missing",
        "choices",
        4,
    )


def zip_of(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "form_not_a_workbook"),
        (b"type,name,label\ntext,a,A\n", "form_not_a_workbook"),
        (b"PK\x03\x04 and then nothing", "form_damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "form_damaged"),
        (zip_of(a="b"), "form_refused"),
        ((ASSETS / "encrypted.xlsx").read_bytes(), "form_encrypted"),
        (zip_of(big=b"0" * 2_000_000), "form_too_large"),
    ],
    ids=["empty", "csv", "cut zip", "broken xls", "another zip", "encrypted", "bomb"],
)
def test_what_is_no_form_is_refused_calmly(monkeypatch, data, code):
    monkeypatch.setattr(read_xlsform, "MAX_UNPACKED_BYTES", 1_000_000)
    (problem,) = check_form(data, "x.xlsx")
    assert problem.code == code


def test_a_file_over_the_limit_is_not_opened(monkeypatch):
    monkeypatch.setattr(read_xlsform, "MAX_BYTES", 10)
    (problem,) = check_form(b"x" * 11, "x.xlsx")
    assert problem.code == "form_too_large"


def test_a_workbook_without_a_survey_is_refused(make_workbook):
    (problem,) = check_form(make_workbook([("a", "b")]), "x.xlsx")
    assert problem.code == "form_sheet_missing"


def test_every_label_that_is_missing_is_told_at_once(make_workbook):
    rows = [("type", "name", "label"), ("text", "a", ""), ("note", "n", "N"), ("date", "b", " ")]
    found = check_form(make_workbook(rows), "x.xlsx")
    assert [(one.code, one.place.row, one.place.column) for one in found] == [
        ("form_label_missing", 2, 3),
        ("form_label_missing", 4, 3),
    ]


def test_headings_in_chinese_are_told_in_english(make_workbook):
    rows = [("题型", "名称", "标签", "备注"), ("text", "a", "A", "")]
    (problem,) = check_form(make_workbook(rows), "x.xlsx")
    assert (problem.code, problem.place.row, problem.place.column) == ("form_column_missing", 1, 1)
    assert "题型 → type, 名称 → name, 标签 → label" in str(problem.advice)

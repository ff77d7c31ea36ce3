"""The forms that ship are what the tables say, the same each time, and valid for ODK."""

import importlib.util
import shutil
from pathlib import Path

import pytest

from dsurvey_desktop.forms.form_json import form_from_json, form_to_json, load_shipped_form
from dsurvey_desktop.forms.model import ItemKind
from dsurvey_desktop.forms.read_xlsform import check_form, load_form

ROOT = Path(__file__).parents[3]
FORMS = ROOT / "resources" / "forms"
NAMES = ("individual", "community")


@pytest.fixture(scope="module")
def builder():
    spec = importlib.util.spec_from_file_location(
        "build_forms", ROOT / "packaging" / "build_forms.py"
    )
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["build_forms"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["build_forms"]


def test_the_workbooks_are_made_of_the_tables_byte_for_byte(builder):
    for edition in builder.EDITIONS:
        made = builder.workbook_bytes(edition)
        assert made == builder.workbook_bytes(edition)
        assert made == (FORMS / edition.file).read_bytes(), "run packaging/build_forms.py"


@pytest.mark.parametrize("name", NAMES)
def test_the_json_beside_a_workbook_is_the_same_form(name):
    form = load_form((FORMS / f"{name}.xlsx").read_bytes(), name)
    assert load_shipped_form(FORMS, name) == form
    assert form_from_json(form_to_json(form)) == form


def test_the_json_of_another_format_is_refused():
    with pytest.raises(ValueError, match="99"):
        form_from_json('{"format": 99}')


def test_reading_a_shipped_form_does_not_import_pyxform():
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path;"
        "from dsurvey_desktop.forms.form_json import load_shipped_form;"
        "from dsurvey_desktop.forms.compile import compile_form;"
        "import dsurvey_desktop.forms.read_xlsform;"
        f"compile_form(load_shipped_form(Path({str(FORMS)!r}), 'individual'));"
        "sys.exit('pyxform' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize("name", NAMES)
def test_the_form_library_has_nothing_to_remark(name):
    assert check_form((FORMS / f"{name}.xlsx").read_bytes(), name) == []


@pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed")
@pytest.mark.parametrize("name", NAMES)
def test_odk_validate_accepts_the_form(name):
    from pyxform.xls2xform import convert

    result = convert((FORMS / f"{name}.xlsx").read_bytes(), validate=True, file_type=".xlsx")
    assert result.warnings == []


def test_every_item_of_the_tables_is_in_its_form_with_code_and_both_languages():
    import csv

    for name in NAMES:
        form = load_shipped_form(FORMS, name)
        with (ROOT / "resources" / "survey" / f"{name}_items.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            item = form.item(row["name"])
            assert item.code == row["code"]
            assert item.labels == {"zh": row["question_zh"], "en": row["question_en"]}
            assert set(item.section) == {"zh", "en"}


def test_each_rule_of_an_entry_is_stated_by_the_forms():
    import csv

    with (ROOT / "resources" / "survey" / "rules.csv").open(encoding="utf-8") as file:
        wanted = {row["id"] for row in csv.DictReader(file) if row["scope"] == "record"}
    stated = {
        rule
        for item in load_shipped_form(FORMS, "individual").items
        for rule in (
            *item.relevant_rules,
            *item.constraint_rules,
            item.required_rule,
            item.notice_rule,
        )
    }
    assert wanted <= stated


def test_every_term_has_its_rule():
    from dsurvey_desktop.forms.xpath_nodes import and_terms
    from dsurvey_desktop.forms.xpath_parser import parse

    for name in NAMES:
        for item in load_shipped_form(FORMS, name).items:
            if item.kind is ItemKind.NOTE:
                continue
            for expression, rules in (
                (item.relevant, item.relevant_rules),
                (item.constraint, item.constraint_rules),
            ):
                count = len(and_terms(parse(expression))) if expression else 0
                assert count == len(rules), (item.name, expression)


def test_every_item_is_explained_in_both_languages_in_the_form_that_asks_it():
    import csv

    with (ROOT / "resources" / "survey" / "explanations.csv").open(encoding="utf-8") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    items = [item for name in NAMES for item in load_shipped_form(FORMS, name).items if item.code]
    assert {item.code for item in items} == set(rows)
    for item in items:
        row = rows[item.code]
        assert item.guidance == {"zh": row["explanation_zh"], "en": row["explanation_en"]}
        assert row["basis"] in {"published", "published in part", "inferred", "wording to confirm"}


def test_an_explanation_names_no_code_that_the_item_does_not_have():
    """Codes are written `1 word`; whoever changes a list has to look at its explanation."""
    import re

    for name in NAMES:
        for item in load_shipped_form(FORMS, name).items:
            if not item.code or not item.choices:
                continue
            known = {choice.code for choice in item.choices}
            named = set(re.findall(r"(?:^|[。，；：])(\d+) ", item.guidance["zh"]))
            assert named <= known, item.code


def test_a_name_that_both_forms_use_has_the_hint_of_its_own_form():
    school = load_shipped_form(FORMS, "community").item("school")
    assert (school.code, school.hints) == ("S3", {})

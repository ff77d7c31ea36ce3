"""The catalogue of problems is whole: it holds all that the source says and that files bring."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dsurvey_desktop.domain.resources import project_folder
from dsurvey_desktop.domain.texts import use_language
from dsurvey_desktop.usecases.problem_codes import list_problem_codes
from tests.integration.usecases.problem_files.all_files import BROUGHT, ELSEWHERE, NO_FILE

ROOT = project_folder()


@pytest.fixture
def script(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import problem_codes

    yield problem_codes
    del sys.modules["problem_codes"]


def test_table_and_page_are_what_the_source_says(script):
    lines = script.collect()
    assert script.table_text(lines) == script.TABLE.read_text("utf-8"), (
        "run packaging/problem_codes.py"
    )
    assert script.page_text(lines) == script.PAGE.read_text("utf-8"), (
        "run packaging/problem_codes.py"
    )


def test_every_problem_has_a_sentence_and_an_advice_in_both_languages(script):
    languages = {}
    for language in ("en", "zh_CN"):
        use_language(language, ROOT / "resources" / "locale")
        languages[language] = list_problem_codes()
    for english, chinese in zip(languages["en"], languages["zh_CN"], strict=True):
        assert english.message, english.code
        assert english.advice, english.code
        assert english.message != chinese.message, english.code
        assert english.advice != chinese.advice, english.code
        assert english.severity in {"refused", "error", "warning", "notice"}


def test_every_code_has_a_file_that_brings_it_and_no_code_is_dead():
    known = {one.code for one in list_problem_codes()}
    brought = {one.code for one in BROUGHT} | ELSEWHERE.keys() | NO_FILE.keys()
    assert known - brought == set(), "add a file to tests/integration/usecases/problem_files"
    assert brought - known == set()
    for code, test in NO_FILE.items():
        path = ROOT / "tests" / "integration" / "usecases" / test
        assert f'"{code}"' in path.read_text("utf-8")


@pytest.mark.parametrize("constant", ["TABLE", "PAGE"])
def test_the_files_are_in_the_project(script, constant):
    assert Path(getattr(script, constant)).is_relative_to(ROOT)

"""The page of refusals is whole: each code with its sentence, its bad bundles and its tests."""

from __future__ import annotations

import ast
from collections import Counter
from string import Formatter

import pytest

from dsurvey_desktop.domain.resources import project_folder
from dsurvey_desktop.domain.texts import use_language
from dsurvey_desktop.exchange.refusals import REFUSALS, refusal

ROOT = project_folder()


@pytest.fixture(scope="module")
def script(packaging_module):
    return packaging_module("make_refusal_page")


def test_the_page_is_what_the_scripts_say(script):
    assert script.page_text() == script.PAGE.read_text("utf-8"), (
        "run packaging/make_refusal_page.py"
    )


def test_every_code_stands_on_the_page_once(script):
    told = Counter(code for _case, codes in script.LISTED for code in codes)
    assert told == Counter(list(REFUSALS))


def test_every_bad_bundle_stands_on_the_page(script, packaging_module):
    cases = packaging_module("make_bad_bundles")
    page = script.PAGE.read_text("utf-8")
    names = [case.name for case in (*cases.CASES, *cases.PACKAGES)]
    assert [name for name in names if f"`{name}`" not in page] == []


@pytest.mark.parametrize("code", REFUSALS)
def test_every_code_is_raised_in_a_test_that_is_there(code, script):
    _names, tests = script.evidence(code)
    assert tests
    for test in tests:
        path, _, function = test.partition("::")
        module = ast.parse((ROOT / path).read_text("utf-8"))
        assert function in {
            node.name for node in module.body if isinstance(node, ast.FunctionDef)
        }, test


@pytest.mark.parametrize("code", REFUSALS)
def test_every_code_has_a_sentence_and_an_advice_in_both_languages(code):
    named = Formatter().parse(" ".join(REFUSALS[code]))
    facts = {name: 1 for _before, name, *_rest in named if name}
    said = {}
    for language in ("en", "zh_CN"):
        use_language(language, ROOT / "resources" / "locale")
        error = refusal(code, **facts)
        said[language] = (str(error.message), str(error.advice))
    for english, chinese in zip(said["en"], said["zh_CN"], strict=True):
        assert english.endswith((".", "!"))
        assert english != chinese
        assert "{" not in english + chinese

"""Forms with slips are told what is wrong, or work; nothing else happens.

Everyday: thirty. A long run takes its seeds from the environment (about 0.2 s a form):

    DSURVEY_MUTATED_FORMS=1000:4000 pytest -m long tests/integration/forms/test_mutated_forms.py
"""

import importlib
import os
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.forms.compile import compile_form
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.form_error import FormError
from dsurvey_desktop.forms.read_xlsform import check_form, load_form

FOLDER = Path(__file__).resolve().parents[2] / "random_forms"
EVERYDAY = range(30)
AT_ONCE = 200
NOW = datetime(2025, 10, 5, tzinfo=OFFICE_ZONE)


@pytest.fixture(scope="module")
def makers():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(FOLDER))
        yield importlib.import_module("random_forms"), importlib.import_module("form_slips")


@pytest.fixture
def hold(makers, make_workbook):
    forms, slips = makers

    def held(seed):
        source = Random(f"slips {seed}")
        form = forms.FormMaker(Random(seed)).make()
        survey, choices = form.survey, forms.LETTERS
        if source.random() < 0.9:
            survey = slips.mutated([list(row) for row in survey], source)
        else:
            choices = slips.mutated([list(row) for row in choices], source)
        data = make_workbook(survey, choices)
        errors = [one for one in check_form(data, "f.xlsx") if one.severity is Severity.ERROR]
        if errors:
            assert all(str(one.message) and str(one.advice) for one in errors)
            with pytest.raises(FormError):
                load_form(data, "f.xlsx")
            return len(errors)
        compiled = compile_form(load_form(data, "f.xlsx"))
        answers = forms.answers_to(form.answerable, Random(seed), 0.8)
        compiled.evaluate(answers, FormContext(NOW), is_new=True)
        compiled.find(answers, FormContext(NOW))
        return 0

    return held


def asked_for():
    first, _, last = os.environ.get("DSURVEY_MUTATED_FORMS", "0:0").partition(":")
    return [
        range(start, min(start + AT_ONCE, int(last)))
        for start in range(int(first), int(last), AT_ONCE)
    ]


def test_thirty_forms_with_slips(hold):
    assert any(hold(seed) for seed in EVERYDAY)


@pytest.mark.long
@pytest.mark.parametrize("seeds", asked_for(), ids=str)
def test_as_many_forms_with_slips_as_are_asked_for(hold, seeds):
    for seed in seeds:
        hold(seed)

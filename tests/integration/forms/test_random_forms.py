"""Random forms with random answers: our engine and JavaRosa say the same of every item.

Everyday: a dozen forms. The long run takes its seeds from the environment:

    DSURVEY_FORMS=1000:3000 pytest -m long tests/integration/forms

makes two thousand forms with five answer sets each (about 0.2 s a form, 40 items an entry). What is
different on purpose stands in `.github/FORMS.md` and is kept out by `tests/random_forms`.
"""

import importlib
import os
from pathlib import Path
from random import Random

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "random_forms"
EVERYDAY = range(24, 36)
SETS_OF_A_FORM = 5
AT_ONCE = 100
"""Forms that one Java and one test take, so that a long run says early what is wrong."""
MOST_REFUSED = 0.1
"""The share of entries on which JavaRosa may give up (an expression without value)."""


def asked_for():
    """The seeds of the long run, so many a test; none where none are asked for."""
    first, _, last = os.environ.get("DSURVEY_FORMS", "0:0").partition(":")
    return [
        range(start, min(start + AT_ONCE, int(last)))
        for start in range(int(first), int(last), AT_ONCE)
    ]


@pytest.fixture(scope="module")
def maker():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(FOLDER))
        yield importlib.import_module("random_forms")


@pytest.fixture
def compare(maker, engines, make_workbook):
    """Compare the forms of some seeds; answers what differs in words."""

    def compared(seeds):
        made = [(seed, maker.FormMaker(Random(seed)).make()) for seed in seeds]
        cases = [
            (make_workbook(form.survey, maker.LETTERS), list(answer_sets(maker, seed, form)))
            for seed, form in made
        ]
        found = engines.differences(cases, {"towns": maker.TOWNS}, is_new=False)
        assert len(engines.refused) <= MOST_REFUSED * SETS_OF_A_FORM * len(made), engines.refused
        return [_in_words(made[one.form][0], one) for one in found]

    return compared


def answer_sets(maker, seed, form):
    for number in range(SETS_OF_A_FORM):
        yield maker.answers_to(form.answerable, Random(f"{seed}/{number}"), 0.8)


def _in_words(seed, one):
    written = (one.item.relevant, one.item.required, one.item.constraint, one.item.calculation)
    return f"seed {seed}, {one.key}: {written} {one.item.choice_filter}: {one.ours} {one.theirs}"


def test_a_dozen_random_forms(compare, engines):
    assert compare(EVERYDAY) == []
    assert engines.compared > 1_000


@pytest.mark.long
@pytest.mark.parametrize("seeds", asked_for(), ids=str)
def test_as_many_random_forms_as_are_asked_for(compare, seeds):
    assert compare(seeds) == []

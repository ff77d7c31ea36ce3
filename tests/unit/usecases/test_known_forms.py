"""Editions that the reading process was told before are made ready once."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from dsurvey_desktop.domain.campaign import default_campaign
from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.forms.form_json import form_from_json, form_to_json, load_shipped_form
from dsurvey_desktop.intake.model import FileKind
from dsurvey_desktop.usecases.reading_rules import ReadingRules
from dsurvey_desktop.usecases.reading_worker import _KnownForms


@pytest.fixture(scope="module")
def individual_form():
    return load_shipped_form(resources_folder() / "forms", "individual")


def rules_of(form) -> ReadingRules:
    return ReadingRules(default_campaign(2025), 2025, {FileKind.INDIVIDUAL: form}, {}, {}, {})


def told_again(form):
    """As it comes over the pipe at the next intake."""
    return pickle.loads(pickle.dumps(form))


def test_an_edition_told_again_is_the_one_that_is_ready(individual_form):
    known = _KnownForms()
    first = known.known(rules_of(individual_form)).forms[FileKind.INDIVIDUAL]
    again = known.known(rules_of(told_again(individual_form))).forms[FileKind.INDIVIDUAL]
    assert again is first
    assert known.compiled(again) is known.compiled(first)


def test_another_edition_has_rules_of_its_own(individual_form):
    known = _KnownForms()
    other = replace(form_from_json(form_to_json(individual_form)), digest="0" * 64)
    forms = [
        known.known(rules_of(one)).forms[FileKind.INDIVIDUAL] for one in (individual_form, other)
    ]
    assert forms[1] is other
    assert known.compiled(forms[0]) is not known.compiled(forms[1])


def test_the_rest_of_the_rules_is_that_of_now(individual_form):
    known = _KnownForms()
    known.known(rules_of(individual_form))
    later = replace(rules_of(told_again(individual_form)), year=2026)
    assert known.known(later).year == 2026


def test_few_editions_are_kept(individual_form):
    known = _KnownForms()
    for number in range(40):
        known.known(rules_of(replace(individual_form, digest=f"{number:064d}")))
        assert len(known._forms) <= 10

"""What is proposed for an answer: the roster first, last year only where something is open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dsurvey_desktop.domain.entry import Finding
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.usecases.entry_views import ChoiceView, Evidence, ItemView
from ui.verify.proposals import Proposal, proposal_of

FOUND = (Finding("P08", Severity.WARNING, "hukou", text("x")),)
ITEM = ItemView(
    name="hukou",
    code="R2a",
    label="户口性质",
    hint="",
    kind="select_one",
    choices=(ChoiceView("1", "农业"), ChoiceView("2", "非农业")),
    value="1",
    shown="农业",
    is_asked=True,
    is_required=True,
    findings=FOUND,
    evidence=Evidence("", "", "", "", "非农业", "2"),
    corrections=0,
)


def test_last_years_answer_says_where_it_comes_from():
    assert proposal_of(ITEM) == Proposal("hukou", "2", "As last year")


def test_the_roster_goes_first():
    both = replace(ITEM, evidence=replace(ITEM.evidence, roster="非农业"))
    assert proposal_of(both) == Proposal("hukou", "2", "As on the roster")


@pytest.mark.parametrize(
    "item",
    [
        replace(ITEM, findings=()),
        replace(ITEM, is_asked=False),
        replace(ITEM, value="2"),
        replace(ITEM, evidence=replace(ITEM.evidence, roster="农业")),
        replace(ITEM, evidence=replace(ITEM.evidence, last_year_value="9")),
        replace(ITEM, evidence=replace(ITEM.evidence, last_year_value=None)),
        replace(ITEM, name="certificate_no", kind="text", choices=()),
    ],
    ids=["settled", "not asked", "the same", "as the roster", "gone choice", "unknown", "number"],
)
def test_nothing_is_proposed(item):
    assert proposal_of(item) is None


def test_a_blank_is_filled_from_last_year():
    blank = replace(ITEM, value=None, findings=())
    assert proposal_of(blank) == Proposal("hukou", "2", "As last year")

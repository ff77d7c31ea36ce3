"""After each deed in a panel the keys of the page work: the focus is in the queue again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dsurvey_desktop.domain.errors import AppError, Cancelled
from dsurvey_desktop.domain.texts import text


def refused(*_args, **_more):
    raise AppError("refused", text("Refused."))


def stopped(*_args, **_more):
    raise Cancelled


@pytest.mark.parametrize("outcome", [None, refused, stopped])
def test_after_approving_all(page, person, outcome):
    if outcome is not None:
        page.approving._calls = replace(page.approving._calls, approve_offered=outcome)
    page.approving.approve_all()
    person.settle()
    person.press("Enter")
    assert person.focus is page.bench.queue.table


def test_after_giving_up_approving_all(page, person):
    page.approving.approve_all()
    person.settle()
    person.press("Esc")
    assert not page.bench.batch.isVisible()
    assert person.focus is page.bench.queue.table

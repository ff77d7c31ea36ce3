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


@pytest.mark.parametrize("leave", [("1", "Enter"), ("Esc",)])
def test_after_withdrawing_an_approval(page, person, desk, leave):
    while not desk.entries[page.bench.view.id].is_ready():
        person.press("J")
    person.press("A", "K", "W")
    assert page.bench.withdrawal.isVisible()
    person.press(*leave)
    assert not page.bench.withdrawal.isVisible()
    assert person.focus is page.bench.queue.table


def test_after_explaining_a_warning(page, person, desk):
    while not desk.entries[page.bench.view.id].warnings():
        person.press("J")
    person.press("E")
    person.type_in("属实")
    person.press("Enter")
    assert page.messages.kind == "done"
    field = page.bench.form.current_field
    assert person.focus is (field or page.bench.queue.table)


def test_after_giving_up_approving_all(page, person):
    page.approving.approve_all()
    person.settle()
    person.press("Esc")
    assert not page.bench.batch.isVisible()
    assert person.focus is page.bench.queue.table

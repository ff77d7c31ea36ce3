"""What is asked ahead of a server gives the same as what is asked at its turn."""

from __future__ import annotations

import pytest
from sqlalchemy import Select, bindparam, func, or_, select

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.storage.asking import ask, asked_ahead
from dsurvey_desktop.storage.tables import entry

SOME = select(entry.c.id, entry.c.name).where(entry.c.id.in_(bindparam("ids", expanding=True)))
IN_STATE = select(func.count()).where(entry.c.state == bindparam("state"))
ANSWERED = select(entry.c.id).where(entry.c.answers_json == bindparam("answers"))
NAMED = select(entry.c.id).where(
    or_(entry.c.name == bindparam("name"), bindparam("name").is_(None))
)
STRANGE = "%(ids)s '; DROP TABLE entry; -- :ids \\ 䶮𠅤"


@pytest.mark.parametrize(
    ("question", "given"),
    [
        (SOME, {"ids": []}),
        (SOME, {"ids": [3]}),
        (SOME, {"ids": list(range(1, 2001))}),
        (IN_STATE, {"state": EntryState.READY}),
        (NAMED, {"name": STRANGE}),
        (NAMED, {"name": None}),
    ],
    ids=["none of a list", "one of a list", "many of a list", "a state", "odd signs", "null"],
)
def test_any_parameters_may_be_asked_ahead(seats, question: Select, given: dict) -> None:
    here, _there = seats
    with here.database.read() as connection:
        now = ask(connection, question.order_by(*question.selected_columns), **given).all()
        with asked_ahead(connection, [(question, given), (IN_STATE, {"state": "approved"})]):
            ahead = ask(connection, question, **given).all()
        assert sorted(ahead) == sorted(now)


def test_answers_kept_as_json_may_be_asked_ahead_beside_other_questions(seats) -> None:
    here, _there = seats
    with here.database.read() as connection:
        number, answers = connection.execute(select(entry.c.id, entry.c.answers_json)).first()
        asked = [(SOME, {"ids": [1, 2]}), (ANSWERED, {"answers": answers}), (SOME, {"ids": [3]})]
        with asked_ahead(connection, asked):
            assert number in ask(connection, ANSWERED, answers=answers).scalars().all()
            assert [row.id for row in ask(connection, SOME, ids=[3])] == [3]
            assert {row.id for row in ask(connection, SOME, ids=[1, 2])} == {1, 2}

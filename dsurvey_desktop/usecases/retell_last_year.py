"""Telling last year's data anew when this year's form is another one."""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.storage import last_year_store
from dsurvey_desktop.storage.last_year_store import ToldRow
from dsurvey_desktop.usecases.counterparts import Counterparts
from dsurvey_desktop.usecases.editions import INDIVIDUAL, load_edition
from dsurvey_desktop.usecases.last_year_forms import known_form


def retell_last_year(connection: Connection) -> None:
    """Put all rows in the words of the campaign's edition, in the caller's unit of work.

    Each is told from what was said under its own edition, so that nothing is lost on the way.
    """
    this_year = load_edition(connection, INDIVIDUAL).form
    tellers: dict[str, Counterparts | None] = {}
    told = []
    for row in last_year_store.told_rows(connection):
        digest, answers = row.said or (row.form_digest, row.answers)
        if digest not in tellers:
            tellers[digest] = _teller(connection, digest, this_year)
        told.append(_told(row, digest, answers, tellers[digest], this_year))
    last_year_store.tell_again(connection, told)


def _teller(connection: Connection, digest: str, this_year: Form) -> Counterparts | None:
    """None where its edition is this year's or is not known: its words stay."""
    last = known_form(connection, digest) if digest and digest != this_year.digest else None
    return None if last is None else Counterparts(last.form, this_year)


def _told(
    row: ToldRow, digest: str, answers: Answers, teller: Counterparts | None, this_year: Form
) -> ToldRow:
    if teller is not None:
        told = teller.tell(answers)
        return ToldRow(row.id, row.form_digest, told.answers, (digest, answers), told.left)
    if digest == this_year.digest:
        return ToldRow(row.id, row.form_digest, answers, None, ())
    return row

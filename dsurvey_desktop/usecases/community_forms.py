"""The one way community forms change: what was before stays with the row and in the log."""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.checks.roster_checks import resolve_community
from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import RowId
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import community_store, form_store, office_store, row_store
from dsurvey_desktop.storage.community_store import CommunityFormRecord
from dsurvey_desktop.storage.row_store import RowRecord
from dsurvey_desktop.usecases.carrying import answer_names, carry
from dsurvey_desktop.usecases.change_entry import change_list
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import COMMUNITY, load_form
from dsurvey_desktop.usecases.logbook import note


def office_codes(connection: Connection) -> dict[str, str]:
    """The 12-digit codes of the office's communities, by name."""
    return {one.name: str(one.code) for one in office_store.load_communities(connection)}


def check_known(connection: Connection, code: str) -> None:
    """AppError `no_community` for a code that is none of the office's; empty means all."""
    if code and code not in office_codes(connection).values():
        raise AppError(
            "no_community",
            text("There is no community {code} in this office.", code=code),
            text("Please use its 12-digit code."),
        )


_LEAST_NAME, _KIND = 2, 2
"""Characters of a community's own name, and of the word behind it that says what it is."""


def code_of(answers: Answers, codes: dict[str, str]) -> str:
    """The 12-digit code a community form is for; empty when it is not one of the office's."""
    said = [str(answers.get(item, "")) for item in ("community_code", "community_name")]
    found = (code for one in said if (code := resolve_community(one, codes)))
    return next(found, "") or _code_by_beginning(said[1], codes)


def _code_by_beginning(said: str, codes: dict[str, str]) -> str:
    """Of the only community that is called so and what it is: a name without its last word."""
    begun = [name for name in codes if name.startswith(said) and len(name) - len(said) <= _KIND]
    return codes[begun[0]] if len(said) >= _LEAST_NAME and len(begun) == 1 else ""


def keep_form(
    connection: Connection, desk: Desk, code: str, answers: Answers, row_id: RowId
) -> None:
    """Give a community the form of a row, in the caller's unit of work.

    Findings are left to `inspect_community`, which looks at all communities at once.
    """
    before = community_store.load_forms(connection).get(code)
    _save(connection, code, answers, row_id)
    if before is not None:
        kept = {"answers": before.answers, "row_id": before.row_id}
        row_store.keep_before(connection, row_id, kept)
        _log(connection, desk, before, answers, row_id)


def take_back_form(connection: Connection, desk: Desk, code: str, row: RowRecord) -> bool:
    """Take a row's form away, or put back the one before it; True where one was put back."""
    here = community_store.load_forms(connection)[code]
    if row.before is None:
        community_store.remove_form(connection, code)
        _log(connection, desk, here, {}, row.id)
        return False
    _save(connection, code, row.before["answers"], RowId(row.before["row_id"]))
    _log(connection, desk, here, row.before["answers"], RowId(row.before["row_id"]))
    return True


def _save(connection: Connection, code: str, answers: Answers, row_id: RowId) -> None:
    """Under the campaign's edition; what that has no item for stays with the row."""
    digest = form_store.current_digest(connection, COMMUNITY)
    said = carry(answers, answer_names(load_form(connection, digest))).answers
    community_store.save_form(connection, code, said, (), row_id, digest)


def _log(
    connection: Connection, desk: Desk, before: CommunityFormRecord, new: Answers, row_id: RowId
) -> None:
    detail = {"row": row_id, "changes": change_list(before.answers, new)}
    subject = f"community {before.community_code}"
    note(connection, desk, "community_form_changed", subject, detail)

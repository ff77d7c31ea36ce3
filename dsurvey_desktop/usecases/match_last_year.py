"""Whose the rows of last year's data are this year, across reissues of the certificate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from dsurvey_desktop.domain.last_year import Unmatched
from dsurvey_desktop.domain.numbers import parse_certificate
from dsurvey_desktop.storage import last_year_store, roster_store
from dsurvey_desktop.storage.last_year_store import MatchRow

_MAY_CHANGE = (Unmatched.NOT_ON_ROSTER.value, Unmatched.TWICE.value)
_NOBODY = ("", Unmatched.NOT_ON_ROSTER.value)


def match_last_year(connection: Connection) -> None:
    """Match all rows of last year's data with the roster as it is, in the caller's unit of work.

    A row is of the person with the same certificate number, else with the same citizen ID: a
    reissue changes category, grade or the ending of the number and keeps the ID it begins with.
    """
    rows = list(last_year_store.rows_to_match(connection, _MAY_CHANGE))
    if not rows:
        return
    numbers = roster_store.citizen_ids(connection)
    matches = find_matches(rows, numbers)
    changed = {
        row.id: matches[row.id] for row in rows if matches[row.id] != (row.person_no, row.reason)
    }
    last_year_store.match_rows(connection, changed)


def find_matches(
    rows: Iterable[MatchRow], citizen_ids: Mapping[str, str]
) -> dict[int, tuple[str, str]]:
    """Number on the roster and reason by row; within an import nobody is matched twice.

    Args:
        rows: in the order they came.
        citizen_ids: of the roster, by certificate number.
    """
    by_citizen = _newest_by_citizen(citizen_ids)
    taken: set[tuple[int, str]] = set()
    found: dict[int, tuple[str, str]] = {}
    rows = list(rows)
    exact = [row for row in rows if row.certificate_no in citizen_ids]
    others = [row for row in rows if row.certificate_no not in citizen_ids]
    for row in (*exact, *others):
        person = _person(row, citizen_ids, by_citizen)
        claim = (row.import_id, person)
        if not person:
            found[row.id] = _NOBODY
        elif claim in taken:
            found[row.id] = ("", Unmatched.TWICE.value)
        else:
            taken.add(claim)
            found[row.id] = (person, "")
    return found


def _person(row: MatchRow, numbers: Mapping[str, str], by_citizen: Mapping[str, str]) -> str:
    if row.certificate_no in numbers:
        return row.certificate_no
    own = by_citizen.get(row.citizen_id, "") if row.citizen_id else ""
    return own or by_citizen.get(row.certificate_no[:18], "")


def _newest_by_citizen(citizen_ids: Mapping[str, str]) -> dict[str, str]:
    """The certificate that counts for each citizen ID: of several the newest reissue (P04)."""
    found: dict[str, str] = {}
    for number, citizen_id in sorted(citizen_ids.items(), key=lambda pair: _age(pair[0])):
        found[number[:18]] = number
        if citizen_id:
            found[citizen_id] = number
    return found


def _age(number: str) -> tuple[int, str]:
    certificate = parse_certificate(number)
    return (certificate.reissue if certificate else 0, number)

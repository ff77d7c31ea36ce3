"""Whose the rows of last year's data are this year, across reissues of the certificate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from dsurvey_desktop.domain.last_year import Unmatched
from dsurvey_desktop.domain.numbers import as_citizen_id, parse_certificate
from dsurvey_desktop.storage import last_year_match_store, roster_store
from dsurvey_desktop.storage.last_year_match_store import MatchRow

_NOBODY = ("", Unmatched.NOT_ON_ROSTER.value)


def match_last_year(connection: Connection) -> None:
    """Match all rows of last year's data with the roster as it is, in the caller's unit of work.

    A row is of the person with the same certificate number, else with the same citizen ID: a
    reissue changes category, grade or the ending of the number and keeps the ID it begins with.
    What a person said of a row goes before what stands in it.
    """
    rows = list(last_year_match_store.rows_to_match(connection))
    if not rows:
        return
    numbers = roster_store.citizen_ids(connection)
    matches = find_matches(rows, numbers)
    changed = {
        row.id: matches[row.id] for row in rows if matches[row.id] != (row.person_no, row.reason)
    }
    last_year_match_store.match_rows(connection, changed)


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
    for row in sorted(rows, key=lambda row: _rank(row, citizen_ids)):
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


def _rank(row: MatchRow, numbers: Mapping[str, str]) -> int:
    """A person's word goes first, then the same number, then the same citizen ID."""
    return 0 if row.settled_no else 1 if row.certificate_no in numbers else 2


def _person(row: MatchRow, numbers: Mapping[str, str], by_citizen: Mapping[str, str]) -> str:
    said = row.settled_no or row.certificate_no
    if said in numbers:
        return said
    own = () if row.settled_no else (row.citizen_id,)
    ids = (*own, as_citizen_id(said) or said[:18])
    return next((by_citizen[one] for one in ids if one in by_citizen), "")


def _newest_by_citizen(citizen_ids: Mapping[str, str]) -> dict[str, str]:
    """The certificate that counts for each citizen ID: of several the newest reissue (P04)."""
    found: dict[str, str] = {}
    for number, citizen_id in sorted(citizen_ids.items(), key=lambda pair: _age(pair[0])):
        found[number[:18]] = number
        if citizen_id:
            found[as_citizen_id(citizen_id) or citizen_id] = number
    return found


def _age(number: str) -> tuple[int, str]:
    certificate = parse_certificate(number)
    return (certificate.reissue if certificate else 0, number)

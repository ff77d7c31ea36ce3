"""Files that were refused stay known, until another is taken in for them or a person is done.

A file that was refused is one line however often it comes. It is answered once a file is taken in
with the same bytes or name, or, later on, one of its community; a batch that is taken back answers
nothing any more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePath
from typing import NamedTuple

from sqlalchemy import Connection

from dsurvey_desktop.domain.ids import BatchId, RefusedId
from dsurvey_desktop.intake.file_likeness import other_part, same_name
from dsurvey_desktop.intake.model import FileKind
from dsurvey_desktop.storage import batch_store, refused_store
from dsurvey_desktop.storage.refused_store import NewRefused, RefusedRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_views import FileOutcome
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.places_of_file import first_named, places_of
from dsurvey_desktop.usecases.read_source import read_if_there, shown_name


@dataclass(frozen=True, slots=True)
class Answer:
    """A file that was taken in: `digest` of its bytes, and when the files' reading began."""

    outcome: FileOutcome
    digest: str
    began: datetime


class KeptRefused(NamedTuple):
    """Outcomes of a refused file; `is_news` where it was not known so, which the log tells."""

    outcomes: tuple[FileOutcome, ...]
    is_news: bool


def keep_refused(
    connection: Connection,
    desk: Desk,
    codes: Mapping[str, str],
    outcomes: Sequence[FileOutcome],
    data: bytes | None,
) -> KeptRefused:
    """Remember a file that was refused, once; its outcomes with its number.

    Args:
        connection: of the unit of work.
        desk: who took it in.
        codes: of the office's communities, by name.
        outcomes: of the one file; a zip may have several.
        data: its bytes; None where it was refused before they were handed over.
    """
    told = _told(codes, outcomes, data)
    likes = refused_store.like_this(connection, told.path, told.digest)
    known = next((one for one in reversed(likes) if _is_same(one.told, told)), None)
    if known is not None and _is_answered_already(known, told):
        return KeptRefused(tuple(outcomes), is_news=False)
    if known is not None and known.is_open and known.told == told:
        return KeptRefused(_numbered(outcomes, known.id), is_news=False)
    refused_id = _keep(connection, desk, told, known)
    return KeptRefused(_numbered(outcomes, refused_id), is_news=True)


def _numbered(outcomes: Sequence[FileOutcome], number: RefusedId) -> tuple[FileOutcome, ...]:
    return tuple(replace(one, refused_file=number) for one in outcomes)


def _is_answered_already(known: RefusedRecord, told: NewRefused) -> bool:
    """The same bytes again say nothing new where another file was taken in for them."""
    is_answered = known.fate == refused_store.ANSWERED and not known.is_open
    return is_answered and known.told.digest == told.digest != ""


def _keep(
    connection: Connection, desk: Desk, told: NewRefused, known: RefusedRecord | None
) -> RefusedId:
    """A new line, or the one that is here said anew."""
    at, by = desk.now(), desk.user.id
    if known is None:
        refused_id = refused_store.add_refused(connection, told, at, by)
    else:
        refused_id = known.id
        refused_store.change_refused(connection, refused_id, told, at, by)
    codes = [one["code"] for one in told.problems]
    detail = {"file_digest": told.digest, "codes": codes, "is_new": known is None}
    note(connection, desk, "file_refused", f"refused {refused_id}", detail)
    return refused_id


def _told(
    codes: Mapping[str, str], outcomes: Sequence[FileOutcome], data: bytes | None
) -> NewRefused:
    path = outcomes[0].path
    assert path is not None
    content = data if data is not None else read_if_there(path)
    digest = "" if content is None else hashlib.sha256(content).hexdigest()
    problems = [one.to_json() for outcome in outcomes for one in outcome.problems]
    said = (*(one.community for one in outcomes), *places_of(str(path)))
    community = first_named(said, codes)
    return NewRefused(shown_name(path), _words(path), digest, community, problems)


def _words(path: Path) -> str:
    """As it can be kept; bytes that are no text become question marks."""
    return str(path).encode("utf-8", "replace").decode()


def _is_same(known: NewRefused, told: NewRefused) -> bool:
    """It lay in the same place, or is a copy of it."""
    if known.path == told.path:
        return True
    is_copy = same_name(known.name, told.name) and known.community == told.community
    return is_copy and known.digest == told.digest != ""


def may_answer(refused: Sequence[RefusedRecord], answer: Answer) -> bool:
    """Whether a file may stand for any of these; told without a database, file by file."""
    return any(_may_be_answered(one, answer) for one in refused)


def answer_refused(
    connection: Connection, desk: Desk, codes: Mapping[str, str], answer: Answer
) -> FileOutcome:
    """A file was taken in: those refused before that it stands for are answered.

    Returns:
        Its outcome, with the names of these.
    """
    outcome = answer.outcome
    refused = [one for one in refused_store.list_open(connection) if _may_be_answered(one, answer)]
    community = _community_of(connection, codes, outcome) if refused else ""
    found = [one for one in refused if _is_answered(one.told, answer, community)]
    if not found:
        return outcome
    batch = outcome.batch
    if batch is None:  # it brought nothing new to what came of the same bytes
        batch = batch_store.standing_of(connection, answer.digest)
    _answer(connection, desk, found, answer.digest, batch)
    return replace(outcome, answered=tuple(one.told.name for one in found))


def answer_on_its_page(connection: Connection, desk: Desk, digest: str) -> None:
    """A file that is no submission, such as a roster, was taken in where it belongs."""
    refused = refused_store.list_open(connection)
    if found := [one for one in refused if one.told.digest == digest]:
        _answer(connection, desk, found, digest, None)


def _answer(
    connection: Connection,
    desk: Desk,
    found: Sequence[RefusedRecord],
    digest: str,
    batch: BatchId | None,
) -> None:
    refused_store.answer(connection, [one.id for one in found], batch)
    for one in found:
        detail = {"file_digest": digest, "batch": batch}
        note(connection, desk, "refused_file_answered", f"refused {one.id}", detail)


def _community_of(connection: Connection, codes: Mapping[str, str], outcome: FileOutcome) -> str:
    """The code of the community most of its people are of, else of the one its name says."""
    found = "" if outcome.batch is None else batch_store.people_from(connection, outcome.batch)
    return found or first_named(places_of(str(outcome.path)), codes)


def _may_be_answered(one: RefusedRecord, answer: Answer) -> bool:
    """All but whose the two files are."""
    told, outcome = one.told, answer.outcome
    if told.digest == answer.digest != "" or same_name(told.name, outcome.file):
        return True
    is_of_people = outcome.kind == FileKind.INDIVIDUAL.value and outcome.batch is not None
    has_people = outcome.rows_read > outcome.set_aside
    is_later = told.community != "" and one.since < answer.began
    return is_later and is_of_people and has_people and not other_part(told.name, outcome.file)


def _lay_together(told: NewRefused, path: Path | None) -> bool:
    """Every community may have sent a file of that name, each into a folder of its own."""
    return path is not None and PurePath(told.path).parent == PurePath(_words(path)).parent


def _is_answered(told: NewRefused, answer: Answer, community: str) -> bool:
    """True for one that may be, and is of the same community or lay in the same folder."""
    if told.digest == answer.digest != "":
        return True
    if same_name(told.name, answer.outcome.file):
        if told.community and community:
            return told.community == community
        return _lay_together(told, answer.outcome.path)
    return told.community == community != ""

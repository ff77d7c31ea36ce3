"""Asking a community about an entry: open, answered, closed, and whose turn it is (product D4)."""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import EntryState, Finding
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.entry_rights import EntryStep
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import BatchId, EntryId
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.query import QueryDeed, QueryState, Turn
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import entry_store, query_store, queue_store
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.storage.query_store import QueryRecord
from dsurvey_desktop.usecases.community_forms import check_known
from dsurvey_desktop.usecases.correct_entry import check_changeable
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.inspection import NOT_APPROVED
from dsurvey_desktop.usecases.list_queries import show_query
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require_step
from dsurvey_desktop.usecases.query_views import ErrorsToAsk, QueryView
from dsurvey_desktop.usecases.reasons import stated
from dsurvey_desktop.usecases.show_entry import load
from dsurvey_desktop.usecases.standing import standing_state

_CAN_FALL = (EntryState.APPROVED, EntryState.HANDED_OVER)
_UNASKED = ("D03",)
"""Rules no community can do anything about."""


def open_query(
    desk: Desk, entry_id: EntryId, question: str = "", *, rule: str = "", item: str = ""
) -> QueryView:
    """Ask the entry's community; until the query is closed the entry can't be approved.

    Args:
        desk: who asks.
        entry_id: the entry.
        question: in the officer's words; may be empty where `rule` and `item` name a finding.
        rule: of the finding that is asked about, with `item`; empty for a free question.
        item: the item asked about; empty for the whole entry.

    Raises:
        AppError: `not_allowed`, `no_entry`, `no_finding`, `reason_missing`, `query_open`,
            `entry_accepted`.
    """
    require_step(desk, EntryStep.ASK)
    with desk.database.write() as connection:
        record = load(connection, entry_id)
        check_changeable(record)
        words = question.strip() or _words_of(record, rule, item)
        query_id = _open(connection, desk, record, rule, item, words)
    return show_query(desk, query_id)


def open_queries_for_errors(desk: Desk, community: str = "") -> tuple[int, ...]:
    """Ask about every error that is not asked about yet, of a community or all; the queries' ids.

    Raises:
        AppError: `not_allowed`, `no_community`.
    """
    require_step(desk, EntryStep.ASK)
    with desk.database.write() as connection:
        return tuple(
            _open(connection, desk, record, one.rule, one.item, str(one.message))
            for record, errors in _errors_to_ask(connection, community)
            for one in errors
        )


def errors_to_ask(desk: Desk, community: str = "") -> ErrorsToAsk:
    """What `open_queries_for_errors` would ask now; AppError `no_community`."""
    with desk.database.read() as connection:
        found = [errors for _record, errors in _errors_to_ask(connection, community) if errors]
    return ErrorsToAsk(len(found), sum(map(len, found)))


def _errors_to_ask(
    connection: Connection, community: str
) -> list[tuple[EntryRecord, tuple[Finding, ...]]]:
    check_known(connection, community)
    wanted = EntryFilter(community=community, quality="error", sort="row")
    ids = queue_store.find_ids(connection, wanted)
    records = [
        one
        for one in entry_store.load_entries(connection, ids)
        if one.state is not EntryState.ACCEPTED
    ]
    return [(record, _not_asked(connection, record)) for record in records]


def _not_asked(connection: Connection, record: EntryRecord) -> tuple[Finding, ...]:
    asked = {(one.rule, one.item) for one in _open_ones(connection, record.id)}
    return tuple(
        one
        for one in record.findings
        if one.severity is Severity.ERROR and one.key not in asked and one.rule not in _UNASKED
    )


def _words_of(record: EntryRecord, rule: str, item: str) -> str:
    if not rule:
        return stated("")
    finding = next((one for one in record.findings if one.key == (rule, item)), None)
    if finding is None:
        raise AppError(
            "no_finding",
            text("This entry has no such finding (any more)."),
            text("Please look the entry's findings up again."),
        )
    return str(finding.message)


def _open_ones(connection: Connection, entry_id: EntryId) -> tuple[QueryRecord, ...]:
    states = (QueryState.OPEN, QueryState.ANSWERED)
    return tuple(one for one in query_store.queries_of(connection, entry_id) if one.state in states)


def _open(
    connection: Connection, desk: Desk, record: EntryRecord, rule: str, item: str, question: str
) -> int:
    """Ask, and let an approval fall."""
    key = (rule, item, question if not rule else "")
    for one in _open_ones(connection, record.id):
        if key == (one.rule, one.item, one.question if not one.rule else ""):
            raise AppError(
                "query_open",
                text("The community is being asked about this already (query {id}).", id=one.id),
                text("Close that query, or ask again there."),
            )
    query_id = query_store.add_query(connection, record.id, rule, item, question, desk.now())
    _add_step(connection, desk, query_id, QueryDeed.ASKED, question)
    entry_store.update_entry(
        connection, record.id, {"state": EntryState.IN_QUERY.value} | NOT_APPROVED
    )
    if record.state in _CAN_FALL:
        fallen = {"cause": "query_opened", "entries": [record.id], "version": record.version}
        note(connection, desk, "approvals_fell", f"entry {record.id}", fallen)
    detail = {"entry": record.id, "rule": rule, "item": item, "question": question}
    note(connection, desk, "query_opened", f"query {query_id}", detail)
    return query_id


def _add_step(
    connection: Connection,
    desk: Desk,
    query_id: int,
    deed: QueryDeed,
    words: str,
    batch: BatchId | None = None,
) -> None:
    query_store.add_step(connection, query_id, deed, words, desk.user.id, desk.now(), batch)


def answer_query(desk: Desk, query_id: int, answer: str) -> QueryView:
    """Keep what the community says; the office's turn.

    Raises:
        AppError: `not_allowed`, `no_query`, `query_closed`, `reason_missing`.
    """
    require_step(desk, EntryStep.ASK)
    words = stated(answer)
    with desk.database.write() as connection:
        record_answer(connection, desk, load_open(connection, query_id), words)
    return show_query(desk, query_id)


def record_answer(
    connection: Connection,
    desk: Desk,
    query: QueryRecord,
    words: str,
    batch: BatchId | None = None,
) -> None:
    """Keep an answer in the caller's unit of work; `batch` is the file it came with."""
    query_store.change_query(
        connection, query.id, QueryState.ANSWERED, Turn.OFFICE, desk.now(), answer=words
    )
    _add_step(connection, desk, query.id, QueryDeed.ANSWERED, words, batch)
    detail = {"entry": query.entry, "answer": words, "batch": batch}
    note(connection, desk, "query_answered", f"query {query.id}", detail)


def ask_again(desk: Desk, query_id: int, question: str) -> QueryView:
    """The answer does not do: the query is open again and goes out with the next sheet.

    Raises:
        AppError: `not_allowed`, `no_query`, `query_closed`, `reason_missing`.
    """
    require_step(desk, EntryStep.ASK)
    words = stated(question)
    with desk.database.write() as connection:
        query = load_open(connection, query_id)
        query_store.change_query(
            connection,
            query_id,
            QueryState.OPEN,
            Turn.OFFICE,
            desk.now(),
            question=words,
            return_id=None,
        )
        _add_step(connection, desk, query_id, QueryDeed.ASKED, words)
        detail = {"entry": query.entry, "question": words}
        note(connection, desk, "query_asked_again", f"query {query_id}", detail)
    return show_query(desk, query_id)


def close_query(desk: Desk, query_id: int, words: str = "") -> QueryView:
    """Settle a query; with the last one the entry goes back to what its findings say.

    Raises:
        AppError: `not_allowed`, `no_query`, `query_closed`.
    """
    require_step(desk, EntryStep.ASK)
    with desk.database.write() as connection:
        query = load_open(connection, query_id)
        query_store.change_query(connection, query_id, QueryState.CLOSED, Turn.NOBODY, desk.now())
        _add_step(connection, desk, query_id, QueryDeed.CLOSED, words.strip())
        record = load(connection, query.entry)
        if record.state is EntryState.IN_QUERY:
            state = standing_state(connection, record.id, record.findings)
            entry_store.update_entry(connection, record.id, {"state": state.value})
        detail = {"entry": query.entry, "words": words.strip()}
        note(connection, desk, "query_closed", f"query {query_id}", detail)
    return show_query(desk, query_id)


def load_open(connection: Connection, query_id: int) -> QueryRecord:
    """A query that is not closed; AppError `no_query` or `query_closed`."""
    query = query_store.load_query(connection, query_id)
    if query is None:
        raise no_query(query_id)
    if query.state is QueryState.CLOSED:
        raise AppError(
            "query_closed",
            text("Query {id} is closed.", id=query_id),
            text("Open a new query if there is more to ask."),
        )
    return query


def no_query(query_id: int) -> AppError:
    """There is no query of that number."""
    return AppError(
        "no_query",
        text("There is no query {id}.", id=query_id),
        text("Please look at the list of queries."),
    )

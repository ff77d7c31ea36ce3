"""Queries to communities, with every step of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from dsurvey_desktop.domain.clock import office_day
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.query import QueryState
from dsurvey_desktop.storage import query_store
from dsurvey_desktop.storage.query_store import QueryRecord
from dsurvey_desktop.usecases.answer_values import label_of
from dsurvey_desktop.usecases.community_forms import check_known
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL, all_items
from dsurvey_desktop.usecases.query_views import QueryStep, QueryView

NOT_CLOSED = (QueryState.OPEN, QueryState.ANSWERED)


def list_queries(
    desk: Desk, states: Iterable[QueryState] = NOT_CLOSED, community: str = ""
) -> tuple[QueryView, ...]:
    """Queries in one of the states, by community and person; AppError `no_community`."""
    with desk.database.read() as connection:
        check_known(connection, community)
        found = query_store.list_queries(connection, states, community_code=community)
        return query_views(connection, desk, found)


def queries_of(connection: Connection, desk: Desk, entry_id: EntryId) -> tuple[QueryView, ...]:
    """Every query there ever was about an entry, oldest first."""
    return query_views(connection, desk, query_store.queries_of(connection, entry_id))


def show_query(desk: Desk, query_id: int) -> QueryView:
    """One query that is known to be there."""
    with desk.database.read() as connection:
        found = query_store.load_query(connection, query_id)
        assert found is not None
        return query_views(connection, desk, (found,))[0]


def query_views(
    connection: Connection, desk: Desk, found: Sequence[QueryRecord]
) -> tuple[QueryView, ...]:
    """Queries with their steps, items in words."""
    steps: dict[int, list[QueryStep]] = defaultdict(list)
    for one in query_store.steps_of(connection, [query.id for query in found]):
        steps[one.query].append(QueryStep(one.deed, one.words, one.by_name, one.at))
    items = all_items(connection, INDIVIDUAL)
    labels = {name: label_of(item.labels) for name, item in items.items()}
    return tuple(_view(desk, one, labels.get(one.item, ""), steps[one.id]) for one in found)


def _view(desk: Desk, one: QueryRecord, label: str, steps: list[QueryStep]) -> QueryView:
    return QueryView(
        id=one.id,
        entry=one.entry,
        name=one.name,
        certificate_no=one.certificate_no,
        community_code=one.community_code,
        community_name=one.community_name,
        rule=one.rule,
        item=one.item,
        item_label=label,
        question=one.question,
        answer=one.answer,
        state=one.state,
        turn=one.turn,
        since=one.since,
        days_waiting=(desk.today() - office_day(one.since)).days,
        return_number=one.return_id,
        steps=tuple(steps),
    )

"""Commands about queries to communities and the sheets they go out on."""

from __future__ import annotations

import argparse
from typing import Any

from dsurvey_desktop.domain.query import QueryState
from dsurvey_desktop.usecases import find_entry, list_queries, query_entry
from dsurvey_desktop.usecases import make_returns as returns
from dsurvey_desktop.usecases.desk import Desk

_Options = argparse.Namespace


def open_query(desk: Desk, options: _Options) -> Any:
    """`queries open`."""
    if options.errors:
        opened = query_entry.open_queries_for_errors(desk, options.community)
    else:
        entry_id = find_entry.find_entry(desk, options.entry)
        view = query_entry.open_query(
            desk, entry_id, options.question, rule=options.rule, item=options.item
        )
        opened = (view.id,)
    return [list_queries.show_query(desk, one) for one in opened]


def answer(desk: Desk, options: _Options) -> Any:
    """`queries answer`."""
    return query_entry.answer_query(desk, options.query, options.answer)


def ask(desk: Desk, options: _Options) -> Any:
    """`queries ask`."""
    return query_entry.ask_again(desk, options.query, options.question)


def close(desk: Desk, options: _Options) -> Any:
    """`queries close`."""
    return [query_entry.close_query(desk, one, options.remark) for one in options.queries]


def listed(desk: Desk, options: _Options) -> Any:
    """`queries list`."""
    states = (QueryState(options.state),) if options.state else list_queries.NOT_CLOSED
    return list_queries.list_queries(desk, states, options.community)


def make_returns(desk: Desk, options: _Options) -> Any:
    """`returns make`."""
    return returns.make_returns(desk, options.folder, options.community, options.due)


def reprint(desk: Desk, options: _Options) -> Any:
    """`returns reprint`."""
    return returns.reprint_return(desk, options.folder, options.number)


def list_returns(desk: Desk, options: _Options) -> Any:
    """`returns list`."""
    return returns.list_returns(desk, options.community)


COMMANDS = {
    "queries open": open_query,
    "queries answer": answer,
    "queries ask": ask,
    "queries close": close,
    "queries list": listed,
    "returns make": make_returns,
    "returns reprint": reprint,
    "returns list": list_returns,
}

"""Commands about files that were refused, and what is wrong; each loads what it needs itself."""

# ruff: noqa: PLC0415

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from dsurvey_desktop.cli.output import problem_to_plain
from dsurvey_desktop.domain.ids import RefusedId

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.desk import Desk

_Options = argparse.Namespace


def refused(desk: Desk, options: _Options) -> Any:
    """`intake refused …`."""
    from dsurvey_desktop.usecases import list_refused

    if options.deed == "done":
        ids = [RefusedId(one) for one in options.refused]
        return {"done": list_refused.end_refused(desk, ids)}
    return [
        {
            "id": one.id,
            "file": one.file,
            "path": one.path,
            "community_code": one.community_code,
            "community_name": one.community_name,
            "since": one.since,
            "received_by": one.received_by,
            "problems": one.problems,
        }
        for one in list_refused.list_refused(desk)
    ]


def problems(desk: Desk, options: _Options) -> Any:
    """`intake problems`."""
    from dsurvey_desktop.usecases import list_problems

    return [
        {
            "batch": one.batch,
            "refused_file": one.refused_file,
            "community_name": one.community,
            "file": one.problem.place.file,
            **problem_to_plain(one.problem),
        }
        for one in list_problems.list_sent_problems(desk, options.community)
    ]


def unread(desk: Desk, options: _Options) -> Any:
    """`intake unread …`."""
    from dsurvey_desktop.usecases import unread_files

    if options.deed == "forget":
        return {"forgotten": unread_files.forget_unread(desk)}
    left = unread_files.list_unread(desk)
    return [] if left is None else [{"file": name, "since": left.since} for name in left.names]


COMMANDS = {"intake refused": refused, "intake problems": problems, "intake unread": unread}

"""Commands about files that came in and wait for a person; each loads what it needs itself."""

# ruff: noqa: PLC0415

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from dsurvey_desktop.cli.intake_commands import files_answer, previews_answer
from dsurvey_desktop.cli.mapping_commands import mapping_in
from dsurvey_desktop.domain.ids import WaitingId

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.desk import Desk

_Options = argparse.Namespace


def waiting(desk: Desk, options: _Options) -> Any:
    """`intake waiting …`."""
    return _DEEDS[options.deed](desk, options)


def _list(desk: Desk, _options: _Options) -> Any:
    from dsurvey_desktop.usecases import waiting_files

    return [
        {
            "id": one.id,
            "file": one.file,
            "reason": one.reason,
            "since": one.since,
            "received_by": one.received_by,
            "problems": one.outcome.problems,
        }
        for one in waiting_files.list_waiting(desk)
    ]


def _take(desk: Desk, options: _Options) -> Any:
    from dsurvey_desktop.usecases import take_waiting

    outcomes = take_waiting.take_waiting(
        desk,
        [WaitingId(one) for one in options.waiting],
        take_changes=options.take_changes,
        mapping=mapping_in(options.mapping),
        accept_mapping=options.accept_mapping,
    )
    return files_answer(outcomes)


def _preview(desk: Desk, options: _Options) -> Any:
    """A roster beside the one here, as `roster import --preview`; others as `intake preview`."""
    from dsurvey_desktop.usecases import take_waiting

    found = take_waiting.preview_waiting(
        desk,
        WaitingId(options.waiting),
        mapping=mapping_in(options.mapping),
        accept_mapping=options.accept_mapping,
    )
    return previews_answer(found) if isinstance(found, tuple) else found


def _forget(desk: Desk, options: _Options) -> Any:
    from dsurvey_desktop.usecases import waiting_files

    ids = [WaitingId(one) for one in options.waiting]
    return {"forgotten": waiting_files.forget_waiting(desk, ids)}


_DEEDS = {"list": _list, "take": _take, "preview": _preview, "forget": _forget}

COMMANDS = {"intake waiting": waiting}

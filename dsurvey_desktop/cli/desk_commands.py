"""Progress, hand-over, key cards and the log."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.usecases import (
    check_hand_over,
    check_log,
    export_bundle,
    export_log,
    find_entry,
    list_log,
    manage_keys,
    print_progress_notice,
    show_progress,
    write_deadlines,
)
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.draft_bundle import Part

_Options = argparse.Namespace


def _progress(desk: Desk, _options: _Options) -> Any:
    return show_progress.show_progress(desk)


def _progress_notice(desk: Desk, options: _Options) -> Any:
    return print_progress_notice.print_progress_notice(desk, options.file)


def _progress_calendar(desk: Desk, options: _Options) -> Any:
    return write_deadlines.write_deadlines(desk, options.file)


def _hand_over_check(desk: Desk, _options: _Options) -> Any:
    return check_hand_over.check_hand_over(desk)


def _hand_over_export(desk: Desk, options: _Options) -> Any:
    ids = frozenset(find_entry.find_entry(desk, one) for one in options.entries)
    part = Part(frozenset(options.community), ids)
    exported = export_bundle.export_bundle(
        desk, options.folder, part=part, part_bytes=options.max_mb
    )
    if not exported.is_sealed:
        print(text("Not encrypted: the district's key card is not here yet."), file=sys.stderr)
    if exported.is_resumed:
        print(text("An export that was cut short came to its end."), file=sys.stderr)
    names = [name for name in exported.__slots__ if name != "path"]
    return {"file": exported.path} | {name: getattr(exported, name) for name in names}


def _keys_card(desk: Desk, options: _Options) -> Any:
    file, sheet = manage_keys.write_key_card(desk, options.folder)
    return {"file": str(file), "sheet": str(sheet), "card": manage_keys.show_key_card(desk)}


def _keys_trust(desk: Desk, options: _Options) -> Any:
    return manage_keys.trust_key_card(desk, options.file)


def _log_list(desk: Desk, options: _Options) -> Any:
    return list_log.list_log(desk, options.last, options.before)


def _log_check(desk: Desk, _options: _Options) -> Any:
    return {"lines": check_log.check_log(desk)}


def _log_export(desk: Desk, options: _Options) -> Any:
    return export_log.export_log(desk, options.target)


COMMANDS = {
    "progress": _progress,
    "progress notice": _progress_notice,
    "progress calendar": _progress_calendar,
    "handover check": _hand_over_check,
    "handover export": _hand_over_export,
    "keys card": _keys_card,
    "keys trust": _keys_trust,
    "log list": _log_list,
    "log check": _log_check,
    "log export": _log_export,
}

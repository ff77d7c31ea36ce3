"""Commands on an open office. Each answers with what `--json` prints; shapes are documented."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from typing import Any

from dsurvey_desktop.cli import (
    backup_commands,
    collect_commands,
    confirm_commands,
    correction_commands,
    entry_commands,
    exchange_commands,
    form_commands,
    intake_commands,
    mapping_commands,
    office_commands,
    query_commands,
    user_commands,
)
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.usecases import (
    check_hand_over,
    check_log,
    draw_sample,
    export_bundle,
    find_entry,
    manage_keys,
    print_audit_sheets,
    show_progress,
)
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.draft_bundle import Part

_Options = argparse.Namespace


def _progress(desk: Desk, _options: _Options) -> Any:
    return show_progress.show_progress(desk)


def _spotcheck_draw(desk: Desk, options: _Options) -> Any:
    return draw_sample.draw_sample(desk, share=options.share, seed=options.seed)


def _spotcheck_sheets(desk: Desk, options: _Options) -> Any:
    return print_audit_sheets.print_audit_sheets(
        desk, options.file, with_answers=options.with_answers
    )


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


def _log_check(desk: Desk, _options: _Options) -> Any:
    return {"lines": check_log.check_log(desk)}


COMMANDS: Mapping[str, Callable[[Desk, _Options], Any]] = {
    "roster import": intake_commands.roster_import,
    "roster missing": intake_commands.roster_missing,
    "communities add": intake_commands.communities_add,
    "collect odk": collect_commands.odk,
    "collect workbooks": collect_commands.workbooks,
    "intake add": intake_commands.add,
    "intake preview": intake_commands.preview,
    "intake columns": mapping_commands.columns,
    "intake mappings": mapping_commands.mappings,
    "intake list": intake_commands.batches,
    "intake rows": intake_commands.rows,
    "intake undo": intake_commands.undo,
    "intake set-aside": intake_commands.set_aside,
    "intake pending": intake_commands.pending,
    "intake compare": intake_commands.compare,
    "intake take": intake_commands.take,
    "intake keep": intake_commands.keep,
    "intake settle": intake_commands.settle,
    "intake report": intake_commands.report,
    "entries list": entry_commands.list_all,
    "entries show": entry_commands.show,
    "entries correct": entry_commands.correct,
    "entries explain": entry_commands.explain,
    "entries approve": entry_commands.approve,
    **query_commands.COMMANDS,
    **confirm_commands.COMMANDS,
    **correction_commands.COMMANDS,
    **exchange_commands.COMMANDS,
    "progress": _progress,
    "spotcheck draw": _spotcheck_draw,
    "spotcheck sheets": _spotcheck_sheets,
    "handover check": _hand_over_check,
    "handover export": _hand_over_export,
    "keys card": _keys_card,
    "keys trust": _keys_trust,
    "log check": _log_check,
    "form booklet": form_commands.booklet,
    "form editions": form_commands.editions,
    "form adopt": form_commands.adopt,
    "form move": form_commands.move,
    **office_commands.OFFICE_OPTIONAL,
    "backup make": backup_commands.make,
    "users list": user_commands.list_all,
    "users add": user_commands.add,
    "users roles": user_commands.roles,
    "users remove": user_commands.remove,
    "users reset": user_commands.reset,
    "users recovery": user_commands.recovery,
}

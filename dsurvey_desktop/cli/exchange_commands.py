"""Commands of the district's desk, and the town's about receipts."""

from __future__ import annotations

import argparse
from typing import Any

from dsurvey_desktop.cli.argument_types import SUITES
from dsurvey_desktop.cli.output import to_plain
from dsurvey_desktop.cli.passwords import key_passphrase
from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.usecases import (
    change_suite,
    decide_town_entries,
    district_progress,
    hand_over_anew,
    keep_keys,
    list_towns,
    make_receipt,
    make_task_package,
    note_finding,
    open_receipt,
    package_views,
    receive_bundles,
    take_package,
    trust_keys,
    write_again,
)
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.district_views import ALL_ASKED, ASKS, REFUSED, ReceivedFile

_Options = argparse.Namespace


def receive(desk: Desk, options: _Options) -> Any:
    """`district receive`."""
    found = receive_bundles.receive_bundles(
        desk, options.files, preview=options.preview, answered=_answered(options)
    )
    return {"files": [_file(one) for one in found]}


def _answered(options: _Options) -> frozenset[str]:
    return ALL_ASKED if options.go_on else frozenset()


def _file(one: ReceivedFile) -> dict[str, Any]:
    severity = Severity.ERROR if one.outcome in (REFUSED, ASKS) else Severity.NOTICE
    problem = Problem(one.code, severity, Place(one.file), "", one.message, one.advice)
    return {
        "file": one.file,
        "outcome": one.outcome,
        "refused": one.outcome in (REFUSED, ASKS),
        "town": one.town,
        "town_name": one.town_name,
        "sequence": one.sequence,
        "digest": one.digest,
        "created_at": one.created_at,
        "is_late": one.is_late,
        "changes": one.changes,
        "problems": [problem] if one.code else [],
    }


def received(desk: Desk, _options: _Options) -> Any:
    """`district list`."""
    return list_towns.list_received(desk)


def entries(desk: Desk, options: _Options) -> Any:
    """`district entries`."""
    state = EntryState(options.state) if options.state else None
    return list_towns.list_town_entries(
        desk, options.town, state, is_late=options.late, is_withdrawn=options.withdrawn
    )


def progress(desk: Desk, _options: _Options) -> Any:
    """`district progress`."""
    return district_progress.show_towns(desk)


def duplicates(desk: Desk, _options: _Options) -> Any:
    """`district duplicates`."""
    return list_towns.list_duplicates(desk)


def send_back(desk: Desk, options: _Options) -> Any:
    """`district send-back`."""
    ids = [decide_town_entries.find_town_entry(desk, one) for one in options.entries]
    if options.findings:
        return {"sent_back": note_finding.send_back_found(desk, ids)}
    return {"sent_back": decide_town_entries.send_back(desk, ids, options.reason, options.item)}


def accept(desk: Desk, options: _Options) -> Any:
    """`district accept`."""
    ids = [decide_town_entries.find_town_entry(desk, one) for one in options.entries]
    return {"accepted": decide_town_entries.accept(desk, ids)}


def receipt(desk: Desk, options: _Options) -> Any:
    """`district receipt`."""
    written = make_receipt.make_receipt(desk, options.town, options.folder, options.message)
    names = [name for name in written.__slots__ if name != "path"]
    return {"file": written.path} | {name: getattr(written, name) for name in names}


def task_package(desk: Desk, options: _Options) -> Any:
    """`district task-package`."""
    return [_package(desk, town, options) for town in options.towns]


def _package(desk: Desk, town: str, options: _Options) -> dict[str, Any]:
    written = make_task_package.make_task_package(desk, town, options.folder, options.name)
    names = [name for name in written.__slots__ if name != "path"]
    return {"file": written.path} | {name: getattr(written, name) for name in names}


def opened_receipt(desk: Desk, options: _Options) -> Any:
    """`handover receipt`."""
    return open_receipt.open_receipt(desk, options.file, _answered(options))


def later_package(desk: Desk, options: _Options) -> Any:
    """`handover package`."""
    answered = _answered(options)
    if options.take:
        view = take_package.take_package(desk, options.file, options.fingerprint, answered)
    else:
        view = take_package.preview_package(desk, options.file, answered)
    return to_plain(view) | {"words": [str(one) for one in package_views.package_words(view)]}


def sent(desk: Desk, options: _Options) -> Any:
    """`handover list`."""
    return write_again.list_sent(desk, options.to)


def again(desk: Desk, options: _Options) -> Any:
    """`handover again`."""
    return write_again.write_again(desk, options.number, options.folder, options.to, options.max_mb)


def anew(desk: Desk, options: _Options) -> Any:
    """`handover anew`."""
    return hand_over_anew.hand_over_anew(desk, options.number, options.to)


def keys_list(desk: Desk, _options: _Options) -> Any:
    """`keys list`."""
    return trust_keys.list_keys(desk)


def keys_revoke(desk: Desk, options: _Options) -> Any:
    """`keys revoke`."""
    return {"revoked": trust_keys.revoke_keys(desk, options.office_code, options.fingerprint)}


def keys_suite(desk: Desk, options: _Options) -> Any:
    """`keys suite`: the campaign's algorithms."""
    if options.suite is None:
        return change_suite.show_suite(desk)
    return change_suite.choose_suite(desk, SUITES[options.suite])


def keys_renew(desk: Desk, options: _Options) -> Any:
    """`keys renew`."""
    return trust_keys.renew_keys(desk, options.folder)


def keys_seal(desk: Desk, options: _Options) -> Any:
    """`keys seal`."""
    return keep_keys.seal_own_keys(desk, options.folder, key_passphrase(is_new=True))


def keys_restore(desk: Desk, options: _Options) -> Any:
    """`keys restore`."""
    return keep_keys.restore_own_keys(desk, options.file, key_passphrase(is_new=False))


COMMANDS = {
    "district receive": receive,
    "district list": received,
    "district progress": progress,
    "district entries": entries,
    "district duplicates": duplicates,
    "district send-back": send_back,
    "district accept": accept,
    "district receipt": receipt,
    "district task-package": task_package,
    "handover receipt": opened_receipt,
    "handover package": later_package,
    "handover list": sent,
    "handover again": again,
    "handover anew": anew,
    "keys list": keys_list,
    "keys revoke": keys_revoke,
    "keys renew": keys_renew,
    "keys seal": keys_seal,
    "keys restore": keys_restore,
    "keys suite": keys_suite,
}

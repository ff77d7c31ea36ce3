"""The grammar of queries, returns, confirming again and missing people."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TypeAlias

from dsurvey_desktop.cli.argument_types import number_of, path, words
from dsurvey_desktop.domain.absence import AbsenceReason
from dsurvey_desktop.domain.contact import ContactOutcome, ContactWay
from dsurvey_desktop.domain.query import QueryState
from dsurvey_desktop.domain.texts import _

Groups: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - no public name


def add_queries(groups: Groups) -> None:
    """`queries open`, `answer`, `ask`, `close`, `list`."""
    actions = _group(groups, "queries", _("Queries to the communities"))
    _add_open(actions)
    answer = actions.add_parser("answer", help=_("Keep what the community answers"))
    answer.add_argument("query", type=number_of)
    answer.add_argument("--answer", type=words, required=True)
    ask = actions.add_parser("ask", help=_("Ask again"))
    ask.add_argument("query", type=number_of)
    ask.add_argument("--question", type=words, required=True)
    close = actions.add_parser("close", help=_("Settle queries"))
    close.add_argument("queries", type=number_of, nargs="+", metavar="QUERY")
    close.add_argument("--remark", type=words, default="")
    listed = actions.add_parser("list", help=_("Queries that are not closed"))
    listed.add_argument("--state", choices=[state.value for state in QueryState])
    listed.add_argument("--community", type=words, default="")


def _add_open(actions: Groups) -> None:
    opened = actions.add_parser("open", help=_("Ask a community about an entry"))
    opened.add_argument("entry", type=words, nargs="?")
    opened.add_argument("--question", type=words, default="")
    opened.add_argument("--rule", type=words, default="")
    opened.add_argument("--item", type=words, default="")
    opened.add_argument("--errors", action="store_true", help=_("About every error not asked yet"))
    opened.add_argument("--community", type=words, default="")


def add_returns(groups: Groups) -> None:
    """`returns make`, `reprint`, `list`."""
    actions = _group(groups, "returns", _("Return sheets"))
    make = actions.add_parser("make", help=_("Send back what is asked, one sheet a community"))
    make.add_argument("folder", type=path)
    make.add_argument("--community", type=words, default="")
    make.add_argument("--due", type=date.fromisoformat, metavar="DATE")
    reprint = actions.add_parser("reprint", help=_("Write the files of a sheet once more"))
    reprint.add_argument("number", type=number_of)
    reprint.add_argument("folder", type=path)
    listed = actions.add_parser("list", help=_("Return sheets and what is not answered yet"))
    listed.add_argument("--community", type=words, default="")


def add_confirm(groups: Groups) -> None:
    """`confirm list`, `record`, `sheet`."""
    actions = _group(groups, "confirm", _("Confirming again for the reference date"))
    listed = actions.add_parser("list", help=_("Who is to be asked again"))
    record = actions.add_parser("record", help=_("Keep how asking somebody went"))
    record.add_argument("entry", type=words)
    outcomes = [one.value for one in ContactOutcome]
    record.add_argument("--outcome", choices=outcomes, required=True)
    record.add_argument("--way", choices=[one.value for one in ContactWay], default="phone")
    record.add_argument("--day", type=date.fromisoformat, metavar="DATE")
    for name in ("--spoke-with", "--remark"):
        record.add_argument(name, type=words, default="")
    sheet = actions.add_parser("sheet", help=_("Print the call sheet"))
    sheet.add_argument("file", type=path, metavar="OUT.pdf")
    for one in (listed, sheet):
        one.add_argument("--community", type=words, default="")


def add_seen(deed: argparse.ArgumentParser) -> None:
    """The version a person saw, so that what came after it is not overwritten."""
    deed.add_argument(
        "--seen", type=number_of, metavar="VERSION", help=_("Only if this is still its version")
    )


def add_corrections(actions: Groups) -> None:
    """`entries undo`, `redo`, `clear-not-asked`, `correct-batch` and its kin, `reasons`."""
    for name, purpose in (
        ("undo", _("Take back your last correction")),
        ("redo", _("Do it again")),
    ):
        deed = actions.add_parser(name, help=purpose)
        deed.add_argument("entry", type=words)
        add_seen(deed)
    clear = actions.add_parser(
        "clear-not-asked", help=_("Blank all that is answered and not asked of this person")
    )
    clear.add_argument("entry", type=words)
    clear.add_argument("--reason", type=words, required=True)
    add_seen(clear)
    batch = actions.add_parser("correct-batch", help=_("Correct an item in many entries"))
    batch.add_argument("--item", type=words, required=True)
    batch.add_argument("--value", type=words, required=True)
    batch.add_argument("--old", type=words, help=_("Only where this is the answer"))
    batch.add_argument("--reason", type=words, default="")
    batch.add_argument("--community", type=words, default="")
    actions.add_parser(
        "undo-batch", help=_("Take back your newest correction of many entries as one")
    )
    actions.add_parser(
        "undo-approvals",
        help=_("Take back your newest approval of several entries of today as one"),
    )
    file = actions.add_parser("correct-file", help=_("Take in a file of corrections"))
    file.add_argument("file", type=path)
    for one in (batch, file):
        one.add_argument("--preview", action="store_true", help=_("Only show what would change"))
    reasons = actions.add_parser("reasons", help=_("The list of reasons for corrections"))
    reasons.add_argument("--add", type=words, metavar="REASON")
    reasons.add_argument("--remove", type=words, metavar="REASON")


def add_absence(missing: argparse.ArgumentParser) -> None:
    """Options of `roster missing` that say why somebody is missing."""
    reasons = [one.value for one in AbsenceReason]
    missing.add_argument("--set", type=words, metavar="NO", help=_("Say why this person is"))
    missing.add_argument("--clear", type=words, metavar="NO", help=_("Take the reason away"))
    missing.add_argument("--reason", choices=reasons)
    missing.add_argument("--proof", type=words, default="")
    missing.add_argument("--day", type=date.fromisoformat, metavar="DATE")


def missing_of_review(options: argparse.Namespace) -> str:
    """What the grammar can't ask for by itself; empty when nothing is missing."""
    name = f"{options.group} {getattr(options, 'action', '')}"
    if name == "roster missing" and options.set and not (options.reason and options.proof):
        return _("--set needs --reason and --proof.")
    if name == "queries open" and bool(options.entry) == options.errors:
        return _("Name the entry, or use --errors.")
    return ""


def _group(groups: Groups, name: str, purpose: str) -> Groups:
    return groups.add_parser(name, help=purpose).add_subparsers(
        dest="action", required=True, metavar=_("ACTION")
    )

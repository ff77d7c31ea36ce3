"""The grammar of the district's desk and of receipts."""

from __future__ import annotations

from argparse import ArgumentParser

from dsurvey_desktop.cli.argument_types import SUITES, megabytes, path, words
from dsurvey_desktop.cli.check_arguments import add_checks
from dsurvey_desktop.cli.department_arguments import add_departments
from dsurvey_desktop.cli.onward_arguments import add_onward
from dsurvey_desktop.cli.ranking_arguments import add_ranking
from dsurvey_desktop.cli.review_arguments import Groups
from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.texts import _

STATES = (EntryState.HANDED_OVER, EntryState.ACCEPTED, EntryState.SENT_BACK)
"""Where a town's entry can be at the district."""


def add_district(groups: Groups) -> None:
    """All that begins with `district`."""
    actions = groups.add_parser("district", help=_("The district's desk")).add_subparsers(
        dest="action", required=True, metavar=_("ACTION")
    )
    receive = actions.add_parser("receive", help=_("Take in the towns' hand-overs"))
    receive.add_argument("files", type=path, nargs="+", metavar="FILE")
    receive.add_argument("--preview", action="store_true", help=_("Say what would happen only"))
    _add_go_on(receive)
    add_departments(actions)
    add_checks(actions)
    add_ranking(actions)
    add_onward(actions)
    actions.add_parser("list", help=_("Bundles taken in"))
    entries = actions.add_parser("entries", help=_("The towns' entries"))
    entries.add_argument("--town", type=words, default="")
    entries.add_argument("--state", choices=[state.value for state in STATES])
    entries.add_argument(
        "--late", action="store_true", help=_("Approved after the towns' deadline only")
    )
    entries.add_argument("--withdrawn", action="store_true", help=_("Withdrawn ones only"))
    actions.add_parser("progress", help=_("All towns: coverage, rates, bundles"))
    actions.add_parser("duplicates", help=_("People of more than one town"))
    back = actions.add_parser("send-back", help=_("Send entries back to their town"))
    back.add_argument("entries", type=words, nargs="+", metavar="ENTRY")
    back.add_argument("--item", type=words, default="")
    why = back.add_mutually_exclusive_group(required=True)
    why.add_argument("--reason", type=words, default="")
    why.add_argument(
        "--findings", action="store_true", help=_("With what departments found in them")
    )
    accept = actions.add_parser("accept", help=_("Accept entries, also ones that were sent back"))
    accept.add_argument("entries", type=words, nargs="+", metavar="ENTRY")
    package = actions.add_parser("task-package", help=_("Write the packages towns begin with"))
    package.add_argument("towns", type=words, nargs="+", metavar="TOWN")
    package.add_argument("folder", type=path)
    package.add_argument("--name", type=words, default="", help=_("The town office's name"))
    receipt = actions.add_parser("receipt", help=_("Write the receipt for a town"))
    receipt.add_argument("town", type=words, metavar="TOWN")
    receipt.add_argument("folder", type=path)
    receipt.add_argument("--message", type=words, default="")


def add_key_care(actions: Groups) -> None:
    """`keys list`, `revoke`, `renew`, `seal`, `restore`, `suite`."""
    seal = actions.add_parser("seal", help=_("A sealed copy of this office's keys for the safe"))
    seal.add_argument("folder", type=path)
    restore = actions.add_parser("restore", help=_("Take this office's keys from a sealed copy"))
    restore.add_argument("file", type=path)
    suite = actions.add_parser("suite", help=_("What bundles are signed and sealed with"))
    suite.add_argument("suite", nargs="?", choices=tuple(SUITES))
    actions.add_parser("list", help=_("Keys that were accepted, and whether they count"))
    revoke = actions.add_parser("revoke", help=_("Let an office's keys never count again"))
    revoke.add_argument("office_code", type=words, metavar="CODE")
    revoke.add_argument("--fingerprint", type=words, default="")
    renew = actions.add_parser("renew", help=_("New keys for this office, signed by the old one"))
    renew.add_argument("folder", type=path)


def add_receipt(actions: Groups) -> None:
    """`handover receipt`, `package`, `list`, `again`, `anew`."""
    sent = actions.add_parser("list", help=_("Bundles that went out from here"))
    again = actions.add_parser("again", help=_("Write a bundle again whose stick was lost"))
    again.add_argument("number", type=int, metavar="NUMBER")
    again.add_argument("folder", type=path)
    again.add_argument("--max-mb", type=megabytes, default=0, help=_("Parts for email"))
    anew = actions.add_parser(
        "anew", help=_("Let the entries of a lost bundle go with the next one")
    )
    anew.add_argument("number", type=int, metavar="NUMBER")
    for parser in (sent, again, anew):
        parser.add_argument("--to", type=words, default="", metavar="OFFICE")
    receipt = actions.add_parser("receipt", help=_("Open the district's receipt"))
    receipt.add_argument("file", type=path)
    _add_go_on(receipt)
    package = actions.add_parser("package", help=_("What a later task package changes here"))
    package.add_argument("file", type=path)
    package.add_argument("--take", action="store_true", help=_("Take all of it, in one step"))
    package.add_argument(
        "--fingerprint",
        type=words,
        default="",
        help=_("Of the district's new key, as it was compared"),
    )
    _add_go_on(package)


def _add_go_on(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--go-on",
        action="store_true",
        help=_("Go on although bundles are missing or the bundle before differs"),
    )

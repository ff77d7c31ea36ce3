"""The grammar of blind second entry."""

from __future__ import annotations

from dsurvey_desktop.cli.argument_types import number_of, path, share, words
from dsurvey_desktop.cli.review_arguments import Groups
from dsurvey_desktop.domain.second_entry import Kept
from dsurvey_desktop.domain.texts import _


def add_second_entry(groups: Groups) -> None:
    """`secondentry draw`, `plan`, `list`, `enter`, `differences`, `decide`, `rates`."""
    actions = groups.add_parser("secondentry", help=_("Blind second entry")).add_subparsers(
        dest="action", required=True, metavar=_("ACTION")
    )
    draw = actions.add_parser("draw", help=_("Draw the share that is entered again"))
    draw.add_argument("--share", type=share, help=_("0.05 or 5%%; without it the campaign's"))
    draw.add_argument("--seed", type=int, required=True)
    plan = actions.add_parser("plan", help=_("The share the campaign asks for"))
    wanted = plan.add_mutually_exclusive_group()
    wanted.add_argument("--share", type=share, help=_("0.05 or 5%%"))
    wanted.add_argument("--off", action="store_true", help=_("Ask for no second entry"))
    actions.add_parser("list", help=_("Entries that are drawn, and how far they are"))
    enter = actions.add_parser("enter", help=_("Keep what the paper says, read by another person"))
    enter.add_argument("entry", type=words)
    enter.add_argument("answers", type=path, metavar="ANSWERS.json")
    differences = actions.add_parser("differences", help=_("What was entered otherwise"))
    differences.add_argument("--all", action="store_true", help=_("Decided ones too"))
    decide = actions.add_parser("decide", help=_("Say which answer stands"))
    decide.add_argument("difference", type=number_of)
    decide.add_argument("--keep", choices=[one.value for one in Kept], required=True)
    decide.add_argument("--value", type=str, help=_("The answer with --keep other"))
    decide.add_argument("--reason", type=words, required=True)
    rates = actions.add_parser("rates", help=_("The error rate of entry"))
    rates.add_argument(
        "--write",
        type=path,
        metavar="OUT.pdf|OUT.xlsx",
        help=_("The report as PDF or Excel (.xlsx)"),
    )

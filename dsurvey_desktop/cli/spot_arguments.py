"""The grammar of the town's spot checks."""

from __future__ import annotations

from datetime import date

from dsurvey_desktop.cli.argument_types import EachOnce, number_of, pair, path, share, words
from dsurvey_desktop.cli.review_arguments import Groups
from dsurvey_desktop.domain.contact import ContactWay
from dsurvey_desktop.domain.texts import _


def add_spot_checks(groups: Groups) -> None:
    """`spotcheck draw`, `sheets`, `sheet`, `result`, `results`."""
    actions = groups.add_parser("spotcheck", help=_("Spot checks")).add_subparsers(
        dest="action", required=True, metavar=_("ACTION")
    )
    _add_draw(actions)
    sheets = actions.add_parser("sheets", help=_("Print the audit sheets"))
    sheets.add_argument("file", type=path, metavar="OUT.pdf")
    sheets.add_argument("--with-answers", action="store_true")
    sheet = actions.add_parser("sheet", help=_("The items of a sheet, and what was entered of it"))
    sheet.add_argument("code", type=words, metavar="CODE")
    _add_result(actions)
    results = actions.add_parser("results", help=_("What a spot check brought, with error rates"))
    results.add_argument(
        "--write",
        type=path,
        metavar="OUT.pdf|OUT.xlsx",
        help=_("The report as PDF or Excel (.xlsx)"),
    )
    results.add_argument("--sample", type=number_of, metavar="N", help=_("The newest without it"))


def _add_draw(actions: Groups) -> None:
    draw = actions.add_parser("draw", help=_("Draw a spot check"))
    how = draw.add_mutually_exclusive_group(required=True)
    how.add_argument("--share", type=share, help=_("Of every community, 0.05 or 5%%"))
    how.add_argument("--number", type=number_of, metavar="N", help=_("So many of the whole town"))
    how.add_argument("--all", action="store_true", help=_("Everybody"))
    how.add_argument(
        "--limiting-quality",
        type=share,
        metavar="Q",
        help=_("An acceptance plan for an isolated lot (GB/T 2828.2), 0.05 or 5%%"),
    )
    draw.add_argument(
        "--acceptance", type=int, default=0, metavar="C", help=_("Bad forms a sample may hold")
    )
    draw.add_argument("--lots", choices=("town", "community"), default="town")
    draw.add_argument(
        "--leave-out",
        type=path,
        metavar="FILE",
        help=_("Certificate numbers that another level drew, anywhere in a text file"),
    )
    draw.add_argument("--seed", type=int, required=True)


def _add_result(actions: Groups) -> None:
    result = actions.add_parser("result", help=_("Enter what asking somebody again brought"))
    result.add_argument("code", type=words, metavar="CODE")
    result.add_argument(
        "--differs",
        type=pair,
        action=EachOnce,
        default=[],
        metavar="ITEM=VALUE",
        help=_("An item answered otherwise, as code, codes, date or number; all others agree"),
    )
    result.add_argument(
        "--not-asked",
        type=words,
        action="append",
        default=[],
        metavar="ITEM",
        help=_("An item that could not be asked"),
    )
    result.add_argument("--not-found", action="store_true", help=_("Nobody was met"))
    result.add_argument("--by", type=words, required=True, metavar="NAME", help=_("Who asked"))
    result.add_argument("--day", type=date.fromisoformat, metavar="DATE")
    ways = [way.value for way in ContactWay]
    result.add_argument("--way", choices=ways, default=ContactWay.VISIT.value)
    result.add_argument("--remark", type=words, default="")
    result.add_argument("--reason", type=words, default="", help=_("Why it is entered again"))

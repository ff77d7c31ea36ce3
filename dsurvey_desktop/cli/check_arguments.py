"""The grammar of the district's own spot checks."""

from __future__ import annotations

from dsurvey_desktop.cli.argument_types import EachOnce, pair, path, share, words
from dsurvey_desktop.cli.review_arguments import Groups
from dsurvey_desktop.domain.texts import _


def add_checks(actions: Groups) -> None:
    """`district draw`, `sample`, `sheets`, `check`, `town-checks`."""
    draw = actions.add_parser("draw", help=_("Draw the district's spot check over the towns"))
    draw.add_argument("--share", type=share, required=True, help=_("0.05 or 5%%"))
    draw.add_argument("--seed", type=int, required=True)
    draw.add_argument(
        "--leave-out-drawn",
        action="store_true",
        help=_("Without those whom the towns drew themselves"),
    )
    actions.add_parser("sample", help=_("The newest spot check and the towns' error rates"))
    actions.add_parser("town-checks", help=_("The towns' own spot checks, from their hand-overs"))
    sheets = actions.add_parser("sheets", help=_("Print the sheets of the spot check"))
    sheets.add_argument("file", type=path, metavar="OUT.pdf")
    sheets.add_argument("--with-answers", action="store_true")
    check = actions.add_parser("check", help=_("Enter what asking somebody again brought"))
    check.add_argument("code", type=words, metavar="CODE")
    check.add_argument(
        "--differs",
        type=pair,
        action=EachOnce,
        default=[],
        metavar="ITEM=SAID",
        help=_("An item that differs and what was said; may stand several times"),
    )
    check.add_argument("--not-found", action="store_true", help=_("Nobody was met"))
    check.add_argument("--remark", type=words, default="")

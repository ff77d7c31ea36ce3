"""The grammar of the onward file."""

from __future__ import annotations

from dsurvey_desktop.cli.argument_types import EachOnce, pair, path, words
from dsurvey_desktop.cli.review_arguments import Groups
from dsurvey_desktop.domain.texts import _


def add_onward(actions: Groups) -> None:
    """`district onward-check` and `district onward`."""
    check = actions.add_parser("onward-check", help=_("What stands in the way of the onward file"))
    onward = actions.add_parser("onward", help=_("Write all towns' entries for the next level"))
    onward.add_argument("folder", type=path)
    onward.add_argument(
        "--reason",
        type=pair,
        action=EachOnce,
        default=[],
        metavar="KIND=REASON",
        help=_("Why the file goes although something is open; may stand several times"),
    )
    for parser in (check, onward):
        parser.add_argument("--to", type=words, default="", metavar="CODE")

"""The grammar of changing a campaign."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date

from dsurvey_desktop.cli.argument_types import share, words, years
from dsurvey_desktop.cli.review_arguments import Groups
from dsurvey_desktop.domain.campaign import DATES
from dsurvey_desktop.domain.texts import _

SHARES = ("home_visit_target", "app_target", "second_entry_share")
SWITCHES = {"sealed": "is_sealed", "four_eyes": "needs_four_eyes"}
"""Options of yes and no, each with its field of the campaign."""


def add_campaign(actions: Groups) -> None:
    """`campaign show` and `change`."""
    actions.add_parser("show", help=_("Dates, targets and switches, with the office"))
    change = actions.add_parser("change", help=_("Other dates, targets or rule switches"))
    for name in DATES:
        change.add_argument(_option(name), type=date.fromisoformat, metavar="DATE")
    for name in SHARES:
        change.add_argument(_option(name), type=share, metavar="SHARE")
    for name in SWITCHES:
        change.add_argument(_option(name), type=_switch, metavar="yes|no")
    change.add_argument("--key-years", type=years, metavar="N")
    for name, help_words in (
        ("--rule-off", _("A rule that is checked no more; may stand several times")),
        ("--rule-on", _("A rule that is checked again; may stand several times")),
    ):
        change.add_argument(
            name, type=words, action="append", default=[], metavar="RULE", help=help_words
        )


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


def _switch(word: str) -> bool:
    if word not in {"yes", "no"}:
        raise ArgumentTypeError(_("yes or no"))
    return word == "yes"

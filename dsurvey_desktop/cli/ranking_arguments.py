"""The grammar of the ranking of the towns."""

from __future__ import annotations

from argparse import ArgumentTypeError

from dsurvey_desktop.cli.argument_types import EachOnce, path, words
from dsurvey_desktop.cli.review_arguments import Groups
from dsurvey_desktop.domain.ranking import Measure
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import listed


def add_ranking(actions: Groups) -> None:
    """`district ranking` and `district weigh`."""
    ranking = actions.add_parser("ranking", help=_("The towns' places for the assessment"))
    ranking.add_argument("file", type=path, nargs="?", metavar="OUT.pdf|OUT.xlsx")
    weigh = actions.add_parser("weigh", help=_("Weigh the measures of the ranking otherwise"))
    weigh.add_argument(
        "--weight", type=_weight, action=EachOnce, required=True, metavar="MEASURE=N"
    )
    weigh.add_argument("--reason", type=words, required=True)


def _weight(word: str) -> tuple[Measure, int]:
    name, _equals, number = word.partition("=")
    try:
        return Measure(name.strip()), int(number)
    except ValueError as error:
        known = listed(Measure)
        message = _("MEASURE=N is wanted, with one of: {names}").format(names=known)
        raise ArgumentTypeError(message) from error

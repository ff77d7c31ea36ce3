"""Commands of the ranking of the towns."""

from __future__ import annotations

import argparse
from typing import Any

from dsurvey_desktop.usecases import print_ranking, rank_towns
from dsurvey_desktop.usecases.desk import Desk

_Options = argparse.Namespace


def ranking(desk: Desk, options: _Options) -> Any:
    """`district ranking`: the places, or the file they were written to."""
    if options.file is not None:
        return print_ranking.print_ranking(desk, options.file)
    return rank_towns.rank_towns(desk)


def weigh(desk: Desk, options: _Options) -> Any:
    """`district weigh`: the ranking by the new weights."""
    return rank_towns.change_weights(desk, dict(options.weight), options.reason)


COMMANDS = {"district ranking": ranking, "district weigh": weigh}

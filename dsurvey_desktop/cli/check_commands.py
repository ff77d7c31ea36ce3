"""Commands of the district's own spot checks."""

from __future__ import annotations

import argparse
from typing import Any

from dsurvey_desktop.usecases import (
    draw_town_sample,
    own_checks,
    print_town_sheets,
    show_town_sample,
)
from dsurvey_desktop.usecases.desk import Desk

_Options = argparse.Namespace


def draw(desk: Desk, options: _Options) -> Any:
    """`district draw`."""
    return draw_town_sample.draw_town_sample(
        desk, share=options.share, seed=options.seed, leave_out_drawn=options.leave_out_drawn
    )


def sample(desk: Desk, _options: _Options) -> Any:
    """`district sample`."""
    return show_town_sample.last_town_sample(desk)


def sheets(desk: Desk, options: _Options) -> Any:
    """`district sheets`."""
    return print_town_sheets.print_town_sheets(
        desk, options.file, with_answers=options.with_answers
    )


def record(desk: Desk, options: _Options) -> Any:
    """`district check`."""
    return draw_town_sample.record_check(
        desk,
        options.code,
        dict(options.differs),
        is_found=not options.not_found,
        remark=options.remark,
    )


def town_checks(desk: Desk, _options: _Options) -> Any:
    """`district town-checks`."""
    return own_checks.list_own_checks(desk)


COMMANDS = {
    "district draw": draw,
    "district sample": sample,
    "district sheets": sheets,
    "district check": record,
    "district town-checks": town_checks,
}

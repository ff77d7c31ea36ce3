"""Commands of blind second entry."""

from __future__ import annotations

import argparse
import json
from typing import Any

from dsurvey_desktop.cli.output import to_plain
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.second_entry import Kept
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.usecases import (
    change_settings,
    decide_second,
    draw_second_entry,
    enter_again,
    find_entry,
    print_second_report,
    second_entry_plan,
    second_entry_rates,
)
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.read_source import read_source, shown_name

_Options = argparse.Namespace


def _draw(desk: Desk, options: _Options) -> Any:
    return draw_second_entry.draw_second_entry(desk, share=options.share, seed=options.seed)


def _plan(desk: Desk, options: _Options) -> Any:
    if options.share is None and not options.off:
        return second_entry_plan.second_entry_plan(desk)
    return change_settings.change_second_share(desk, 0.0 if options.off else options.share)


def _list(desk: Desk, _options: _Options) -> Any:
    return draw_second_entry.list_second_entries(desk)


def _enter(desk: Desk, options: _Options) -> Any:
    entry = find_entry.find_entry(desk, options.entry)
    return enter_again.enter_again(desk, entry, _answers(options))


def _answers(options: _Options) -> dict[str, Any]:
    try:
        answers = json.loads(read_source(options.answers))
        if isinstance(answers, dict):
            return answers
    except (ValueError, RecursionError):
        pass
    name = shown_name(options.answers)
    raise AppError(
        "answers_unreadable",
        text("The file {file} is no JSON object of answers.", file=name),
        text('Please write for example {{"hukou": "1"}}.', file=name),
    )


def _differences(desk: Desk, options: _Options) -> Any:
    return decide_second.list_differences(desk, with_decided=options.all)


def _decide(desk: Desk, options: _Options) -> Any:
    return decide_second.decide_difference(
        desk, options.difference, Kept(options.keep), options.reason, options.value
    )


def _rates(desk: Desk, options: _Options) -> Any:
    rates = to_plain(second_entry_rates.second_entry_rates(desk))
    written = None
    if options.write is not None:
        written = print_second_report.print_second_report(desk, options.write)
    return rates | {"written": written}


COMMANDS = {
    "secondentry draw": _draw,
    "secondentry plan": _plan,
    "secondentry list": _list,
    "secondentry enter": _enter,
    "secondentry differences": _differences,
    "secondentry decide": _decide,
    "secondentry rates": _rates,
}

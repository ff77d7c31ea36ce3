"""Commands of the campaign: what it runs by, and changing that."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dsurvey_desktop.cli.campaign_arguments import SHARES, SWITCHES
from dsurvey_desktop.domain.campaign import DATES
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.usecases.change_settings import change_campaign
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.rule_words import all_rules
from dsurvey_desktop.usecases.show_office import show_office

_Options = argparse.Namespace


def show(desk: Desk, _options: _Options) -> Any:
    """`campaign show`: the office."""
    return show_office(desk)


def change(desk: Desk, options: _Options) -> Any:
    """`campaign change`: the office afterwards."""
    _check_rules([*options.rule_off, *options.rule_on])
    before = show_office(desk).campaign
    rules_off = before.rules_off.union(options.rule_off).difference(options.rule_on)
    return change_campaign(desk, replace(before, rules_off=rules_off, **dict(_chosen(options))))


def _chosen(options: _Options) -> Iterator[tuple[str, Any]]:
    """The campaign's fields that are named, with their new values."""
    fields = {name: name for name in (*DATES, *SHARES, "key_years")} | SWITCHES
    for name, field in fields.items():
        value = getattr(options, name)
        if value is not None:
            yield field, value


def _check_rules(named: list[str]) -> None:
    known = {one.id for one in all_rules()}
    unknown = [one for one in named if one not in known]
    if unknown:
        raise AppError(
            "no_rule",
            text("There is no rule {rule} that can be switched.", rule=unknown[0]),
            text("Please look at the list of rules in the help."),
        )


COMMANDS = {"campaign show": show, "campaign change": change}

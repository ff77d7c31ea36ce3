"""Commands that open no office: setting one up, forms, bundles with a trust list, the demo."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from dsurvey_desktop.cli import form_commands
from dsurvey_desktop.cli.argument_types import SUITES
from dsurvey_desktop.cli.demo_account import demo_account
from dsurvey_desktop.cli.output import Account
from dsurvey_desktop.cli.passwords import server_password
from dsurvey_desktop.domain.campaign import DATES, Campaign, default_campaign
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Community, Office, OfficeLevel
from dsurvey_desktop.domain.server_address import Server, read_server_address
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.usecases.desk import Desk

_CAMPAIGN_OPTIONS = (
    *DATES,
    "home_visit_target",
    "app_target",
    "practice_date",
    "key_years",
    "suite",
    "unsealed",
)


def init(options: argparse.Namespace, password: str) -> Any:
    """`init`: the office."""
    from dsurvey_desktop.usecases.change_settings import check_campaign  # noqa: PLC0415
    from dsurvey_desktop.usecases.manage_keys import (  # noqa: PLC0415
        check_card_suite,
        trust_key_card,
    )
    from dsurvey_desktop.usecases.office_views import OfficeSetup  # noqa: PLC0415
    from dsurvey_desktop.usecases.open_office import close_office  # noqa: PLC0415
    from dsurvey_desktop.usecases.set_up_office import set_up_office  # noqa: PLC0415
    from dsurvey_desktop.usecases.show_office import show_office  # noqa: PLC0415

    if options.office is None:
        raise AppError(
            "office_not_named",
            text("Which office? The option --office is missing."),
            text("Please add --office FOLDER."),
        )
    if options.task_package is not None:
        return _init_from_package(options, password)
    campaign = _campaign(options)
    check_campaign(campaign)
    setup = OfficeSetup(
        Office(options.code, options.name, _level(options)),
        campaign,
        _communities(options),
        options.user or str(text("Officer")),
        _server(options),
    )
    if options.district_card:
        check_card_suite(options.district_card, campaign.suite)  # no office is left behind
    desk = set_up_office(options.office, setup, password)
    try:
        if options.district_card:
            trust_key_card(desk, options.district_card)
        return show_office(desk)
    finally:
        close_office(desk)


def _init_from_package(options: argparse.Namespace, password: str) -> Any:
    from dsurvey_desktop.usecases.manage_keys import read_key_card  # noqa: PLC0415
    from dsurvey_desktop.usecases.open_office import close_office  # noqa: PLC0415
    from dsurvey_desktop.usecases.read_task_package import read_task_package  # noqa: PLC0415
    from dsurvey_desktop.usecases.set_up_from_package import set_up_from_package  # noqa: PLC0415
    from dsurvey_desktop.usecases.show_office import show_office  # noqa: PLC0415

    compared = options.fingerprint
    if options.district_card:
        compared = read_key_card(options.district_card).fingerprint
    package = read_task_package(options.task_package, town=options.code or "")
    if options.practice_date is not None:
        practice = replace(package.campaign, practice_date=options.practice_date)
        package = replace(package, campaign=practice)
    desk = set_up_from_package(
        options.office,
        package,
        compared,
        options.user or str(text("Officer")),
        password,
        options.name or "",
        server=_server(options),
    )
    try:
        return show_office(desk)
    finally:
        close_office(desk)


def _server(options: argparse.Namespace) -> Server | None:
    if options.server is None:
        return None
    address = read_server_address(options.server)
    return Server(address, server_password())


def _campaign(options: argparse.Namespace) -> Campaign:
    given = {name: getattr(options, name) for name in _CAMPAIGN_OPTIONS}
    chosen = {name: value for name, value in given.items() if value is not None}
    suite = SUITES[chosen.pop("suite", "standard")]
    is_sealed = not chosen.pop("unsealed", False)
    return replace(default_campaign(options.year), **chosen, suite=suite, is_sealed=is_sealed)


def _level(options: argparse.Namespace) -> OfficeLevel:
    if options.level:
        return OfficeLevel(options.level)
    return OfficeLevel.DISTRICT if len(options.code) == 6 else OfficeLevel.TOWN


def _communities(options: argparse.Namespace) -> tuple[Community, ...]:
    from dsurvey_desktop.usecases.read_communities import read_communities  # noqa: PLC0415

    return read_communities(options.communities) if options.communities else ()


def verify(desk: Desk | None, options: argparse.Namespace) -> Any:
    """`handover verify`: who signed, what it holds."""
    from dsurvey_desktop.usecases.verify_bundle import verify_bundle  # noqa: PLC0415

    try:
        return verify_bundle(options.file, options.trust, desk)
    except AppError as error:
        if desk is not None or error.code != "sealed_for_others":
            raise
        raise AppError(
            error.code,
            text("This bundle is sealed; only the office it is for and its sender can open it."),
            text("Please name that office's folder with --office."),
        ) from error


def verify_log(desk: Desk | None, options: argparse.Namespace) -> Any:
    """`log verify`: whose log it is, and that nobody altered it."""
    from dsurvey_desktop.usecases.export_log import verify_log as verify_file  # noqa: PLC0415

    return verify_file(options.file, options.trust, desk)


def codes(_options: argparse.Namespace) -> Any:
    """`intake codes`: every problem of files, with what to do."""
    from dsurvey_desktop.usecases.problem_codes import list_problem_codes  # noqa: PLC0415

    return list_problem_codes()


def demo(options: argparse.Namespace) -> Any:
    """`demo`: the main job on the built-in sample town, with an account of what came out."""
    from dsurvey_desktop.usecases.run_demo import run_demo  # noqa: PLC0415

    def tell(done: int, total: int, what: Text) -> None:
        print(f"[{done}/{total}] {what}", file=sys.stderr, flush=True)

    figures = run_demo(options.folder, tell)
    return Account(figures, tuple(demo_account(figures)))


WITHOUT_OFFICE: Mapping[str, Callable[[argparse.Namespace], Any]] = {
    "form check": form_commands.check,
    "intake codes": codes,
    "form evaluate": form_commands.evaluate,
    "demo": demo,
}
OFFICE_OPTIONAL: Mapping[str, Callable[[Desk | None, argparse.Namespace], Any]] = {
    "handover verify": verify,
    "log verify": verify_log,
    "form show": form_commands.show,
    "form compare": form_commands.compare,
}
"""Commands that know more where `--office` is given."""

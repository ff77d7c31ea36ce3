"""One command from the line to its answer."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dsurvey_desktop.bootstrap import choose_language
from dsurvey_desktop.cli.arguments import parse
from dsurvey_desktop.cli.output import print_progress, print_refusal, said
from dsurvey_desktop.cli.passwords import own_password
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text

if TYPE_CHECKING:
    from dsurvey_desktop.domain.log_chain import Head
    from dsurvey_desktop.usecases.desk import Desk

DONE, REFUSED = 0, 1


def run_command(arguments: Sequence[str]) -> int:
    """Run it; the exit status."""
    choose_language(_language_of(arguments))
    options = parse(arguments)
    try:
        answer = _answer(options)
        words = said(answer, as_json=options.json)
    except AppError as error:
        print_refusal(error, as_json=options.json)
        return REFUSED
    sys.stdout.writelines(words)
    print(flush=True)
    if name_of(options) == "entries approve" and options.entries and answer["blocked"]:
        return _say_blocked(answer["blocked"])
    return _status(answer)


def _answer(options: argparse.Namespace) -> Any:
    from dsurvey_desktop.cli import (  # noqa: PLC0415 - not for usage
        backup_commands,
        office_commands,
        server_commands,
    )

    name = name_of(options)
    if name in office_commands.WITHOUT_OFFICE:
        return office_commands.WITHOUT_OFFICE[name](options)
    if name == "init":
        return office_commands.init(options, own_password(is_new=True))
    if name in office_commands.OFFICE_OPTIONAL and options.office is None:
        return office_commands.OFFICE_OPTIONAL[name](None, options)
    _require_office(options)
    if name == "backup list":
        return backup_commands.show_all(options)
    openers = {
        "backup restore": backup_commands.restore,
        "server set": server_commands.change,
        "server join": server_commands.join,
    }
    if name in openers:
        return openers[name](options, own_password())
    return _with_desk(name, options)


def name_of(options: argparse.Namespace) -> str:
    """The command as the table of COMMANDS.md names it."""
    return f"{options.group} {getattr(options, 'action', '')}".strip()


def _require_office(options: argparse.Namespace) -> None:
    if options.office is None:
        raise AppError(
            "office_not_named",
            text("Which office? The option --office is missing."),
            text("Please add --office FOLDER."),
        )


def _with_desk(name: str, options: argparse.Namespace) -> Any:
    from dsurvey_desktop.cli.commands import begin_early, command_of  # noqa: PLC0415 - not for usage

    begin_early(name, options)
    from dsurvey_desktop.usecases.open_office import (  # noqa: PLC0415 - loads the database
        close_office,
        open_office,
    )
    from dsurvey_desktop.usecases.others_work import others_work  # noqa: PLC0415 - as above

    command = command_of(name)
    desk = open_office(options.office, own_password(), progress=print_progress)
    try:
        _warn(desk)
        before = others_work(desk, None).head
        answer = command(desk, options)
        if options.group != "backup":
            _back_up(desk, before)
        return answer
    finally:
        close_office(desk)


def _back_up(desk: Desk, before: Head) -> None:
    """The day's backup; what stands in its way is said, and the command is done all the same."""
    from dsurvey_desktop.usecases.back_up import back_up_after  # noqa: PLC0415 - as above

    try:
        back_up_after(desk, before)
    except AppError as error:
        print_refusal(error, as_json=False)


def _warn(desk: Desk) -> None:
    """Say on standard error what a person should know; nothing is refused for it."""
    from dsurvey_desktop.usecases.check_clock import check_clock  # noqa: PLC0415 - as above
    from dsurvey_desktop.usecases.check_place import check_place  # noqa: PLC0415 - as above

    for check in (check_clock, check_place):
        try:
            check(desk)
        except AppError as error:
            print_refusal(error, as_json=False)


def _status(answer: Any) -> int:
    """Refused when any file of an intake was, or a form has errors."""
    if isinstance(answer, dict):
        if any(one.get("refused") for one in answer.get("files", ())):
            return _say_refusals(answer["files"])
        if answer.get("is_valid") is False or answer.get("refused"):
            return REFUSED
    return DONE


def _say_refusals(files: list[dict[str, Any]]) -> int:
    for one in files:
        if one["refused"]:
            problem = one["problems"][0]
            print(f"{one['file']}: {problem.message}\n{problem.advice}", file=sys.stderr)
    return REFUSED


def _say_blocked(blocked: list[Any]) -> int:
    print(text("Not approved: {count}", count=len(blocked)), file=sys.stderr)
    for one in blocked:
        reasons = " ".join(map(str, one.reasons))
        print(text("Entry {number}: {reasons}", number=one.entry, reasons=reasons), file=sys.stderr)
    return REFUSED


def _language_of(arguments: Sequence[str]) -> str | None:
    """The language asked for, read before the parser so that its own texts follow it."""
    for number, word in enumerate(arguments):
        if word.startswith("--language="):
            return word.partition("=")[2]
        if word == "--language" and number + 1 < len(arguments):
            return arguments[number + 1]
    return os.environ.get("DSURVEY_LANGUAGE")

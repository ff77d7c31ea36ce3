"""The command's grammar: one place that says which words it knows."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from dsurvey_desktop import __version__
from dsurvey_desktop.cli.argument_types import (
    SUITES,
    megabytes,
    number_of,
    path,
    roles,
    share,
    words,
    year,
    years,
)
from dsurvey_desktop.cli.campaign_arguments import add_campaign
from dsurvey_desktop.cli.exchange_arguments import add_district, add_key_care, add_receipt
from dsurvey_desktop.cli.form_arguments import add_form
from dsurvey_desktop.cli.intake_arguments import add_intake
from dsurvey_desktop.cli.last_year_arguments import add_last_year
from dsurvey_desktop.cli.review_arguments import (
    add_confirm,
    add_corrections,
    add_queries,
    add_returns,
    add_seen,
    missing_of_review,
)
from dsurvey_desktop.cli.roster_arguments import add_roster, add_search
from dsurvey_desktop.cli.second_arguments import add_second_entry
from dsurvey_desktop.cli.server_arguments import ADDRESS, add_server
from dsurvey_desktop.cli.spot_arguments import add_spot_checks
from dsurvey_desktop.cli.usage_texts import translate_parser
from dsurvey_desktop.domain.campaign import DATES
from dsurvey_desktop.domain.department import Department
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import listed


def build_parser() -> argparse.ArgumentParser:
    """The parser; `--office`, `--json` and `--language` may stand anywhere in the line."""
    translate_parser()
    parser = argparse.ArgumentParser(
        prog="dsurvey", description=_("The survey desk of a town office, without a window.")
    )
    parser.add_argument("--version", action="version", version=f"dsurvey {__version__}")
    parser.add_argument("--office", type=path, metavar="FOLDER", help=_("The office's folder"))
    parser.add_argument("--json", action="store_true", help=_("Print the answer for machines"))
    parser.add_argument("--language", choices=("zh_CN", "en"), help=_("Language of the texts"))
    groups = parser.add_subparsers(dest="group", required=True, metavar=_("COMMAND"))
    _add_init(groups)
    add_roster(_group(groups, "roster", _("The roster")))
    _add_communities(groups)
    add_campaign(_group(groups, "campaign", _("The campaign: dates, targets, rules")))
    _add_collect(groups)
    add_intake(_group(groups, "intake", _("Submissions")))
    add_last_year(groups)
    _add_entries(groups)
    add_queries(groups)
    add_returns(groups)
    add_confirm(groups)
    _add_small(groups)
    add_second_entry(groups)
    add_search(groups)
    _add_hand_over(groups)
    add_district(groups)
    _add_keys(groups)
    add_form(_group(groups, "form", _("Form editions")))
    _add_backup(groups)
    add_server(_group(groups, "server", _("The server of an office of several seats")))
    _add_users(groups)
    return parser


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the line; wrong usage ends the program with status 2."""
    parser = build_parser()
    options = parser.parse_args(_lead_with_options(list(arguments)))
    missing = _what_init_lacks(options) or _what_is_missing(options)
    if missing:
        parser.error(missing)
    return options


_SAID_BY_PACKAGE = (
    "communities",
    "level",
    *DATES,
    "home_visit_target",
    "app_target",
    "suite",
    "key_years",
    "unsealed",
)


def _what_init_lacks(options: argparse.Namespace) -> str:
    if options.group != "init":
        return ""
    if options.task_package is not None:
        beside = [name for name in _SAID_BY_PACKAGE if getattr(options, name) is not None]
        options_named = listed("--" + name.replace("_", "-") for name in beside)
        words_ = _("The task package says this already: {options}.")
        return words_.format(options=options_named) if beside else ""
    is_whole = all(getattr(options, name) is not None for name in ("year", "code", "name"))
    return "" if is_whole else _("Name --year, --code and --name, or --task-package.")


def _what_is_missing(options: argparse.Namespace) -> str:
    """What the grammar can't ask for by itself; empty when nothing is missing."""
    action = getattr(options, "action", "")
    is_of_rows = options.group == "intake" and action in {"take", "keep"}
    if is_of_rows and bool(options.rows) == options.all:
        return _("Name the rows, or use --all.")
    if action == "settle":
        is_named = options.row is not None and options.certificate is not None
        if is_named == options.proposals:
            return _("Name the row and --certificate NO, or use --proposals.")
    if action == "adopt" and (options.edition is None) == (options.digest is None):
        return _("Name a file, or use --edition DIGEST.")
    if action == "approve" and bool(options.entries) == options.ready:
        return _("Name the entries, or use --ready.")
    if action == "approve" and options.seen is not None and len(options.entries) != 1:
        return _("--seen goes with one entry.")
    return missing_of_review(options)


def _lead_with_options(arguments: list[str]) -> list[str]:
    """Move the options of every command to the front, where the parser wants them."""
    front: list[str] = []
    rest: list[str] = []
    while arguments:
        word = arguments.pop(0)
        if word == "--":
            rest += [word, *arguments]
            break
        if word == "--json" or word.startswith(("--office=", "--language=")):
            front.append(word)
        elif word in {"--office", "--language"} and arguments:
            front += [word, arguments.pop(0)]
        else:
            rest.append(word)
    return front + rest


_Groups = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def _add_init(groups: _Groups[argparse.ArgumentParser]) -> None:
    init = groups.add_parser("init", help=_("Set up an office"))
    init.add_argument("--task-package", type=path, metavar="FILE", help=_("The district's package"))
    init.add_argument("--fingerprint", type=words, default="", help=_("Of the district's key"))
    init.add_argument("--year", type=year)
    init.add_argument("--code", type=words, help=_("9 or 12 digits; 6 for a district"))
    init.add_argument("--name", type=words)
    init.add_argument("--communities", type=path, metavar="FILE")
    init.add_argument("--user", type=words, default="", help=_("Your name as the log shows it"))
    init.add_argument("--level", choices=("town", "district"))
    init.add_argument("--district-card", type=path, metavar="FILE")
    init.add_argument(
        "--server",
        type=words,
        metavar=ADDRESS,
        help=_("Keep the data on a server, for several seats"),
    )
    init.add_argument("--practice-date", type=date.fromisoformat, metavar="DATE")
    init.add_argument("--suite", choices=tuple(SUITES), help=_("SM2, SM3, SM4: national"))
    init.add_argument("--key-years", type=years, metavar="N", help=_("How long its keys count"))
    init.add_argument(
        "--unsealed",
        action="store_true",
        default=None,
        help=_("Sign bundles, but don't encrypt them"),
    )
    for name in ("opening-date", "reference-date", "cutoff-date"):
        init.add_argument(f"--{name}", type=date.fromisoformat, metavar="DATE")
    for name in ("community-deadline", "town-deadline", "district-deadline"):
        init.add_argument(f"--{name}", type=date.fromisoformat, metavar="DATE")
    for name in ("home-visit-target", "app-target"):
        init.add_argument(f"--{name}", type=share, metavar="SHARE")


def _add_communities(groups: _Groups[argparse.ArgumentParser]) -> None:
    actions = _group(groups, "communities", _("The office's communities"))
    add = actions.add_parser("add", help=_("Add communities, or rename them by code"))
    add.add_argument("file", type=path)


def _add_collect(groups: _Groups[argparse.ArgumentParser]) -> None:
    actions = _group(groups, "collect", _("What the communities collect with"))
    books = actions.add_parser("workbooks", help=_("Write Excel workbooks, filled from the roster"))
    books.add_argument("folder", type=path)
    books.add_argument("--community", type=words, default="")
    odk = actions.add_parser("odk", help=_("Write forms and lists for ODK Collect or KoboCollect"))
    odk.add_argument("folder", type=path)


def _add_entries(groups: _Groups[argparse.ArgumentParser]) -> None:
    actions = _group(groups, "entries", _("Entries"))
    actions.add_parser("list", help=_("All entries with their findings"))
    show = actions.add_parser("show", help=_("One entry with its history"))
    show.add_argument("entry", type=words)
    correct = actions.add_parser("correct", help=_("Correct an answer"))
    correct.add_argument("entry", type=words)
    for name in ("--item", "--value", "--reason"):
        correct.add_argument(name, type=words, required=True)
    add_seen(correct)
    explain = actions.add_parser("explain", help=_("Explain a warning that is true after all"))
    explain.add_argument("entry", type=words)
    explain.add_argument("--rule", type=words, required=True)
    explain.add_argument("--item", type=words, default="")
    explain.add_argument("--reason", type=words, required=True)
    add_seen(explain)
    add_corrections(actions)
    approve = actions.add_parser("approve", help=_("Approve entries"))
    approve.add_argument("entries", type=words, nargs="*", metavar="ENTRY")
    approve.add_argument("--ready", action="store_true", help=_("All without open errors"))
    approve.add_argument("--community", type=words, default="")
    add_seen(approve)


def _add_small(groups: _Groups[argparse.ArgumentParser]) -> None:
    _add_progress(groups)
    add_spot_checks(groups)
    log = _group(groups, "log", _("The log of what was done"))
    listed = log.add_parser("list", help=_("What was done, the newest first"))
    listed.add_argument("--last", type=number_of, default=100, metavar="N")
    listed.add_argument("--before", type=number_of, metavar="LINE")
    log.add_parser("check", help=_("Check that no line was altered"))
    log.add_parser("export", help=_("Write it as a signed file")).add_argument("target", type=path)
    verify = log.add_parser("verify", help=_("Check a log that was exported"))
    verify.add_argument("file", type=path)
    verify.add_argument("--trust", type=path, metavar="FILE", help=_("Key card or trust list"))
    demo = groups.add_parser("demo", help=_("The main job on the built-in sample town"))
    demo.add_argument("--folder", type=path, default=Path("demo-output"))


def _add_hand_over(groups: _Groups[argparse.ArgumentParser]) -> None:
    actions = _group(groups, "handover", _("Hand-over"))
    actions.add_parser("check", help=_("What stands in the way"))
    export = actions.add_parser("export", help=_("Write the next bundle"))
    export.add_argument("folder", type=path)
    export.add_argument("--community", type=words, action="append", default=[], metavar="CODE")
    export.add_argument("--entries", type=words, nargs="+", default=[], metavar="ENTRY")
    export.add_argument("--max-mb", type=megabytes, default=0, help=_("Parts for email"))
    add_receipt(actions)
    verify = actions.add_parser("verify", help=_("Check a bundle"))
    verify.add_argument("file", type=path)
    verify.add_argument("--trust", type=path, metavar="FILE")


def _add_keys(groups: _Groups[argparse.ArgumentParser]) -> None:
    actions = _group(groups, "keys", _("Key cards"))
    actions.add_parser("card", help=_("Write this office's card")).add_argument("folder", type=path)
    add_key_care(actions)
    actions.add_parser("trust", help=_("Accept the card of another office")).add_argument(
        "file", type=path
    )


def _add_progress(groups: _Groups[argparse.ArgumentParser]) -> None:
    progress = groups.add_parser("progress", help=_("Coverage, rates and deadlines"))
    actions = progress.add_subparsers(dest="action", metavar=_("ACTION"))
    progress.set_defaults(action="")
    notice = actions.add_parser("notice", help=_("Write the progress notice"))
    notice.add_argument("file", type=path, metavar="OUT.pdf|OUT.xlsx")
    calendar = actions.add_parser("calendar", help=_("Write the deadlines as a calendar file"))
    calendar.add_argument("file", type=path, metavar="OUT.ics")


def _add_backup(groups: _Groups[argparse.ArgumentParser]) -> None:
    actions = _group(groups, "backup", _("Backups"))
    make = actions.add_parser("make", help=_("Make a backup now"))
    make.add_argument("--to", type=path, metavar="FOLDER")
    actions.add_parser("list", help=_("Backups beside the office"))
    keep = actions.add_parser("keep", help=_("How many daily backups stay; a number changes it"))
    keep.add_argument("kept", nargs="?", type=int, metavar="N")
    restore = actions.add_parser("restore", help=_("Put a backup back"))
    restore.add_argument("backup", metavar="NAME")


def _add_users(groups: _Groups[argparse.ArgumentParser]) -> None:
    actions = _group(groups, "users", _("Users and roles"))
    actions.add_parser("list", help=_("Who signs in here"))
    add = actions.add_parser("add", help=_("Let another person sign in"))
    add.add_argument("--name", type=words, required=True)
    add.add_argument("--roles", type=roles, required=True)
    change = actions.add_parser("roles", help=_("Change what a person may do"))
    change.add_argument("user", type=number_of)
    change.add_argument("--roles", type=roles, required=True)
    own = actions.add_parser("department", help=_("Whose part of the form a person signs for"))
    own.add_argument("user", type=number_of)
    own.add_argument("department", choices=[*map(str, Department), "all"])
    remove = actions.add_parser("remove", help=_("Let a person sign in no more"))
    remove.add_argument("user", type=number_of)
    reset = actions.add_parser("reset", help=_("Give a person a new password"))
    reset.add_argument("user", type=number_of)
    recovery = actions.add_parser("recovery", help=_("Print the recovery sheet"))
    recovery.add_argument("file", type=path, metavar="OUT.pdf")


def _group(
    groups: _Groups[argparse.ArgumentParser], name: str, purpose: str
) -> _Groups[argparse.ArgumentParser]:
    return groups.add_parser(name, help=purpose).add_subparsers(
        dest="action", required=True, metavar=_("ACTION")
    )

"""The grammar of taking files in."""

from __future__ import annotations

from argparse import ArgumentParser

from dsurvey_desktop.cli.argument_types import number_of, path, words
from dsurvey_desktop.cli.review_arguments import Groups
from dsurvey_desktop.domain.texts import _


def add_intake(actions: Groups) -> None:
    """All that begins with `intake`."""
    add = actions.add_parser("add", help=_("Take in files and folders"))
    preview = actions.add_parser("preview", help=_("What taking in files would do"))
    for one in (add, preview):
        _add_files(one)
    _add_waiting(actions)
    _add_refused(actions)
    _add_unread(actions)
    _add_mappings(actions)
    actions.add_parser("list", help=_("Files taken in"))
    rows = actions.add_parser("rows", help=_("Every row of a batch, and how its cells were read"))
    rows.add_argument("batch", type=number_of)
    actions.add_parser("undo", help=_("Take a batch back")).add_argument("batch", type=number_of)
    _add_aside(actions)
    actions.add_parser("pending", help=_("Differences that wait for a decision"))
    compare = actions.add_parser("compare", help=_("Community forms that wait, side by side"))
    compare.add_argument("--community", type=words, default="")
    for name in ("take", "keep"):
        action = actions.add_parser(name, help=_("Decide about waiting differences"))
        action.add_argument("rows", type=number_of, nargs="*", metavar="ROW")
        action.add_argument("--all", action="store_true")
        action.add_argument(
            "--item", type=words, action="append", default=[], help=_("Only this answer")
        )
    settle = actions.add_parser("settle", help=_("Say whose a row is that was set aside"))
    settle.add_argument("row", type=number_of, nargs="?")
    settle.add_argument("--certificate", type=words, metavar="NO")
    settle.add_argument("--proposals", action="store_true", help=_("Accept every proposal"))
    settle.add_argument("--reason", type=words, required=True)
    actions.add_parser("codes", help=_("Every problem of files, with what to do"))
    report = actions.add_parser("report", help=_("Print the problems of the files taken in"))
    report.add_argument("file", type=path, metavar="OUT.pdf|OUT.xlsx|FOLDER")
    report.add_argument("--community", type=words, default="")


def _add_files(action: ArgumentParser) -> None:
    action.add_argument("files", type=path, nargs="+", metavar="FILE")
    _add_wishes(action)


def _add_waiting(actions: Groups) -> None:
    waiting = actions.add_parser("waiting", help=_("Files that wait for a person"))
    deeds = waiting.add_subparsers(dest="deed", required=True, metavar=_("ACTION"))
    deeds.add_parser("list", help=_("All that wait, and for what"))
    take = deeds.add_parser("take", help=_("Take in files that waited, as they came"))
    forget = deeds.add_parser("forget", help=_("Let files wait no longer"))
    for one in (take, forget):
        one.add_argument("waiting", type=number_of, nargs="+", metavar="ID")
    preview = deeds.add_parser("preview", help=_("What taking in a file that waits would do"))
    preview.add_argument("waiting", type=number_of, metavar="ID")
    _add_wishes(take)
    _add_columns(preview)


def _add_refused(actions: Groups) -> None:
    refused = actions.add_parser("refused", help=_("Files that were refused"))
    deeds = refused.add_subparsers(dest="deed", required=True, metavar=_("ACTION"))
    deeds.add_parser("list", help=_("All that nothing was taken in for yet, and why"))
    done = deeds.add_parser("done", help=_("Be done with refused files"))
    done.add_argument("refused", type=number_of, nargs="+", metavar="ID")
    problems = actions.add_parser("problems", help=_("What is wrong in files, and what to do"))
    problems.add_argument("--community", type=words, default="")


def _add_aside(actions: Groups) -> None:
    aside = actions.add_parser("set-aside", help=_("Rows that became no entry, and why"))
    aside.add_argument("--dismissed", action="store_true", help=_("Those a person is done with"))
    dismiss = actions.add_parser("dismiss", help=_("Be done with rows that are nobody's here"))
    reopen = actions.add_parser("reopen", help=_("Let such rows wait again"))
    for one in (dismiss, reopen):
        one.add_argument("rows", type=number_of, nargs="+", metavar="ROW")
    dismiss.add_argument("--reason", type=words, required=True)


def _add_unread(actions: Groups) -> None:
    unread = actions.add_parser("unread", help=_("Files of a reading that was cut short"))
    deeds = unread.add_subparsers(dest="deed", required=True, metavar=_("ACTION"))
    deeds.add_parser("list", help=_("Those that were not read yet"))
    deeds.add_parser("forget", help=_("Be done with them"))


def _add_wishes(action: ArgumentParser) -> None:
    action.add_argument(
        "--take-changes",
        action="store_true",
        help=_("Take differing values of entries that exist; otherwise they wait"),
    )
    _add_columns(action)


def _add_columns(action: ArgumentParser) -> None:
    action.add_argument(
        "--mapping", type=path, metavar="FILE.json", help=_("What the columns mean; remembered")
    )
    action.add_argument(
        "--accept-mapping",
        action="store_true",
        help=_("Take the columns as matched where the program would ask; remembered"),
    )


def _add_mappings(actions: Groups) -> None:
    columns = actions.add_parser("columns", help=_("What the columns of a file mean"))
    columns.add_argument("file", type=path)
    columns.add_argument(
        "--write", type=path, metavar="OUT.json", help=_("Write the mapping, to be changed")
    )
    mappings = actions.add_parser("mappings", help=_("Remembered meanings of columns"))
    deeds = mappings.add_subparsers(dest="deed", required=True, metavar=_("ACTION"))
    deeds.add_parser("list", help=_("All that are remembered"))
    rename = deeds.add_parser("rename", help=_("Give a mapping another name"))
    export = deeds.add_parser("export", help=_("Write a mapping to a file"))
    delete = deeds.add_parser("delete", help=_("Forget a mapping"))
    for one in (rename, export, delete):
        one.add_argument("mapping", type=number_of)
    rename.add_argument("name", type=words)
    export.add_argument("file", type=path, metavar="OUT.json")
    imported = deeds.add_parser("import", help=_("Remember a mapping from a file"))
    imported.add_argument("file", type=path, metavar="FILE.json")
    imported.add_argument("--name", type=words, default="")

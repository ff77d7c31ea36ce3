"""The grammar of last year's data."""

from __future__ import annotations

import argparse

from dsurvey_desktop.cli.argument_types import number_of, path, words
from dsurvey_desktop.cli.review_arguments import Groups
from dsurvey_desktop.domain.texts import _


def add_last_year(groups: Groups) -> None:
    """`lastyear import`, `columns`, `list`, `unmatched`, `settle`, `changes`, `undo` and so on."""
    actions = groups.add_parser("lastyear", help=_("Last year's data")).add_subparsers(
        dest="action", required=True, metavar=_("ACTION")
    )
    _add_import(actions)
    actions.add_parser("list", help=_("What was imported"))
    actions.add_parser("unmatched", help=_("Rows that are nobody's this year, and why"))
    _add_settle(actions)
    changes = actions.add_parser("changes", help=_("What changed most since last year"))
    changes.add_argument("--community", type=words, default="")
    changes.add_argument("--item", type=words, default="", help=_("Only this answer"))
    changes.add_argument("--people", action="store_true", help=_("With the people behind each"))
    changes.add_argument("--write", type=path, metavar="OUT.pdf|OUT.xlsx")
    _add_mappings(actions)
    undo = actions.add_parser("undo", help=_("Take an import back"))
    undo.add_argument("id", type=number_of, metavar="IMPORT")


def _add_mappings(actions: Groups) -> None:
    mappings = actions.add_parser(
        "mappings", help=_("Remembered meanings of columns, under last year's form")
    )
    deeds = mappings.add_subparsers(dest="deed", required=True, metavar=_("ACTION"))
    deeds.add_parser("list", help=_("All that are remembered"))
    forget = deeds.add_parser("forget", help=_("Forget one; what came in by it stays"))
    forget.add_argument("shape", type=words)


def _add_settle(actions: Groups) -> None:
    settle = actions.add_parser("settle", help=_("Say whose a row is that is nobody's"))
    settle.add_argument("row", type=number_of, nargs="?")
    settle.add_argument("--certificate", type=words, metavar="NO")
    settle.add_argument("--proposals", action="store_true", help=_("Accept every proposal"))
    settle.add_argument("--reason", type=words, required=True)
    taken_back = actions.add_parser("unsettle", help=_("Take back what was said of rows"))
    taken_back.add_argument("rows", type=number_of, nargs="+", metavar="ROW")


def _add_import(actions: Groups) -> None:
    taken = actions.add_parser("import", help=_("Import last year's forms, Excel or bundle"))
    taken.add_argument("file", type=path)
    taken.add_argument(
        "--mapping", type=path, metavar="FILE.json", help=_("What the columns mean; remembered")
    )
    taken.add_argument(
        "--accept-mapping",
        action="store_true",
        help=_("Take the columns as matched where the program would ask; remembered"),
    )
    taken.add_argument(
        "--trust", type=path, metavar="FILE", help=_("Key card of who signed the bundle")
    )
    taken.add_argument(
        "--last-office", type=path, metavar="FOLDER", help=_("Last year's office, for its keys")
    )
    _add_form(taken)
    looked_at = actions.add_parser("columns", help=_("What the columns of a table mean"))
    looked_at.add_argument("file", type=path)
    looked_at.add_argument("--write", type=path, metavar="OUT.json")
    _add_form(looked_at)


def _add_form(parser: argparse.ArgumentParser) -> None:
    words_ = _("Last year's form: a workbook, or its digest; individual for this year's")
    parser.add_argument("--form", type=words, metavar="FORM", help=words_)

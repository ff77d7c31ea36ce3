"""The grammar of `dsurvey form`."""

from __future__ import annotations

import argparse

from dsurvey_desktop.cli.argument_types import path, words
from dsurvey_desktop.domain.texts import _

_Actions = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def add_form(actions: _Actions[argparse.ArgumentParser]) -> None:
    """Add the actions of `form`."""
    actions.add_parser("check", help=_("Check a form workbook")).add_argument("file", type=path)
    evaluate = actions.add_parser("evaluate", help=_("Try answers on a form"))
    evaluate.add_argument("file", type=path)
    evaluate.add_argument("answers", type=path)
    booklet = actions.add_parser("booklet", help=_("Print what each item means"))
    booklet.add_argument("file", type=path, metavar="OUT.pdf")
    booklet.add_argument("--of", type=words, nargs="+", metavar=_("FILE or DIGEST"))
    actions.add_parser("editions", help=_("The form editions of the office"))
    show = actions.add_parser("show", help=_("The items of an edition, who is asked, and rules"))
    show.add_argument("edition", type=words, nargs="?", metavar="FILE")
    show.add_argument("--edition", dest="digest", type=words, metavar="DIGEST")
    show.add_argument("--kind", choices=("individual", "community"), default="individual")
    adopt = actions.add_parser("adopt", help=_("Make an edition the campaign's"))
    adopt.add_argument("edition", type=words, nargs="?", metavar="FILE")
    adopt.add_argument("--edition", dest="digest", type=words, metavar="DIGEST")
    move = actions.add_parser("move", help=_("Move entries to an edition, all or some"))
    move.add_argument("--to", type=words, required=True, metavar="DIGEST")
    move.add_argument("--entry", type=words, nargs="+", default=(), metavar="ENTRY")
    move.add_argument("--community", type=words, nargs="+", default=(), metavar="CODE")
    for action in (adopt, move):
        action.add_argument("--preview", action="store_true", help=_("Only show what would change"))
    compare = actions.add_parser("compare", help=_("What differs between two editions"))
    for name in ("old", "new"):
        compare.add_argument(name, type=words, metavar=_("FILE, DIGEST, individual or community"))

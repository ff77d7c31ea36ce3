"""Grammar of the commands about the roster and about finding people."""

from __future__ import annotations

import argparse

from dsurvey_desktop.cli.argument_types import number_of, path, words
from dsurvey_desktop.cli.review_arguments import add_absence
from dsurvey_desktop.domain.texts import _

_Actions = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def add_roster(actions: _Actions[argparse.ArgumentParser]) -> None:
    """What is done with the roster."""
    imported = actions.add_parser("import", help=_("Import a roster"))
    imported.add_argument("file", type=path)
    imported.add_argument("--preview", action="store_true", help=_("Only show what would change"))
    imported.add_argument(
        "--mapping", type=path, metavar="FILE.json", help=_("What the columns mean; remembered")
    )
    imported.add_argument(
        "--accept-mapping",
        action="store_true",
        help=_("Take the columns as matched where the program would ask; remembered"),
    )
    actions.add_parser("list", help=_("Rosters taken in"))
    actions.add_parser("undo", help=_("Take the newest roster back"))
    columns = actions.add_parser("columns", help=_("What the columns of a file mean"))
    columns.add_argument("file", type=path)
    columns.add_argument(
        "--write", type=path, metavar="OUT.json", help=_("Write the mapping, to be changed")
    )
    missing = actions.add_parser("missing", help=_("People without a form"))
    missing.add_argument("--community", type=words, default="")
    add_absence(missing)


def add_search(groups: _Actions[argparse.ArgumentParser]) -> None:
    """Finding anyone."""
    search = groups.add_parser("search", help=_("Find people by name, pinyin, number or phone"))
    search.add_argument("words", type=words, nargs="+", metavar="WORD")
    search.add_argument("--most", type=number_of, metavar="N", help=_("At most so many"))

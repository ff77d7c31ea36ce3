"""The words of `server …`."""

from __future__ import annotations

import argparse

from dsurvey_desktop.cli.argument_types import path, words
from dsurvey_desktop.domain.texts import _

ADDRESS = "postgresql://USER@HOST:PORT/DATABASE"


def add_server(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """What a seat knows of its server, and other seats."""
    change = actions.add_parser("set", help=_("Keep its new password or address at this seat"))
    change.add_argument("--to", type=words, metavar=ADDRESS)
    join = actions.add_parser("join", help=_("Make this machine another seat of the office"))
    way = join.add_mutually_exclusive_group(required=True)
    way.add_argument("--to", type=words, metavar=ADDRESS)
    way.add_argument("--copy", type=path, metavar="FOLDER", help=_("A copy of another seat"))
    copy = actions.add_parser("copy", help=_("Write a folder that makes another seat"))
    copy.add_argument("folder", type=path, metavar="FOLDER")

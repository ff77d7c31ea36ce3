"""Finding people."""

from __future__ import annotations

import argparse
from typing import Any

from dsurvey_desktop.usecases import find_people
from dsurvey_desktop.usecases.desk import Desk


def search(desk: Desk, options: argparse.Namespace) -> Any:
    """`search`."""
    most = options.most or find_people.MOST_FOUND
    return find_people.find_people(desk, " ".join(options.words), most)


COMMANDS = {"search": search}

"""Commands that make what the communities collect with."""

from __future__ import annotations

import argparse
from typing import Any

from dsurvey_desktop.usecases import make_odk_material, make_workbooks
from dsurvey_desktop.usecases.desk import Desk

_Options = argparse.Namespace


def workbooks(desk: Desk, options: _Options) -> Any:
    """`collect workbooks`."""
    return make_workbooks.make_workbooks(desk, options.folder, options.community)


def odk(desk: Desk, options: _Options) -> Any:
    """`collect odk`."""
    return make_odk_material.make_odk_material(desk, options.folder)


COMMANDS = {
    "collect odk": odk,
    "collect workbooks": workbooks,
}

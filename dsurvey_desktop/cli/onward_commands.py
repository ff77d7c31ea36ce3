"""Commands of the onward file."""

from __future__ import annotations

import argparse
from typing import Any

from dsurvey_desktop.usecases import check_onward, make_onward
from dsurvey_desktop.usecases.desk import Desk

_Options = argparse.Namespace


def check(desk: Desk, options: _Options) -> Any:
    """`district onward-check`."""
    found = check_onward.check_onward(desk, options.to)
    names = [name for name in found.__slots__ if name != "lines"]
    lines = [
        {name: getattr(one, name) for name in one.__slots__} | {"is_met": one.is_met}
        for one in found.lines
    ]
    return {name: getattr(found, name) for name in names} | {"lines": lines}


def write(desk: Desk, options: _Options) -> Any:
    """`district onward`."""
    written = make_onward.make_onward(desk, options.folder, dict(options.reason), options.to)
    names = [name for name in written.__slots__ if name != "path"]
    return {"file": written.path} | {name: getattr(written, name) for name in names}


COMMANDS = {"district onward-check": check, "district onward": write}

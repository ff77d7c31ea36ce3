"""The command `dsurvey`: status 0 when done, 1 when refused, 2 for wrong usage.

Light: a process that reads files for a command loads the module that the command began with.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from dsurvey_desktop.domain.crash_dumps import forbid_crash_dumps

REFUSED, INTERRUPTED = 1, 130


def run() -> int:
    """Entry of the installed command."""
    forbid_crash_dumps()
    _speak_utf8()
    try:
        return main(sys.argv[1:])
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED


def _speak_utf8() -> None:
    """Names hold characters that code pages lack; what is piped or redirected is UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit status."""
    from dsurvey_desktop.cli.run_command import run_command  # noqa: PLC0415 - only here

    return run_command(arguments)


if __name__ == "__main__":
    sys.exit(run())

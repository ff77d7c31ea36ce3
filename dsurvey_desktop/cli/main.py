"""The command `dsurvey`: status 0 when done, 1 when refused, 2 for wrong usage."""

from __future__ import annotations

import atexit
import io
import os
import sys
import threading
from collections.abc import Sequence

from dsurvey_desktop.domain.crash_dumps import forbid_crash_dumps

REFUSED, INTERRUPTED = 1, 130


def run() -> int:
    """Entry of the installed command, which ends the process where it can; else its status."""
    forbid_crash_dumps()
    _speak_utf8()
    try:
        status = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    _leave(status)
    return status


def _leave(status: int) -> None:
    """End at once, unless a thread is at work: to let go of all that was loaded takes 0.1 s."""
    others = (one for one in threading.enumerate() if one is not threading.main_thread())
    if all(one.daemon for one in others):
        atexit._run_exitfuncs()  # noqa: SLF001 - as the end of any process does
        os._exit(status)  # what was said is written already


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

"""Keeping a C library from writing to the standard error of this program."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_STANDARD_ERROR = 2
_LOCK = threading.Lock()


@contextmanager
def quiet_library() -> Iterator[None]:
    """Drop what is written to standard error meanwhile: GmSSL prints each thing it refuses.

    For calls of a few milliseconds; what is wrong is raised by whoever calls.
    """
    with _LOCK:
        try:
            kept = os.dup(_STANDARD_ERROR)
        except OSError:  # a window program on Windows has none
            yield
            return
        nothing = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nothing, _STANDARD_ERROR)
            yield
        finally:
            os.dup2(kept, _STANDARD_ERROR)
            os.close(kept)
            os.close(nothing)

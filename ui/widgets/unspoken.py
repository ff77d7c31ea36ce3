"""What the program fills in is not told to screen readers change by change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QAccessible


@contextmanager
def unspoken() -> Iterator[None]:
    """While another entry is put into the form, hundreds of changes would keep a reader busy.

    Orca worked on them for seconds before it said whose entry it is; what has the focus is told
    before or after. Where nobody listens nothing is switched.
    """
    is_heard = QAccessible.isActive()
    if is_heard:
        QAccessible.setActive(False)
    try:
        yield
    finally:
        if is_heard:
            QAccessible.setActive(True)

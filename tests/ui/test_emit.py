"""The pinned Qt binding survives a day of signals; 6.12.0 on Python 3.11 aborts here."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal, Slot

EMITS = 20_000


class Receiver(QObject):
    """Counts what reaches it through a signal of its own."""

    sent = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.sent.connect(self.take)

    @Slot(object)
    def take(self, value: object) -> None:
        self.count += value is True


def test_twenty_thousand_emits_lose_no_reference(qapp):
    receiver = Receiver()
    before = sys.getrefcount(True)
    for _ in range(EMITS):
        receiver.sent.emit(True)
    assert receiver.count == EMITS
    assert sys.getrefcount(True) > before - 100

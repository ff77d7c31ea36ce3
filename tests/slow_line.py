"""A line between a seat and its server: as slow as an office's network, or cut for a while."""

from __future__ import annotations

import heapq
import multiprocessing
import selectors
import socket
import time
from itertools import count
from multiprocessing.sharedctypes import Synchronized
from typing import Any

_CHUNK = 1 << 16
_PATIENCE_S = 0.05
_KINDS = multiprocessing.get_context("fork")


class SlowLine:
    """Passes bytes on in a process of its own, each way later by half of `round_trip_ms`.

    Attributes:
        port: where the server seems to be.
    """

    def __init__(self, server_port: int, round_trip_ms: float = 0.0) -> None:
        listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(listener.getsockname()[1])
        self._turns: Synchronized[int] = _KINDS.Value("q", 0)
        self._is_cut: Synchronized[int] = _KINDS.Value("b", 0)
        arguments = (listener, server_port, round_trip_ms / 2000, self._turns, self._is_cut)
        self._process = _KINDS.Process(target=_pass_on, args=arguments, daemon=True)
        self._process.start()
        listener.close()

    @property
    def turns(self) -> int:
        """How often a seat has spoken after it had heard something: round trips until now."""
        return self._turns.value

    def cut(self) -> None:
        """Let nothing through any more, as a pulled cable does; nobody is told."""
        self._is_cut.value = 1

    def mend(self) -> None:
        """Let everything through again, also what was under way."""
        self._is_cut.value = 0

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.join()


def _pass_on(
    listener: socket.socket,
    server_port: int,
    delay_s: float,
    turns: Synchronized[int],
    is_cut: Synchronized[int],
) -> None:
    """The process: every chunk waits until its time has come."""
    ears = selectors.DefaultSelector()
    ears.register(listener, selectors.EVENT_READ, None)
    waiting: list[tuple[float, int, socket.socket, bytes, bool]] = []
    numbers = count()
    heard: set[Any] = set()
    while True:
        now = time.monotonic()
        while waiting and waiting[0][0] <= now and not is_cut.value:
            _due, _number, target, data, is_answer = heapq.heappop(waiting)
            _send(target, data)
            if is_answer:
                heard.add(target)
        until = waiting[0][0] - now if waiting and not is_cut.value else _PATIENCE_S
        for key, _events in ears.select(max(0.0, min(until, _PATIENCE_S))):
            if key.data is None:
                _join(ears, listener, server_port)
                continue
            other, is_seat = key.data
            data = _receive(key.fileobj)
            if is_seat and data and key.fileobj in heard:
                heard.discard(key.fileobj)
                turns.value += 1
            if not data:
                ears.unregister(key.fileobj)
            due = time.monotonic() + delay_s
            heapq.heappush(waiting, (due, next(numbers), other, data, not is_seat))


def _join(ears: selectors.BaseSelector, listener: socket.socket, server_port: int) -> None:
    seat, _address = listener.accept()
    try:
        server = socket.create_connection(("127.0.0.1", server_port))
    except OSError:
        seat.close()
        return
    for one in (seat, server):
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    ears.register(seat, selectors.EVENT_READ, (server, True))
    ears.register(server, selectors.EVENT_READ, (seat, False))


def _receive(source: Any) -> bytes:
    try:
        return bytes(source.recv(_CHUNK))
    except OSError:
        return b""


def _send(target: socket.socket, data: bytes) -> None:
    try:
        if data:
            target.sendall(data)
        else:
            target.shutdown(socket.SHUT_WR)
    except OSError:
        return

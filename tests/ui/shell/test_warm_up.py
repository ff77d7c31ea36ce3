"""The pages are imported ahead, and every name in the list is there."""

from __future__ import annotations

from importlib import import_module

from ui import warm_up
from ui.page_registry import PAGES


def test_every_deed_exists():
    for name in warm_up.DEEDS:
        assert import_module(f"dsurvey_desktop.usecases.{name}")


def test_all_is_imported_and_read_while_nobody_asks(qtbot, office_context, monkeypatch):
    monkeypatch.setattr(warm_up, "FIRST_MS", 0)
    monkeypatch.setattr(warm_up, "PAUSE_MS", 0)
    made = warm_up.WarmUp(office_context, [place.module for place in PAGES], office_context.worker)
    qtbot.waitUntil(lambda: made.is_done and not office_context.worker.is_busy, timeout=20_000)

"""Words put side by side; at home in `dsurvey_desktop.domain.word_lists`."""

from __future__ import annotations

from dsurvey_desktop.domain.word_lists import listed, sentences

__all__ = ["listed", "sentences"]

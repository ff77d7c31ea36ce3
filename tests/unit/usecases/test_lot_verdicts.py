"""Verdicts on lots of an acceptance plan."""

from __future__ import annotations

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.spot_check import Verdict
from dsurvey_desktop.usecases.lot_verdicts import lot_results
from dsurvey_desktop.usecases.sample_views import Lot, SampleMember


def test_nobody_asked_is_no_acceptance_where_those_drawn_have_moved_away() -> None:
    lot = Lot("001", "A", size=3, sample=1, acceptance=0, limit=1, risk=0.0)
    moved = SampleMember(EntryId(1), "01-0001-1", "", "", "002", "B")
    (found,) = lot_results([lot], [moved], {})
    assert (found.unknown, found.verdict) == (1, Verdict.OPEN)

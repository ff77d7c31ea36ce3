"""Progress counted by a server is that of a local office: groups, days and absences alike."""

from __future__ import annotations

from dsurvey_desktop.domain.absence import AbsenceReason
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.check_hand_over import check_hand_over
from dsurvey_desktop.usecases.list_missing import list_missing
from dsurvey_desktop.usecases.note_absence import note_absence
from dsurvey_desktop.usecases.show_progress import show_progress


def test_both_seats_see_the_same_figures_at_once(seats):
    here, there = seats
    approve_entries(here, ready_entries(here)[:50])
    note_absence(there, list_missing(there)[0].certificate_no, AbsenceReason.DEAD, "村里证明")
    seen = show_progress(here)
    assert seen == show_progress(there)
    total = seen.total
    assert (total.on_roster, total.with_entry, total.approved) == (420, 391, 50)
    assert [(day.registered, day.approved) for day in total.history[-2:]] == [(0, 0), (391, 50)]
    assert {block.kind: block.count for block in total.blocks} == {
        "missing": 28, "errors": 16, "not_approved": 341, "pending": 2, "set_aside": 17,
    }  # fmt: skip
    check = {line.kind: line.count for line in check_hand_over(there).lines}
    assert check["missing"] == 28

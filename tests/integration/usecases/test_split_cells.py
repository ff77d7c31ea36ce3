"""A cell that answers two questions stands as the evidence beside both."""

from __future__ import annotations

from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.show_entry import show_entry

CELL = "13800000001/0574-63410001"


def test_a_telephone_taken_from_anothers_cell_shows_that_cell(small_desk, small):
    person = small.people[0] | {"mobile": CELL}
    person.pop("landline", None)

    (outcome,) = add_submissions(small_desk, [small.submission("一.csv", person)])
    (entry,) = list_entries(small_desk)
    view = show_entry(small_desk, entry.id)

    items = {item.name: item for section in view.sections for item in section.items}
    seen = {name: items[name].evidence for name in ("mobile", "landline")}
    assert outcome.taken == 1
    assert [p.code for p in outcome.problems] == ["phones_sorted"]
    assert {name: items[name].value for name in seen} == {
        "mobile": "13800000001",
        "landline": "0574-63410001",
    }
    assert {(one.raw, one.raw_column) for one in seen.values()} == {(CELL, "mobile")}
    assert not view.findings

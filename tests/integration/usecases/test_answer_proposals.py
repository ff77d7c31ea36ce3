"""Proposals beside the answers of entries in an office: household, spelling, what is not asked."""

from __future__ import annotations

from collections import Counter

from dsurvey_desktop.domain.numbers import parse_certificate
from dsurvey_desktop.domain.origin import Origin
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.show_entry import show_entry

WHY = "电话核实"


def proposals(view, item: str) -> list[tuple]:
    items = (one for section in view.sections for one in section.items)
    found = next(one for one in items if one.name == item)
    return [(one.value, one.origin) for one in found.proposals]


def _only_of_that_name(entries, one):
    """A neighbour who is on the roster under this name as the only one."""
    neighbours = [e for e in entries if e.community_code == one.community_code]
    names = Counter(e.name for e in neighbours)
    rules = {e.certificate_no: {f.rule for f in e.findings} for e in neighbours}
    return next(
        e
        for e in neighbours
        if names[e.name] == 1
        and e.certificate_no != one.certificate_no
        and not rules[e.certificate_no] & {"P03", "P07", "K32"}
    )


def test_proposals_follow_what_the_form_says(desk):
    """The head of the household by the roster's name, a telephone's spelling, blanks."""
    entries = [one for one in list_entries(desk) if one.answers.get("householder_name")]
    one = next(e for e in entries if e.answers.get("mobile") and e.answers.get("status") == "6")
    head = _only_of_that_name(list_entries(desk), one)
    correct_entry(desk, one.id, "householder_name", head.name, WHY)
    view = correct_entry(desk, one.id, "householder_id", None, WHY)
    citizen_id = parse_certificate(head.certificate_no).citizen_id
    assert (citizen_id, Origin.HOUSEHOLD) in proposals(view, "householder_id")
    mobile = one.answers["mobile"]
    view = correct_entry(desk, one.id, "mobile", f"{mobile[:10]}l", WHY)
    meant = (f"{mobile[:10]}1", Origin.NORMALISED)
    assert meant in proposals(view, "mobile")
    view = correct_entry(desk, one.id, "status", "2", WHY)
    assert proposals(view, "housing") == [(None, Origin.NOT_ASKED)]
    assert proposals(view, "status") == []


def test_an_entry_without_trouble_has_no_proposals_of_its_own(desk):
    ready = next(one for one in list_entries(desk) if not one.findings)
    view = show_entry(desk, ready.id)
    origins = {p.origin for s in view.sections for i in s.items for p in i.proposals}
    assert origins <= {Origin.ROSTER, Origin.PHONE, Origin.NORMALISED}

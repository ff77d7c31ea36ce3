"""Entries with their findings, corrections, explanations, approvals, samples; community forms."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from dsurvey_desktop.domain.entry import EntryState, Finding, Source
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import (
    approval_store,
    community_store,
    entry_columns,
    entry_lookup,
    entry_store,
    review_store,
    sample_store,
)
from dsurvey_desktop.storage.codec import decode, decode_moment, encode_moment

NUMBER = "11010519491231002X43"
OTHER = "11010519491231002X43B1"
NOW = datetime(2025, 10, 8, 9, 30, tzinfo=UTC)
USER = UserId(1)
ANSWERS = {
    "name": "阿依·古丽",
    "status": "6",
    "mode": "1",
    "device": "2",
    "needs": ["1", "3"],
    "rooms": 2,
    "area": 35.5,
    "member": [{"m_name": "古丽"}],
}
FINDINGS = (
    Finding("P03", Severity.ERROR, "name", text("The form has no item {name}.", name="x")),
    Finding("D02", Severity.WARNING, "reconfirmed_on", text("Done")),
    Finding("K33", Severity.NOTICE, "", text("Done")),
)


@pytest.fixture
def entry(stocked, add_entry):
    """An entry with answers and findings; gives its id."""
    with stocked.write() as connection:
        values = entry_columns.row_values(ANSWERS, FINDINGS)
        return add_entry(connection, NUMBER, **values)


def test_an_entry_comes_back_whole(stocked, entry):
    with stocked.read() as connection:
        record = entry_store.load_entry(connection, entry)
        assert entry_store.load_by_certificate(connection, NUMBER) == record
        assert list(entry_store.all_entries(connection)) == [record]
        assert entry_store.load_entry(connection, 99) is None
        assert entry_store.load_by_certificate(connection, "no such number") is None
    assert record.answers == ANSWERS
    assert record.findings == FINDINGS
    assert (record.errors, record.warnings) == (1, 1)
    assert record.source == Source("上塘村.xlsx", "Sheet1", 4)
    assert record.received_at == NOW
    shown = record.to_entry()
    assert (shown.name, shown.state, shown.version) == ("阿依·古丽", EntryState.READY, 1)


def test_columns_follow_from_answers_and_findings():
    values = entry_columns.row_values(ANSWERS, FINDINGS)
    assert {name: values[name] for name in ("errors", "warnings", "is_unconfirmed")} == {
        "errors": 1,
        "warnings": 1,
        "is_unconfirmed": True,
    }
    blank = entry_columns.row_values({}, ())
    assert [blank[name] for name in ("name", "status", "mode", "device")] == [""] * 4
    assert (blank["errors"], blank["is_unconfirmed"]) == (0, False)


def test_a_certificate_has_one_entry(stocked, entry, add_entry):
    with pytest.raises(IntegrityError, match="UNIQUE"), stocked.write() as connection:
        add_entry(connection, NUMBER)


def test_many_entries_are_loaded_by_id_in_order(stocked, add_entry):
    with stocked.write() as connection:
        made = [add_entry(connection, f"{number:020d}") for number in range(1100)]
    with stocked.read() as connection:
        loaded = [record.id for record in entry_store.load_entries(connection, made[::-1][:700])]
    assert sorted(loaded) == made[400:]
    with stocked.write() as connection:
        entry_store.remove_entries(connection, made[1:])
        assert entry_store.next_entry_id(connection) == made[0] + 1


def test_twins_share_the_citizen_id_only(stocked, entry, add_entry):
    with stocked.write() as connection:
        add_entry(connection, "11010519491231002X43B1")
        add_entry(connection, "11010519491231002X62")
        add_entry(connection, "44052418800101001442")
    with stocked.read() as connection:
        twins = entry_lookup.twins_of(connection, NUMBER)
    assert sorted(twins) == ["11010519491231002X43B1", "11010519491231002X62"]


def test_residents_in_care_are_counted_per_community(stocked, add_entry):
    said = ["1", "2", "3", None, "12"]
    with stocked.write() as connection:
        for number, code in enumerate(said):
            answers = {"elder_care_now": code} if code else {}
            add_entry(connection, f"{number:020d}", **entry_columns.row_values(answers, ()))
    with stocked.read() as connection:
        assert entry_lookup.residents_in_care(connection) == {"330282105203": 2}


def test_entries_are_found_by_state_and_counted(stocked, add_entry):
    with stocked.write() as connection:
        for number, state in enumerate(EntryState):
            add_entry(connection, f"{number:020d}", state=state.value)
    with stocked.read() as connection:
        wanted = [EntryState.APPROVED, EntryState.SENT_BACK]
        found = [record.state for record in entry_store.entries_in_state(connection, wanted)]
        assert found == wanted
        counts = entry_lookup.count_per_community(connection, EntryState.READY)
        assert sum(counts.values()) == 1


def test_intake_sees_what_stands(stocked, entry):
    with stocked.read() as connection:
        (standing,) = entry_lookup.standing_rows(connection)
    assert (standing.certificate_no, standing.id) == (NUMBER, entry)
    assert standing.state == EntryState.READY
    assert decode(standing.answers_json) == ANSWERS


def correct(connection, entry, old, new, **more):
    values = {"reason": "电话核实", "source": "window", "user_id": USER, "at": NOW} | more
    review_store.add_correction(connection, entry, "rooms", old, new, **values)


@pytest.mark.parametrize(("old", "new"), [(None, 2), (2, None), ("1", ["1", "3"]), (1.5, "北")])
def test_a_correction_keeps_old_and_new_who_when_and_why(stocked, entry, old, new):
    with stocked.write() as connection:
        correct(connection, entry, old, new)
    with stocked.read() as connection:
        (kept,) = review_store.corrections_of(connection, entry)
        assert tuple(review_store.all_corrections(connection)) == (kept,)
    assert (kept.old, kept.new, kept.reason) == (old, new, "电话核实")
    assert (kept.by_name, kept.at, kept.source, kept.undoes) == ("陈经办", NOW, "window", None)


def test_corrections_come_oldest_first_and_count_until_they_are_undone(stocked, entry):
    with stocked.write() as connection:
        correct(connection, entry, 1, 2, source="batch 1")
        correct(connection, entry, 2, 3)
        correct(connection, entry, 3, 2, undoes=2)
    with stocked.read() as connection:
        kept = review_store.corrections_of(connection, entry)
    assert [(one.old, one.new, one.undoes) for one in kept] == [
        (1, 2, None),
        (2, 3, None),
        (3, 2, 2),
    ]


def test_the_history_of_an_entry_that_goes_goes_with_it(stocked, entry, add_entry):
    with stocked.write() as connection:
        other = add_entry(connection, OTHER)
        for one in (entry, other):
            correct(connection, one, 1, 2)
        review_store.remove_history(connection, [entry])
        entry_store.remove_entries(connection, [entry])
    with stocked.read() as connection:
        assert {one.entry for one in review_store.all_corrections(connection)} == {other}


def test_an_id_is_never_given_twice(stocked, entry, add_row, add_batch):
    with stocked.write() as connection:
        add_row(connection, add_batch(connection), entry_id=entry + 5)
        entry_store.remove_entries(connection, [entry])
        assert entry_store.next_entry_id(connection) == entry + 6


def test_corrections_of_many_entries_are_kept_apart(stocked, entry, add_entry):
    with stocked.write() as connection:
        other = add_entry(connection, OTHER)
        correct(connection, entry, 1, 2, source="batch 1")
        correct(connection, other, 2, 3)
        found = review_store.corrections_by_entry(connection, [entry, other])
    assert {one: [c.new for c in kept] for one, kept in found.items()} == {entry: [2], other: [3]}


def test_a_later_explanation_replaces_the_one_of_the_same_and_of_nothing_else(stocked, entry):
    said = (("a", "1", "first"), ("b", "1", "other"), ("a", "1", "second"), ("a", "2", "third"))
    with stocked.write() as connection:
        for item, basis, words in said:
            finding = Finding("K11", Severity.WARNING, item, text("A"), basis)
            review_store.explain(connection, entry, finding, words, USER, NOW)
        assert review_store.last_explained(connection, [entry]) == {entry: NOW}
    with stocked.read() as connection:
        kept = review_store.explanations(connection, entry)
        assert review_store.explanations(connection) == kept
        assert review_store.explanations(connection, 99) == ()
    assert [(one.item, one.explanation, one.by_name) for one in kept] == [
        ("b", "other", "陈经办"),
        ("a", "second", "陈经办"),
        ("a", "third", "陈经办"),
    ]


def test_approval_and_hand_over_name_the_version(stocked, entry):
    with stocked.write() as connection:
        entry_store.update_entry(connection, entry, {"version": 4})
        approval_store.approve(connection, [entry], USER, NOW)
        approved = entry_store.load_entry(connection, entry)
        approval_store.mark_handed_over(connection, [(entry, 4)])
        handed_over = entry_store.load_entry(connection, entry)
    assert (approved.state, approved.approved_by, approved.approved_at) == (
        EntryState.APPROVED,
        USER,
        NOW,
    )
    assert approved.handed_over_version is None
    assert (handed_over.state, handed_over.handed_over_version) == (EntryState.HANDED_OVER, 4)


def test_progress_counts_add_up(stocked, add_entry):
    with stocked.write() as connection:
        for number in range(30):
            add_entry(
                connection,
                f"{number:020d}",
                community_code=("330282105203", "330282105206")[number % 2],
                errors=number % 3,
                mode=str(1 + number % 2),
            )
    with stocked.read() as connection:
        rows = approval_store.sum_entries(connection)
    assert sum(row.entries for row in rows) == 30
    assert sum(row.errors for row in rows) == 20
    assert sum(row.visited for row in rows) == 15
    assert sum(row.entries for row in rows if row.community_code == "330282105203") == 15


def test_a_sample_keeps_plan_frame_and_order(stocked, add_entry):
    frame = {"330282105203": 3, "330282105206": 1}
    plan = {"seed": 2025, "share": 0.05, "user_id": USER, "frame_digest": "d" * 64}
    with stocked.write() as connection:
        ids = [add_entry(connection, f"{number:020d}") for number in range(3)]
        first = sample_store.add_sample(connection, at=NOW, frame=frame, **plan)
        sample_store.add_members(connection, first, [(ids[2], "01-0001-0"), (ids[0], "01-0002-9")])
        second = sample_store.add_sample(connection, at=NOW, frame={}, **plan)
    with stocked.read() as connection:
        assert sample_store.load_sample(connection).id == second
        kept = sample_store.load_sample(connection, first)
        assert sample_store.all_samples(connection)[0] == kept
        assert sample_store.load_sample(connection, 99) is None
        assert sample_store.member_of_code(connection, "01-0002-9") == (first, ids[0])
        assert sample_store.member_of_code(connection, "02-0001-9") is None
        assert sample_store.sampled_entries(connection, ids) == {ids[0], ids[2]}
    assert kept.members == ((ids[2], "01-0001-0"), (ids[0], "01-0002-9"))
    assert (kept.seed, kept.share, kept.drawn_at, kept.drawn_by) == (2025, 0.05, NOW, "陈经办")
    assert (kept.frame, kept.frame_size) == (frame, 4)


def test_an_entry_of_a_sample_cannot_be_taken_away(stocked, entry):
    with stocked.write() as connection:
        plan = {"seed": 1, "share": 1.0, "user_id": USER, "frame_digest": ""}
        sample_id = sample_store.add_sample(connection, at=NOW, frame={}, **plan)
        sample_store.add_members(connection, sample_id, [(entry, "01-0001-0")])
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), stocked.write() as connection:
        entry_store.remove_entries(connection, [entry])


def test_a_community_form_rises_in_version_and_can_be_taken_away(stocked):
    code, digest = "330282105203", "f" * 64
    with stocked.write() as connection:
        community_store.save_form(connection, code, {"day_care": "1"}, FINDINGS, 1, digest)
        community_store.save_form(connection, code, {"day_care": "2"}, FINDINGS, 1, digest)
        form = community_store.load_forms(connection)[code]
        assert (form.version, form.answers, form.findings) == (2, {"day_care": "2"}, FINDINGS)
        community_store.save_findings(connection, code, FINDINGS[:1])
        form = community_store.load_forms(connection)[code]
        assert (form.version, form.findings) == (2, FINDINGS[:1])
        community_store.remove_form(connection, code)
        assert community_store.load_forms(connection) == {}


def test_moments_sort_as_text_and_come_back():
    moments = [NOW + timedelta(microseconds=step) for step in (0, 1, 999_999, 10_000_000)]
    stored = [encode_moment(moment) for moment in moments]
    assert stored == sorted(stored)
    assert [decode_moment(one) for one in stored] == moments

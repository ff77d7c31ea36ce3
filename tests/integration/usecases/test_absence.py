"""Missing people with their reason: coverage adds up to the roster, always."""

from __future__ import annotations

from datetime import date

import pytest

from dsurvey_desktop.domain.absence import UNEXPLAINED, AbsenceReason
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.list_missing import list_missing
from dsurvey_desktop.usecases.note_absence import clear_absence, note_absence
from dsurvey_desktop.usecases.show_progress import show_progress


def adds_up(desk) -> dict[str, int]:
    """Reasons with their counts, after holding every line against the roster."""
    progress = show_progress(desk)
    for line in (*progress.communities, progress.total):
        assert line.on_roster == line.with_entry + line.missing
        assert sum(line.missing_by_reason.values()) == line.missing
        assert min(line.missing_by_reason.values()) >= 0
    assert progress.total.missing == len(list_missing(desk))
    return {name: count for name, count in progress.total.missing_by_reason.items() if count}


def to_do(desk) -> int:
    return {task.kind: task.count for task in show_progress(desk).tasks}.get("intake", 0)


@pytest.fixture
def numbers(small) -> list[str]:
    return [one["certificate_no"] for one in small.people]


def test_missing_people_add_up_through_reasons_entries_and_rosters(small_desk, small, numbers):
    assert adds_up(small_desk) == {UNEXPLAINED: 6}
    note_absence(small_desk, numbers[0], AbsenceReason.DEAD, "死亡证明", date(2025, 8, 1))
    note_absence(small_desk, numbers[1], AbsenceReason.AWAY, "村委会说明")
    assert adds_up(small_desk) == {"dead": 1, "away": 1, UNEXPLAINED: 4}
    assert to_do(small_desk) == 4
    note_absence(small_desk, numbers[1], AbsenceReason.MOVED, "户口迁移证")
    assert adds_up(small_desk) == {"dead": 1, "moved": 1, UNEXPLAINED: 4}
    add_submissions(small_desk, [small.submission("一.csv", *small.people[1:3])])
    assert adds_up(small_desk) == {"dead": 1, UNEXPLAINED: 3}
    import_roster(small_desk, small.roster(but=0, name="新名册.csv"))
    assert adds_up(small_desk) == {UNEXPLAINED: 3}
    import_roster(small_desk, small.roster(name="再来.csv"))
    assert adds_up(small_desk) == {"dead": 1, UNEXPLAINED: 3}
    clear_absence(small_desk, numbers[0])
    assert adds_up(small_desk) == {UNEXPLAINED: 4}
    check_log(small_desk)


def test_the_list_says_why_since_when_and_who_says_so(small_desk, numbers):
    note_absence(small_desk, numbers[0], AbsenceReason.NOT_FOUND, " 网格员 ", date(2025, 9, 1))
    found = {one.certificate_no: one for one in list_missing(small_desk)}
    one = found[numbers[0]]
    assert (one.reason, one.proof, one.known_on, one.noted_by) == (
        AbsenceReason.NOT_FOUND,
        "网格员",
        date(2025, 9, 1),
        "测试员",
    )
    assert found[numbers[1]].reason is None


def code_of(action) -> str:
    with pytest.raises(AppError) as caught:
        action()
    return caught.value.code


def test_only_a_missing_person_with_proof_is_explained(small_desk, small, numbers):
    add_submissions(small_desk, [small.submission("一.csv", small.people[0])])
    dead = AbsenceReason.DEAD
    assert code_of(lambda: note_absence(small_desk, numbers[0], dead, "证明")) == "not_missing"
    assert code_of(lambda: note_absence(small_desk, "33", dead, "证明")) == "not_missing"
    assert code_of(lambda: note_absence(small_desk, numbers[1], dead, "  ")) == "proof_missing"
    late = date(2099, 1, 1)
    assert code_of(lambda: note_absence(small_desk, numbers[1], dead, "x", late)) == "day_invalid"
    assert code_of(lambda: clear_absence(small_desk, numbers[1])) == "not_missing"
    assert adds_up(small_desk) == {UNEXPLAINED: 5}

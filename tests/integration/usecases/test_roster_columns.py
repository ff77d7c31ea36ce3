"""A roster whose columns are not known is asked about as submissions are."""

from __future__ import annotations

import csv

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.list_missing import list_missing
from dsurvey_desktop.usecases.remember_mapping import confirm_mappings
from dsurvey_desktop.usecases.show_columns import show_roster_columns
from dsurvey_desktop.usecases.take_waiting import preview_waiting, take_waiting
from dsurvey_desktop.usecases.waiting_files import list_waiting

STRANGE = {"姓名": "持有人", "残疾人证号": "证件", "身份证号": "号码", "办证日期": "日子"}
MEANT = {"持有人": "name", "证件": "certificate_no", "日子": "certified_on"}


@pytest.fixture
def strange(small):
    """A roster with one person more, whose headers say nothing of themselves."""
    path = small.roster(name="名单.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *lines = csv.reader(file)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([STRANGE.get(word, f"甲{at}") for at, word in enumerate(header)])
        writer.writerows(lines)
    return path


def _asked(desk, path):
    with pytest.raises(AppError) as refused:
        import_roster(desk, path)
    assert refused.value.code == "mapping_unconfirmed"
    return refused.value.context["waiting"]


def test_a_roster_of_unknown_headers_waits_and_changes_nothing(small_desk, strange):
    before = list_missing(small_desk)

    waiting = _asked(small_desk, strange)

    (one,) = list_waiting(small_desk)
    assert (one.id, one.outcome.kind, one.file) == (waiting, "roster", "名单.csv")
    assert one.outcome.columns[0].header == "持有人"
    assert list_missing(small_desk) == before


def test_confirmed_columns_bring_the_roster_in_and_are_remembered(small_desk, small, strange):
    waiting = _asked(small_desk, strange)
    (one,) = list_waiting(small_desk)
    (table,) = one.outcome.tables
    items = tuple(MEANT.get(column.header, "") for column in table.columns)
    confirm_mappings(small_desk, (table.mapping_with("roster", items),), one.file)

    seen = preview_waiting(small_desk, waiting)
    assert (seen.is_preview, seen.in_scope, seen.new) == (True, len(small.people), 0)
    assert [one.id for one in list_waiting(small_desk)] == [waiting]

    (taken,) = take_waiting(small_desk, [waiting])

    assert (taken.kind, taken.refusal, taken.taken) == ("roster", None, len(small.people))
    assert list_waiting(small_desk) == ()
    assert import_roster(small_desk, strange).in_scope == len(small.people)


def test_a_mapping_that_is_given_with_the_file_counts_at_once(small_desk, small, strange):
    found = show_roster_columns(small_desk, strange)
    (table,) = found.tables
    items = tuple(MEANT.get(column.header, "") for column in table.columns)

    imported = import_roster(small_desk, strange, mapping=table.mapping_with("roster", items))

    assert imported.in_scope == len(small.people)
    assert import_roster(small_desk, strange).new == 0


def test_a_file_that_still_is_in_question_waits_on(small_desk, strange):
    waiting = _asked(small_desk, strange)

    (outcome,) = take_waiting(small_desk, [waiting])

    assert outcome.waits_for_mapping
    assert [one.id for one in list_waiting(small_desk)] == [waiting] == [outcome.waiting]

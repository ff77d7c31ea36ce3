"""Lines of a repeat are kept with the row they came with, and seen at its entry."""

from __future__ import annotations

import csv
import io
import zipfile

from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_rows import list_rows
from dsurvey_desktop.usecases.row_cells import told_cells
from dsurvey_desktop.usecases.show_entry import show_entry
from dsurvey_desktop.usecases.undo_batch import undo_batch


def _export(small, name: str, *members: str):
    """A zip as ODK Central makes it: a form for each person, and these members of the first."""
    people = [one | {"KEY": f"uuid:{at}"} for at, one in enumerate(small.people[:2])]
    names = list(dict.fromkeys(item for one in people for item in one))
    forms = io.StringIO()
    writer = csv.DictWriter(forms, names)
    writer.writeheader()
    writer.writerows(
        {item: " ".join(v) if isinstance(v, list) else v for item, v in one.items()}
        for one in people
    )
    lines = [f"{who},uuid:0,uuid:0/m[{at}]" for at, who in enumerate(members, 1)]
    path = small.folder / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("个人.csv", forms.getvalue())
        archive.writestr("个人-成员.csv", "\n".join(["m_name,PARENT_KEY,KEY", *lines]))
    return path


def _seen(desk) -> list[list[str]]:
    views = [show_entry(desk, one.id) for one in list_entries(desk)]
    return [[cell.value for line in one.details for cell in told_cells(line)] for one in views]


def test_details_are_kept_with_the_row_and_seen_at_the_entry(small_desk, small):
    (outcome,) = add_submissions(small_desk, [_export(small, "一.zip", "王五", "赵六")])

    assert (outcome.taken, outcome.rows_read) == (2, 2)
    assert _seen(small_desk) == [["王五", "赵六"], []]
    first, second = list_rows(small_desk, outcome.batch)
    assert [(one.sheet, one.row) for one in first.details] == [
        ("个人-成员.csv", 2),
        ("个人-成员.csv", 3),
    ]
    assert second.details == ()


def test_the_same_again_changes_nothing_and_new_details_are_news(small_desk, small):
    add_submissions(small_desk, [_export(small, "一.zip", "王五")])

    (again,) = add_submissions(small_desk, [_export(small, "二.zip", "王五")])
    (more,) = add_submissions(small_desk, [_export(small, "三.zip", "王五", "赵六")])

    assert again.batch is None
    assert (more.unchanged, more.batch) == (2, 2)
    assert _seen(small_desk)[0] == ["王五", "赵六"]
    undo_batch(small_desk, more.batch)
    assert _seen(small_desk)[0] == ["王五"]
    check_log(small_desk)

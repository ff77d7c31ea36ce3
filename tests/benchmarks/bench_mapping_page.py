"""How fast the page of columns answers for a file of 200 columns.

python tests/benchmarks/bench_mapping_page.py [columns]

A deed counts from the call to the painted rows, in a window. Beside it stands the same deed
without a window. The limit is 100 ms a deed.
"""

from __future__ import annotations

import csv
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from big_town import as_cell, individual_items, make_town_office, people
from intake_rounds import timed
from PySide6.QtWidgets import QApplication

from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_views import FileOutcome
from dsurvey_desktop.usecases.open_office import close_office
from dsurvey_desktop.usecases.show_columns import list_choices
from ui.intake.column_lines import column_lines, with_item
from ui.intake.column_section import ColumnSection
from ui.intake.intake_state import FileLine
from ui.settings import settings_in
from ui.theme import Theme

COLUMNS, ROWS = 200, 60
UNKNOWN = "登记对象"
ROUNDS = 7
LIMIT_MS = 100
Deed = tuple[str, Callable[[], object], Callable[[], object]]


def write_wide(path: Path, columns: int) -> None:
    """A submission whose names stand under a header nobody knows, and many such columns more."""
    items = individual_items()
    headers = [UNKNOWN if item["name"] == "name" else item["question_zh"] for item in items]
    more = [f"附加内容{at}" for at in range(columns - len(headers))]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*headers, *more])
        for at, one in enumerate(people(ROWS)):
            cells = [as_cell(one.answers.get(item["name"])) for item in items]
            writer.writerow([*cells, *[f"说明{at}"] * len(more)])


def waiting_outcome(desk: Desk, path: Path) -> FileOutcome:
    """The file's outcome, which asks about its columns."""
    (outcome,) = add_submissions(desk, [path])
    assert outcome.waits_for_mapping, outcome
    return outcome


def deeds(desk: Desk, outcome: FileOutcome, folder: Path) -> list[Deed]:
    """What a person does with the page, and the same without it."""
    section = ColumnSection(Theme(settings_in(folder / "settings.ini"), ["Noto Sans SC"]))
    line, choices, tables = (
        FileLine(outcome.file, outcome=outcome),
        list_choices(desk),
        outcome.tables,
    )
    section.show_columns(line, choices)
    section.show()
    section.open()
    lines = column_lines(tables)
    last = len(lines) - 1

    def chosen(item: str) -> None:
        section.editor.choose((last, item))

    return [
        (
            "show the columns",
            lambda: section.show_columns(line, choices),
            lambda: column_lines(tables),
        ),
        ("choose an item", lambda: chosen("name"), lambda: with_item(lines, last, "name")),
        ("take it away", section.editor.clear, lambda: with_item(lines, last, "")),
        ("scroll to the end", section.editor.table.scrollToBottom, lambda: None),
        ("confirm", section.confirm, lambda: None),
    ]


def best_ms(work: Callable[[], object], after: Callable[[], object]) -> float:
    """The least wall time of a few rounds, painting included."""
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        work()
        after()
        times.append((time.perf_counter() - start) * 1000)
    return min(times)


def main() -> int:
    """Print the table; status 1 where a deed takes longer than the limit."""
    columns = int(sys.argv[1]) if len(sys.argv) > 1 else COLUMNS
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    is_kept = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = make_town_office(folder, ROWS)
        write_wide(folder / "wide.csv", columns)
        spent, outcome = timed(lambda: waiting_outcome(desk, folder / "wide.csv"))
        print(f"reading the file and asking: {spent.processor * 1000:.0f} ms of processor time")
        print("| deed | ms | without a window, ms | limit ms |\n| --- | ---: | ---: | ---: |")
        for deed, work, bare in deeds(desk, outcome, folder):
            took, floor = best_ms(work, application.processEvents), best_ms(bare, lambda: None)
            print(f"| {deed} | {took:.1f} | {floor:.1f} | {LIMIT_MS} |", flush=True)
            is_kept &= took <= LIMIT_MS
        close_office(desk)
    return int(not is_kept)


if __name__ == "__main__":
    sys.exit(main())

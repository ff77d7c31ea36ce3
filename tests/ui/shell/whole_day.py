"""A day's work in a process of its own; prints as JSON which files the program wrote.

    python tests/ui/shell/whole_day.py FOLDER

The main job on the sample town, a wrong password, a backup, every page of the real window, a bug
whose message names a person, and a refused file. `HOME` and `TMPDIR` say where all of that may
leave something.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

WRITTEN: set[str] = set()
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Remember each file that is opened to be written, temporary ones too."""
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
        WRITTEN.add(os.path.abspath(os.fsdecode(arguments[0])))  # noqa: PTH100 - no new objects here


def fail(*about: str) -> None:
    """As a bug does whose message names a person."""
    raise ValueError(*about)


def export_all(desk: Any, folder: Path) -> None:
    """Every kind of workbook that leaves the office; libraries like to put sheets down elsewhere."""
    from dsurvey_desktop.usecases.export_log import export_log
    from dsurvey_desktop.usecases.make_odk_material import make_odk_material
    from dsurvey_desktop.usecases.make_returns import make_returns
    from dsurvey_desktop.usecases.make_workbooks import make_workbooks
    from dsurvey_desktop.usecases.print_problem_list import print_problem_list
    from dsurvey_desktop.usecases.print_progress_notice import print_progress_notice
    from dsurvey_desktop.usecases.query_entry import open_queries_for_errors

    make_workbooks(desk, folder / "collect")
    make_odk_material(desk, folder / "odk")
    print_problem_list(desk, folder / "problems.xlsx")
    print_progress_notice(desk, folder / "notice.xlsx")
    open_queries_for_errors(desk)
    make_returns(desk, folder / "returns")
    export_log(desk, folder / "log.jsonl")


def main(folder: Path) -> None:
    """Work, then tell."""
    from PySide6.QtWidgets import QApplication

    from dsurvey_desktop.domain.errors import AppError
    from dsurvey_desktop.domain.texts import use_language
    from dsurvey_desktop.usecases.add_submissions import add_submissions
    from dsurvey_desktop.usecases.back_up import back_up
    from dsurvey_desktop.usecases.list_entries import list_entries
    from dsurvey_desktop.usecases.open_office import open_office
    from dsurvey_desktop.usecases.run_demo import run_demo, sample_town
    from ui.application import Application
    from ui.arguments import Arguments
    from ui.changes import Destination
    from ui.exception_hook import log_to_file
    from ui.places import LOCALE, data_folder
    from ui.practice_office import PASSWORD
    from ui.self_check import Visitor
    from ui.settings import user_settings

    use_language("zh_CN", LOCALE)
    office = Path(run_demo(folder)["office"])
    with suppress(AppError):
        open_office(office, "not the password")
    application = QApplication(sys.argv[:1])
    application.setApplicationName("dsurvey-desktop")
    application.setStyle("Fusion")
    log_to_file(data_folder())
    desk_window = Application(user_settings(), data_folder())
    desk_window.start(Arguments(folder=office))
    visitor = Visitor(desk_window.worker)
    screen = desk_window.window.screens.currentWidget()
    screen.password.setText(PASSWORD)
    screen.entry.ask()
    visitor.wait_until_idle()
    opened = desk_window.opened
    (first, *_rest) = visitor.wait_for(list_entries, opened.desk)
    for place in desk_window.frame.places:
        desk_window.frame.go_to(Destination(place.id))
        visitor.wait_until_idle()
    broken = Path(sample_town().folder) / "broken" / "截断.xlsx"
    visitor.wait_for(add_submissions, opened.desk, [broken])
    visitor.wait_for(back_up, opened.desk)
    visitor.wait_for(export_all, opened.desk, folder / "documents")
    try:
        fail(first.name, first.certificate_no)
    except ValueError as error:
        desk_window.bugs.catch(ValueError, error, error.__traceback__)
    QApplication.processEvents()
    desk_window.window.close()
    desk_window.end()
    print(json.dumps({"office": str(office), "written": sorted(WRITTEN)}))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    sys.addaudithook(watch)
    main(Path(sys.argv[1]))

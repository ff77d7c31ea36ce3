"""Looking at files before anything is saved (product B4).

Each file is taken in as it would be, in one unit of work that is rolled back whole: what is shown
is what would happen, files that change what others brought included.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.domain.ids import WaitingId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.progress_report import Progress, no_progress, part_of
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.intake.collector import collector_paused
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import FileKind, ParsedRow
from dsurvey_desktop.storage import roster_store, row_store
from dsurvey_desktop.storage.row_store import RowRecord
from dsurvey_desktop.usecases.add_submissions import check_wishes, files_in
from dsurvey_desktop.usecases.arrivals import read_arrivals, take_arrival
from dsurvey_desktop.usecases.asked_items import AskedItems, with_unasked
from dsurvey_desktop.usecases.change_entry import differences
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.difference_words import in_words
from dsurvey_desktop.usecases.editions import COMMUNITY, INDIVIDUAL, all_items
from dsurvey_desktop.usecases.intake_unit import IntakeUnit, intake_unit
from dsurvey_desktop.usecases.intake_views import Difference, FileOutcome
from dsurvey_desktop.usecases.intake_waiting import DETAILS_ALONE
from dsurvey_desktop.usecases.kept_office import KeptOffice
from dsurvey_desktop.usecases.list_pending import pending_changes
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.placing import CITIZEN_ID_ONLY
from dsurvey_desktop.usecases.preview_views import FilePreview, Group, RowPreview
from dsurvey_desktop.usecases.read_elsewhere import RowsRefused
from dsurvey_desktop.usecases.read_files import Reader, reading
from dsurvey_desktop.usecases.read_source import shown_name
from dsurvey_desktop.usecases.refused_file import refused
from dsurvey_desktop.usecases.taking import Arrival
from dsurvey_desktop.usecases.waiting_files import keep_waiting, with_joined
from dsurvey_desktop.usecases.wishes import Wishes

_BY_REASON = {
    "twice": Group.DUPLICATE,
    "not_on_roster": Group.NOT_ON_ROSTER,
    CITIZEN_ID_ONLY: Group.NOT_ON_ROSTER,
    "number_missing": Group.UNREADABLE,
    "after_cutoff": Group.AFTER_CUTOFF,
    "certificate_typed_as_number": Group.UNREADABLE,
    "no_identity": Group.UNREADABLE,
    "unknown_community": Group.UNKNOWN_COMMUNITY,
}
_BY_SCOPE = {"other_town": Group.OTHER_TOWN, "not_valid": Group.NOT_VALID}
_ALL = (row_store.TAKEN, row_store.SET_ASIDE, row_store.UNCHANGED, row_store.PENDING)


def preview_submissions(
    desk: Desk,
    paths: Sequence[Path],
    *,
    take_changes: bool = False,
    mapping: ColumnMapping | None = None,
    accept_mapping: bool = False,
    progress: Progress = no_progress,
) -> tuple[FilePreview, ...]:
    """What `add_submissions` would do with these files; nothing is saved, not even in the log.

    Args and errors are those of `add_submissions`.
    """
    require(desk, Role.CLERK)
    files = files_in(paths)
    wishes = Wishes(take_changes, mapping, accept_mapping)
    check_wishes(desk, wishes)
    with reading(desk, files) as reader:
        return preview_read(desk, wishes, reader, files, progress)


def preview_read(
    desk: Desk, wishes: Wishes, reader: Reader, files: Sequence[Path], progress: Progress
) -> tuple[FilePreview, ...]:
    """As `preview_submissions`, of files whose content `reader` gives."""
    with (
        desk.database.trial() as connection,
        collector_paused(),
        intake_unit(connection, desk, KeptOffice()) as unit,
    ):
        previews = list(_look(unit, reader, files, wishes, progress))
    progress(len(files), len(files), text("Done"))
    return _with_joined(previews, unit.joined)


def _look(
    unit: IntakeUnit, reader: Reader, files: Sequence[Path], wishes: Wishes, progress: Progress
) -> Iterator[FilePreview]:
    for number, path in enumerate(files):
        step = part_of(progress, number, len(files))
        step(0, 1, text("Reading {file}", file=shown_name(path)))
        part = part_of(step, 0, 2)
        rules = unit.rules()
        read = partial(reader.take_apart, rules, wishes, part)
        found = read_arrivals(unit.desk, path, read, rules, wishes)
        for arrival in found:
            yield _look_at(unit, arrival, part_of(step, 1, 2), wishes)


def _with_joined(
    previews: Sequence[FilePreview], joined: Mapping[WaitingId, FileOutcome]
) -> tuple[FilePreview, ...]:
    """With what would become of lines of details; nothing waits under a number yet."""
    outcomes = with_joined([one.outcome for one in previews], joined)
    rows = [one.rows for one in previews] + [()] * (len(outcomes) - len(previews))
    return tuple(
        FilePreview(replace(outcome, waiting=None), own)
        for outcome, own in zip(outcomes, rows, strict=True)
    )


def _look_at(
    unit: IntakeUnit, arrival: Arrival | FileOutcome, progress: Progress, wishes: Wishes
) -> FilePreview:
    if isinstance(arrival, FileOutcome):
        return FilePreview(_kept_for_now(unit, arrival), ())
    try:
        said = tuple(arrival.parsed.rows())
    except RowsRefused as met:
        return FilePreview(replace(refused(arrival.file, met.error), path=arrival.path), ())
    outcome = take_arrival(unit, arrival, progress, wishes)
    rows = tuple(_rows(unit.connection(), outcome, said))
    return FilePreview(replace(outcome, batch=None), rows)


def _kept_for_now(unit: IntakeUnit, outcome: FileOutcome) -> FileOutcome:
    """Lines of details wait in the trial too, for forms in the files behind them."""
    if outcome.refusal is None or outcome.refusal.code != DETAILS_ALONE:
        return outcome
    unit.has_news = True
    return keep_waiting(unit.connection(), unit.desk, outcome, None)


def _rows(
    connection: Connection, outcome: FileOutcome, rows: Sequence[ParsedRow]
) -> Iterator[RowPreview]:
    if outcome.batch is None:
        yield from map(_unchanged, rows)
        return
    said = {(row.sheet, row.row): row.answers for row in rows}
    asked = AskedItems(connection)
    kind = COMMUNITY if outcome.kind == FileKind.COMMUNITY else INDIVIDUAL
    items = all_items(connection, kind)
    waiting = {one.id: one.differences for one in pending_changes(connection, outcome.batch)}
    for record in row_store.list_rows(connection, _ALL, outcome.batch):
        answers = said.get((record.sheet, record.row), record.answers)
        found = waiting.get(record.id, ()) or in_words(_taken_differences(record, asked), items)
        group = _group(connection, record, answers)
        yield _preview(record, group, answers, found)


def _taken_differences(record: RowRecord, asked: AskedItems) -> tuple[Difference, ...]:
    """What a row taken at once changes."""
    if record.outcome != row_store.TAKEN or record.before is None:
        return ()
    before = record.before["answers"]
    columns = asked.at(record.batch, record.sheet, record.row)
    return differences(before, with_unasked(record.answers, before, columns))


def _group(connection: Connection, record: RowRecord, answers: Answers) -> Group:
    if record.outcome == row_store.UNCHANGED:
        return Group.UNCHANGED
    if record.outcome == row_store.TAKEN:
        return Group.TAKEN if record.before is None else Group.CHANGED
    if record.reason in _BY_REASON:
        return _BY_REASON[record.reason]
    if record.outcome == row_store.PENDING:
        return Group.CHANGED
    if record.reason == "out_of_scope":
        number = str(answers.get("certificate_no", ""))
        person = roster_store.load_person(connection, number)
        scope = "" if person is None else person.out_of_scope
        return _BY_SCOPE.get(scope, Group.NOT_VALID)
    return Group.NO_PERSON


def _preview(
    record: RowRecord, group: Group, answers: Answers, found: tuple[Difference, ...]
) -> RowPreview:
    return RowPreview(
        record.sheet,
        record.row,
        group,
        record.outcome,
        record.reason,
        record.message,
        _name(answers),
        str(answers.get("certificate_no", "")),
        record.entry if group is not Group.TAKEN else None,
        found,
    )


def _unchanged(row: ParsedRow) -> RowPreview:
    number, name = str(row.answers.get("certificate_no", "")), _name(row.answers)
    return RowPreview(
        row.sheet,
        row.row,
        Group.UNCHANGED,
        row_store.UNCHANGED,
        "",
        Text(""),
        name,
        number,
        None,
        (),
    )


def _name(answers: Answers) -> str:
    return str(answers.get("name") or answers.get("community_name") or "")

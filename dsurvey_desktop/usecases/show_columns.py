"""What the columns of a file mean, looked at before the file is taken in; nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from dsurvey_desktop.domain.progress_report import no_progress
from dsurvey_desktop.domain.texts import _, current_language
from dsurvey_desktop.domain.word_lists import labelled
from dsurvey_desktop.forms.model import CHINESE, ENGLISH, Form, Item
from dsurvey_desktop.intake.column_items import hints_of
from dsurvey_desktop.intake.lexicon import Lexicon
from dsurvey_desktop.intake.model import (
    CITIZEN_ID_HINT,
    COMMUNITY_HINT,
    FileKind,
    ParsedFile,
)
from dsurvey_desktop.intake.roster_form import roster_form
from dsurvey_desktop.intake.submission import parse_content
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import mapping_forms
from dsurvey_desktop.usecases.load_rules import load_rules
from dsurvey_desktop.usecases.mapping_views import FileColumns, ItemChoice
from dsurvey_desktop.usecases.read_content import read_content
from dsurvey_desktop.usecases.read_source import shown_name
from dsurvey_desktop.usecases.read_submission import read_submission
from dsurvey_desktop.usecases.reading_rules import ReadingRules
from dsurvey_desktop.usecases.table_columns import tables_of


def show_columns(desk: Desk, path: Path) -> FileColumns:
    """The columns of a file as they are understood now.

    Raises:
        AppError: of `read_source` and `read_submission`.
    """
    name = shown_name(path)
    content = read_content(path).content
    with desk.database.read() as connection:
        rules = load_rules(connection)
    return _file_columns(desk, path, rules, read_submission(rules, content, name, no_progress))


def show_roster_columns(desk: Desk, path: Path) -> FileColumns:
    """The same of a roster, whose columns are others.

    Raises:
        AppError: of `read_source` and `parse_content`.
    """
    content, name = read_content(path).content, shown_name(path)
    with desk.database.read() as connection:
        rules = load_rules(connection)
    lexicon = Lexicon(FileKind.ROSTER, roster_form(), {})
    parsed = parse_content(content, name, lexicon, rules.year, no_progress, rules.mappings)
    return _file_columns(desk, path, rules, parsed)


def _file_columns(desk: Desk, path: Path, rules: ReadingRules, parsed: ParsedFile) -> FileColumns:
    kind = parsed.kind.value
    return FileColumns(parsed.file, path, kind, tables_of(rules, parsed), list_choices(desk)[kind])


def list_choices(desk: Desk) -> Mapping[str, tuple[ItemChoice, ...]]:
    """What columns may mean, by kind of form."""
    with desk.database.read() as connection:
        forms = mapping_forms(connection)
    return {kind.value: choices_of(kind, form) for kind, form in forms.items()}


def choices_of(kind: FileKind, form: Form) -> tuple[ItemChoice, ...]:
    """What columns of a table of that form may mean."""
    return tuple(_choices(form, Lexicon(kind, form, {})))


def _choices(form: Form, lexicon: Lexicon) -> Iterator[ItemChoice]:
    """Items in the order of the form, boxes of a multiple choice behind it, then the rest."""
    for item in form.items:
        if item.name in lexicon.items:
            label = _label(item.labels, item.name)
            yield ItemChoice(item.name, f"{item.code} {label}".strip())
            yield from _boxes(item, lexicon)
    said = {
        COMMUNITY_HINT: _("Community of the person"),
        CITIZEN_ID_HINT: _("Citizen ID of the person"),
    }
    yield from (ItemChoice(hint, said[hint]) for hint in hints_of(lexicon))


def _boxes(item: Item, lexicon: Lexicon) -> Iterator[ItemChoice]:
    if slot := lexicon.slot(item.name):
        words = labelled(_label(item.labels, item.name), _("one of several columns"))
        yield ItemChoice(slot, f"{item.code} {words}".strip())
    for choice in item.choices:
        if box := lexicon.tick_box(item.name, choice.code):
            words = labelled(_label(item.labels, item.name), _label(choice.labels, choice.code))
            yield ItemChoice(box, f"{item.code} {words}".strip())


def _label(labels: Mapping[str, str], name: str) -> str:
    language = ENGLISH if current_language() == "en" else CHINESE
    return labels.get(language) or next(iter(labels.values()), name)

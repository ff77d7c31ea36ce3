"""What communities send, to rows: the way in for individual and community forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.intake.cards import Cards, with_cards
from dsurvey_desktop.intake.collector import collector_paused
from dsurvey_desktop.intake.file_tables import FileReader
from dsurvey_desktop.intake.header_rows import found_items
from dsurvey_desktop.intake.headers import find_headers
from dsurvey_desktop.intake.instance_xml import part_repeats
from dsurvey_desktop.intake.joined_sheets import join_sheets, without_lists
from dsurvey_desktop.intake.lexicon import HINTS, Lexicon, lexicon_of
from dsurvey_desktop.intake.limits import DEFAULT_LIMITS, Limits
from dsurvey_desktop.intake.lost_words import are_cells_lost, are_words_lost, words_lost
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import FileKind, IntakeError, ParsedFile
from dsurvey_desktop.intake.other_years import ask_about_year, set_other_years_aside
from dsurvey_desktop.intake.own_workbook import own_sheets, parse_own
from dsurvey_desktop.intake.problems import (
    no_rows,
    nothing_but_blank_forms,
    nothing_filled,
    repeat_alone,
    repeat_unkeyed,
    unknown_table,
)
from dsurvey_desktop.intake.read_file import FileContent, read_file
from dsurvey_desktop.intake.repeats import RepeatTable, join_repeats, names_forms, repeat_of
from dsurvey_desktop.intake.roster_form import roster_form
from dsurvey_desktop.intake.sheets import Sheet
from dsurvey_desktop.intake.vocabulary import vocabulary

_LEAST_ASKED = 2
"""Columns of a survey that make a table one, whatever else it says of people."""


def parse_submission(
    data: bytes,
    file_name: str,
    forms: Mapping[FileKind, Form],
    year: int,
    mapping: Mapping[str, str] | None = None,
    mappings: Mapping[str, ColumnMapping] | None = None,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress = no_progress,
) -> ParsedFile:
    """Take a file apart; nothing of it is lost and nothing stored.

    Args:
        data: the file as it lies on the disk.
        file_name: shown in places; says the community where nothing else does, never the kind.
        forms: the editions by kind; a roster is recognised besides.
        year: the campaign's, for dates without one.
        mapping: header text to item, an officer's own choice; an empty item ignores the column.
        mappings: what persons said of whole tables, by shape; they count before `mapping`.
        limits: what is refused as too large.
        progress: told every 2000 rows; may raise `Cancelled`.

    Raises:
        IntakeError: the file as a whole is empty, damaged, encrypted, too large, no table, of
            unknown columns (`unknown_table`), or a header without rows (`no_rows`).
    """
    content = read_file(data, file_name, limits)
    return parse_read(content, file_name, forms, year, mapping, mappings, progress)


def parse_read(
    content: FileContent,
    file_name: str,
    forms: Mapping[FileKind, Form],
    year: int,
    mapping: Mapping[str, str] | None = None,
    mappings: Mapping[str, ColumnMapping] | None = None,
    progress: Progress = no_progress,
    *,
    in_lots: bool = False,
) -> ParsedFile:
    """As `parse_submission`, for a file that was read already.

    With `in_lots`, the rows of a file with one table are read by whoever takes them, who may meet
    an `IntakeError` then.

    Raises:
        IntakeError: as `parse_content`.
    """
    with collector_paused():
        if found := own_sheets(content.sheets, forms):
            return parse_own(content, found, file_name, forms, year, progress)
        if not any(any(row) for sheet in content.sheets for row in sheet.rows):
            raise nothing_filled()
        content = _with_repeats(content, forms)
        lexicons = _lexicons(forms, mapping)
        cards = with_cards(content.sheets, lexicons)
        if cards is not None:
            in_lots, problems = False, (*content.problems, *cards.told(file_name))
            content = replace(content, sheets=cards.sheets, problems=problems)
        lexicon = _lexicon_of(content.sheets, lexicons, cards)
        if lexicon is None:
            raise nothing_but_blank_forms()
        parsed = parse_content(
            content, file_name, lexicon, year, progress, mappings, in_lots=in_lots
        )
        if lexicon.kind is not FileKind.ROSTER:
            ask_about_year(parsed, lexicon, year)
        return parsed


def _with_repeats(content: FileContent, forms: Mapping[FileKind, Form]) -> FileContent:
    """Forms of ODK Collect in which a repeat of one line stands as a group: the form knows it."""
    repeats = {item.repeat for form in forms.values() for item in form.items if item.repeat}
    if not repeats:
        return content
    sheets = [part for sheet in content.sheets for part in part_repeats(sheet, repeats)]
    return replace(content, sheets=sheets)


def parse_content(
    content: FileContent,
    file_name: str,
    lexicon: Lexicon,
    year: int,
    progress: Progress,
    mappings: Mapping[str, ColumnMapping] | None = None,
    *,
    in_lots: bool = False,
) -> ParsedFile:
    """The tables of a file that has been read, under one form.

    With `mappings`, a table of people whose headers mean nothing comes without its rows and with
    questions, instead of being refused.

    Raises:
        IntakeError: unknown_table, words_lost, repeat_alone, repeat_unkeyed, no_rows.
    """
    reader = FileReader(file_name, lexicon, year, progress, list(content.problems), mappings or {})
    reader.in_lots = in_lots
    tables = [table for sheet in content.sheets for table in reader.read(sheet)]
    if len(tables) > 1 or reader.repeats:
        for table in tables:
            table.await_rows()
        if lexicon.kind is not FileKind.ROSTER:
            reader.problems += set_other_years_aside(file_name, tables, lexicon, year)
        if lexicon.kind is FileKind.INDIVIDUAL:
            tables, told = without_lists(file_name, tables)
            reader.problems += [*told, *join_sheets(file_name, tables)]
    reader.problems += join_repeats(file_name, reader.repeats, tables)
    if are_words_lost(tables) or (not tables and are_cells_lost(content.sheets)):
        raise words_lost()
    if not tables and mappings is not None and lexicon.kind is not FileKind.COMMUNITY:
        guessed = (reader.guess(sheet) for sheet in content.sheets if _may_be_people(sheet))
        if asked := next((table for table in guessed if table is not None), None):
            return ParsedFile(file_name, lexicon.kind, (asked,), tuple(reader.problems))
    if not tables:
        raise _no_forms(reader.repeats)
    parsed = ParsedFile(file_name, lexicon.kind, tuple(tables), tuple(reader.problems))
    if not parsed.count():
        raise no_rows()
    return parsed


def _may_be_people(sheet: Sheet) -> bool:
    return not sheet.is_hidden and repeat_of(sheet) is None


def _no_forms(repeats: Sequence[RepeatTable]) -> IntakeError:
    """What to say of a file without any form."""
    if not repeats:
        return unknown_table()
    return repeat_alone() if any(map(names_forms, repeats)) else repeat_unkeyed()


def kind_of(sheets: list[Sheet], forms: Mapping[FileKind, Form]) -> FileKind | None:
    """The kind of file that printed forms or headers of these sheets name; None without any."""
    lexicons = _lexicons(forms, None)
    if (cards := with_cards(sheets, lexicons)) is not None:
        if cards.count:
            return cards.lexicon.kind
        sheets = cards.sheets  # without forms that are blank
    found = _columns_found(sheets, lexicons)
    return lexicons[found.index(max(found))].kind if any(found) else None


def _lexicons(forms: Mapping[FileKind, Form], mapping: Mapping[str, str] | None) -> list[Lexicon]:
    editions = {**forms, FileKind.ROSTER: roster_form()}  # the first wins a tie
    return [
        Lexicon(kind, form, mapping) if mapping else lexicon_of(kind, form)
        for kind, form in editions.items()
    ]


def _lexicon_of(
    sheets: list[Sheet], lexicons: Sequence[Lexicon], cards: Cards | None
) -> Lexicon | None:
    """That of the printed forms, else of which most columns are found; None of blank forms."""
    if cards is not None and cards.count:
        return cards.lexicon
    found = _columns_found(sheets, lexicons)
    return lexicons[found.index(max(found))] if cards is None or any(found) else None


def _columns_found(sheets: list[Sheet], lexicons: Sequence[Lexicon]) -> list[int]:
    """How many columns the first headers of the sheets name, under each form.

    What asks things that no roster says is none, however much of a roster stands beside.
    """
    found = [_items_found(sheets, lexicon) for lexicon in lexicons]
    known = {*vocabulary().marks["roster_says"], *HINTS}
    asks = any(
        lexicon.kind is FileKind.INDIVIDUAL and len(set(items) - known) >= _LEAST_ASKED
        for lexicon, items in zip(lexicons, found, strict=True)
    )
    return [
        0 if asks and lexicon.kind is FileKind.ROSTER else len(items)
        for lexicon, items in zip(lexicons, found, strict=True)
    ]


def _items_found(sheets: list[Sheet], lexicon: Lexicon) -> list[str]:
    found: list[str] = []
    for sheet in sheets:
        span = next(find_headers(sheet, lexicon), None)
        if span is not None:
            for row in sheet.rows[span.first : span.last + 1]:
                found += found_items(row, lexicon)
    return found

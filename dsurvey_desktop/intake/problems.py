"""The sentences about files, columns and cells; those of other years are in `year_problems`."""

from __future__ import annotations

from collections.abc import Sequence

from dsurvey_desktop.domain.problem import Place, Problem, Severity, column_letters
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.domain.word_lists import phrases
from dsurvey_desktop.intake.model import ColumnMatch, IntakeError
from dsurvey_desktop.intake.readings import Fault


def cell_problem(fault: Fault, place: Place, raw: str) -> Problem:
    """A cell that could not be read; its value stays in the row's cells."""
    return Problem(fault.code, Severity.ERROR, place, raw, fault.message, fault.advice)


def unknown_column(place: Place, match: ColumnMatch) -> Problem:
    """A column with content that fits no item."""
    return Problem(
        "unknown_column",
        Severity.NOTICE,
        place,
        match.header,
        text("The column fits no item of the form; its cells are kept but not used."),
        text("Choose an item for it if it belongs to one."),
    )


def column_twice(place: Place, match: ColumnMatch, label: str, winner: int) -> Problem:
    """A second column for an item that another column has, the `winner` (from 1)."""
    return Problem(
        "column_twice",
        Severity.WARNING,
        place,
        match.header,
        text(
            "Column {column} fits “{label}” better; this one is not used.",
            column=column_letters(winner),
            label=label,
        ),
        text("Look which of the two is right and choose its item."),
    )


def guessed_column(place: Place, match: ColumnMatch, label: str) -> Problem:
    """A column whose header is only similar to an item's."""
    return Problem(
        "guessed_column",
        Severity.WARNING,
        place,
        match.header,
        text("The header is only similar to {label}; it was taken for that.", label=label),
        text("Check the column and choose another item if this is wrong."),
    )


def missing_column(place: Place, label: str) -> Problem:
    """The table has no column for an item that says who a row is."""
    return Problem(
        "missing_column",
        Severity.WARNING,
        place,
        label,
        text("The table has no column {label}.", label=label),
        text("Choose the column that holds it, or ask the sender to add it."),
    )


def marks_understood(place: Place, match: ColumnMatch, words: list[str]) -> Problem:
    """Marks of a column of yes and no that mean something only beside each other."""
    return Problem(
        "marks_understood",
        Severity.NOTICE,
        place,
        match.header,
        text("The marks of this column were read as {meanings}.", meanings=phrases(words)),
        text("Look whether that is what the sender means; if not, take the file back and ask."),
    )


def only_yes(place: Place, matches: Sequence[ColumnMatch]) -> Problem:
    """Columns of yes and no in which only yes is written."""
    return Problem(
        "only_yes",
        Severity.WARNING,
        place,
        matches[0].header,
        text(
            "In {count} columns of this table only yes is written, nowhere no; blank cells were "
            "not read as no.",
            count=len(matches),
        ),
        text("Ask the community what a blank cell means; no can be entered for many at once."),
    )


def choice_left_open(
    place: Place, match: ColumnMatch, labels: tuple[str, str], count: int
) -> Problem:
    """A column of yes and no for one choice, whose no does not say which other one it was."""
    item, choice = labels
    return Problem(
        "choice_left_open",
        Severity.WARNING,
        place,
        match.header,
        text(
            "The column asks for {choice} only; where it says no ({count} rows) {item} stays "
            "blank.",
            choice=choice,
            count=count,
            item=item,
        ),
        text("Ask the sender which it was, or fill it in while verifying."),
    )


def choice_contradicted(place: Place, raw: str, label: str) -> Problem:
    """Yes or no to a choice, where the question's own column of the row says otherwise."""
    return Problem(
        "choice_contradicted",
        Severity.WARNING,
        place,
        raw,
        text("The column {item} of this row says otherwise; that column was taken.", item=label),
        text("Look which of the two is right, and correct the entry where it is this one."),
    )


def merged_taken(place: Place, match: ColumnMatch) -> Problem:
    """Cells of a column that are merged over several rows."""
    return Problem(
        "merged_cells_taken",
        Severity.NOTICE,
        place,
        match.header,
        text("Cells of this column that are merged over several rows were taken for each of them."),
        text("Look whether that is what the sender means; each value shows where it is from."),
    )


def unsure_column(place: Place, match: ColumnMatch, label: str) -> Problem:
    """A column that says who a row is, known by nothing but a similar header."""
    return Problem(
        "mapping_unsure",
        Severity.WARNING,
        place,
        match.header,
        text("It is not certain that this column is {label}.", label=label),
        text("Check it and choose another item if it is not."),
    )


def unfound_column(place: Place, label: str) -> Problem:
    """No header names an item that says who a row is, though a column may hold it."""
    return Problem(
        "mapping_missing",
        Severity.WARNING,
        place,
        label,
        text("No column is certain to be {label}, but one of the unknown columns may be.",
             label=label),
        text("Choose the column that holds it."),
    )  # fmt: skip


def rival_columns(place: Place, match: ColumnMatch, label: str, other: ColumnMatch) -> Problem:
    """Two columns with different content and equal right to an item."""
    return Problem(
        "mapping_rivals",
        Severity.WARNING,
        place,
        match.header,
        text(
            "Column {column} ({header}) could be “{label}” as well; the two differ.",
            column=column_letters(other.column),
            header=other.header,
            label=label,
        ),
        text("Choose which of the two is right."),
    )


def sheet_left_out(place: Place, count: int) -> Problem:
    """A sheet with content but without a header of the form."""
    return Problem(
        "sheet_left_out",
        Severity.NOTICE,
        place,
        "",
        text(
            "The sheet holds no table of this form; its {count} lines were left out.", count=count
        ),
        text("Nothing has to be done if it holds notes or lists only."),
    )


def sheet_continued(place: Place, before: str) -> Problem:
    """A sheet without a header, read by the columns of the one before it."""
    return Problem(
        "sheet_continued",
        Severity.WARNING,
        place,
        "",
        text("The sheet has no header; it was read with the columns of sheet {name}.", name=before),
        text("Check a line or two. If the columns differ, add the header and send it again."),
    )


def list_left_out(place: Place, count: int) -> Problem:
    """A list of people beside the tables that ask them something."""
    return Problem(
        "list_left_out",
        Severity.NOTICE,
        place,
        "",
        text(
            "The sheet only lists people and asks nothing of the survey; its {count} lines were "
            "not taken as forms.",
            count=count,
        ),
        text("Nothing has to be done; a newer roster goes in on the roster page."),
    )


def repeat_table(place: Place, count: int) -> Problem:
    """A table of details that belong to forms in another table (a repeat of the form)."""
    return Problem(
        "repeat_table",
        Severity.NOTICE,
        place,
        "",
        text(
            "The table lists details of forms that stand in another table; its {count} lines are "
            "no forms of their own and were kept with the forms they belong to.",
            count=count,
        ),
        text("Nothing has to be done; the lines are shown with each form, as they came."),
    )


def sheet_joined(place: Place, count: int) -> Problem:
    """A sheet that asks other questions of people who stand on an earlier one."""
    return Problem(
        "sheet_joined",
        Severity.NOTICE,
        place,
        "",
        text(
            "The sheet asks other things of people on an earlier sheet; its {count} lines were "
            "joined to theirs.",
            count=count,
        ),
        text("Nothing has to be done; the lines are shown with each form, as they came."),
    )


def repeat_orphan(place: Place, cells: str) -> Problem:
    """A line of details that names a form which is not in the file."""
    return Problem(
        "repeat_orphan",
        Severity.WARNING,
        place,
        cells,
        text("The line lists details of a form that is not in this file; it was not kept."),
        text("Export the forms and their details again, and take both in together."),
    )


def repeat_alone() -> IntakeError:
    """Details of forms without any form."""
    return IntakeError(
        "repeat_alone",
        text("The file lists only details of forms; the forms themselves are in another file."),
        text(
            "It waits here. Take in the file with the forms: each line is then joined to its form "
            "by itself."
        ),
    )


def repeat_waiting(place: Place, joined: int, count: int) -> Problem:
    """Details of which only some have their forms here."""
    return Problem(
        "repeat_waiting",
        Severity.WARNING,
        place,
        "",
        text(
            "{joined} of {count} lines were joined to their forms; the forms of the others are "
            "not here yet.",
            joined=joined,
            count=count,
        ),
        text("Take in the file with the other forms; the lines are then joined by themselves."),
    )


def repeat_unkeyed() -> IntakeError:
    """Details that only say in which line of their own workbook the form stands."""
    return IntakeError(
        "repeat_unkeyed",
        text(
            "The file lists only details of forms, and names the forms by nothing but the number "
            "of their line."
        ),
        text("Take in the whole zip of the export, or the workbook with all its sheets."),
    )


def other_kind_left_out(place: Place) -> Problem:
    """A sheet of an own workbook that is not of the kind which the rest of the file is of."""
    return Problem(
        "other_kind_left_out",
        Severity.WARNING,
        place,
        "",
        text(
            "The sheet holds the other kind of form (of people or of communities); it was not "
            "taken in."
        ),
        text("Take in that sheet by itself where it is needed."),
    )


def blank_form(place: Place) -> Problem:
    """A printed form in which nothing is filled in."""
    return Problem(
        "blank_form",
        Severity.NOTICE,
        place,
        "",
        text("This is a blank form; nothing was taken from it."),
        text("Nothing has to be done if it was sent as a template."),
    )


def choice_beside(place: Place, raw: str, question: str) -> Problem:
    """A cell of a printed form, without a label, that may be one more choice of a question."""
    return Problem(
        "choice_beside_answer",
        Severity.WARNING,
        place,
        raw,
        text(
            "The cell behind the answer to {question} has no label; it was not taken as part of "
            "that answer.",
            question=question,
        ),
        text("Compare it with the paper, and correct the entry where both are meant."),
    )


def nothing_but_blank_forms() -> IntakeError:
    """A template that was sent instead of forms."""
    return IntakeError(
        "blank_form",
        text("The file is a blank form: nothing is filled in on it."),
        text("Nothing has to be done if it was sent as a template; else ask for the filled form."),
    )


def unknown_table() -> IntakeError:
    """A table, but none of the survey's."""
    return IntakeError(
        "unknown_table",
        text("The table has no columns of the survey's forms or of the roster."),
        text("Check whether this is the right file; the first line should name the columns."),
    )


def nothing_filled() -> IntakeError:
    """A workbook or text table without any filled cell."""
    return IntakeError(
        "nothing_filled",
        text("The file opens, but not a single cell is filled in."),
        text("Ask the sender for the filled table; the wrong file may have been sent."),
    )


def no_rows() -> IntakeError:
    """A header and nothing below it."""
    return IntakeError(
        "no_rows",
        text("The table has a header but not a single line below it."),
        text("Ask the sender for the filled table."),
    )

"""What a community does about a problem of its file: it has no program, only the file (product B7).

A problem's own advice speaks to the officer, who has proposals, pages and the roster before them.
"""

from __future__ import annotations

from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.domain.texts import N_, _

_OFFICE = N_("Nothing has to be done; the office sees to it.")
_SEND_AGAIN = N_("Please send it again.")
_FILLED = N_("Please send the filled table; if it was a template only, nothing has to be done.")
_AS_XLSX = N_("Open it in Excel or WPS, save it as an .xlsx workbook and send that one.")
_SMALLER = N_("Split it into smaller files, or delete blank rows and columns, and send it again.")
_WRITE_OUT = N_("Write into this cell itself what is meant.")
_OWN_HEADER = N_("Name the column as the form names the item, and leave only one of that name.")

SENDER_ADVICE = {
    "blank_form": _FILLED,
    "cell_too_long": N_(
        "A quotation mark may be missing. Look at it in Excel, save it and send it again."
    ),
    "certificate_typed_as_number": N_("Format the column as text and type the whole number again."),
    "choice_contradicted": N_("Look which of the two columns is right and make them say the same."),
    "choice_left_open": N_("Where it says no, write which one it was."),
    "citizen_id_as_number": N_(
        "Write the certificate number, which has two digits more than the citizen ID."
    ),
    "codes_run_together": N_("Write a comma between the codes."),
    "column_twice": N_("Look which of the two columns is right and delete the other."),
    "damaged_file": _SEND_AGAIN,
    "differs": _OFFICE,
    "ditto_beside_taken": N_("Check it; better write the words into each cell."),
    "ditto_beside_unclear": _WRITE_OUT,
    "ditto_taken": N_("Check it; better write the words into each cell."),
    "ditto_unclear": _WRITE_OUT,
    "empty_file": _SEND_AGAIN,
    "encrypted_file": N_("Open it in Excel, remove the password, save it and send it again."),
    "encrypted_form": N_("Export the forms with their passphrase from ODK Central, and send that."),
    "error_cell": N_("Open the file in Excel or WPS, write the right value and send it again."),
    "file_locked": _OFFICE,
    "file_missing": _OFFICE,
    "file_of_other_year": N_("Check whether this is the right file; else correct the year."),
    "formula_not_saved": N_("Write the value in place of the formula and send the file again."),
    "guessed_column": _OWN_HEADER,
    "lost_characters": N_("Look at the rows with strange characters; better send an Excel file."),
    "mapping_missing": _OWN_HEADER,
    "mapping_rivals": _OWN_HEADER,
    "mapping_unconfirmed": _OFFICE,
    "mapping_unsure": _OWN_HEADER,
    "missing_column": N_("Add this column and fill it in."),
    "mixed_left": N_("Write name, certificate number and telephone into cells of their own."),
    "no_identity": N_("Fill in name and certificate number."),
    "no_rows": _FILLED,
    "not_a_table": N_("Please send the Excel table itself, no picture, PDF or document."),
    "not_on_roster": N_(
        "Compare the number with the certificate; if it is right, say since when the person has it "
        "or where they came from."
    ),
    "nothing_filled": _FILLED,
    "number_missing": N_("Fill in the certificate number."),
    "only_yes": N_("Where it is not so, write no."),
    "other_kind_left_out": N_("Send that sheet as a file of its own."),
    "other_year": N_(
        "Nothing has to be done for an old sheet; else correct its name and send the file again."
    ),
    "phone_unreachable": N_("Write a number by which the person is reached."),
    "phones_left_out": N_("Write one mobile and one landline number only."),
    "phones_of_others": N_("Say so beside the number if the person is reached by it."),
    "query_closed": _OFFICE,
    "query_unknown": _OFFICE,
    "reading_stopped": _AS_XLSX,
    "repeat_alone": N_("Please send the file with the forms too."),
    "repeat_orphan": N_("Export the forms and their details again, and send both together."),
    "repeat_unkeyed": N_("Please send the whole zip of the export."),
    "repeat_waiting": N_("Please send the file with the other forms too."),
    "return_damaged": _OFFICE,
    "return_unknown": _OFFICE,
    "returned": _OFFICE,
    "sheet_continued": N_("Write the header above the columns of this sheet too."),
    "too_large": _SMALLER,
    "too_many_cells": _SMALLER,
    "too_many_columns": _SMALLER,
    "too_many_rows": _SMALLER,
    "too_many_sheets": _SMALLER,
    "twice": N_("Look which line is right and delete the other."),
    "unknown_community": N_("Check name and code of the community."),
    "unknown_encoding": _AS_XLSX,
    "unreadable_file": _OFFICE,
    "value_unreadable": N_("Write the right answer in words, as it stands on the form."),
    "words_lost": N_("Please send the Excel workbook as it was first written."),
    "workbook_of_other_year": N_("Check whether these are this year's answers."),
    "zip_bomb": N_("Please send the plain Excel file."),
}
"""By code; what is not here is said to the community as to the officer."""


def sender_advice(problem: Problem) -> str:
    """What the community that sent the file does about it."""
    template = SENDER_ADVICE.get(problem.code)
    return _(template) if template else str(problem.advice)

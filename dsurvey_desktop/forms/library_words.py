"""What the form library says in English, in the officer's words where it is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dsurvey_desktop.domain.texts import N_, Text


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the form library, understood.

    Attributes:
        column: of the cell that is meant, empty where it is the whole row or sheet.
        heading: sheet and column of a heading that lacks a fellow in another language.
    """

    message: Text
    advice: Text
    column: str = ""
    heading: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class _Known:
    words: re.Pattern[str]
    message: str
    advice: str
    column: str = ""


def _known(words: str, message: str, advice: str, column: str = "") -> _Known:
    return _Known(re.compile(words), message, advice, column)


_KNOWN = (
    _known(
        r"Choices should have a label",
        N_("The choice has no label."),
        N_("Write what the person reads in the column label."),
        "label",
    ),
    _known(
        r"'name' value '(?P<value>[^']*)' is problematic",
        N_("The name “{value}” differs from another by capital letters only."),
        N_("Rename one; some programs that read the answers take both for one."),
        "name",
    ),
    _known(
        r"Row without name, text, or label is being skipped",
        N_("The row is passed over: it has neither type nor name nor label."),
        N_("Leave it so if it is a remark of your own; else write its type, name and label."),
        "type",
    ),
    _known(
        r"Language '(?P<language>[^']*)' is missing the (?P<sheet>\w+) (?P<column>\S+) column",
        N_("On the sheet {sheet} the language “{language}” has no column {column}."),
        N_("Add the column for this language; “default” means the one without a language."),
    ),
    _known(
        r"do not contain valid machine-readable codes: (?P<languages>.*?)\. ",
        N_("The language “{languages}” is named without its code."),
        N_("Write it with the code in brackets, as in English (en)."),
    ),
    _known(
        r"sheet named '(?P<sheet>\w+)', the following .* found: '(?P<found>[^']*)'",
        N_("The sheet “{found}” is not read; its name is only like “{sheet}”."),
        N_("Name it “{sheet}” if it is meant."),
    ),
    _known(
        r"Use the max-pixels parameter",
        N_("Pictures are sent in their full size."),
        N_("Write max-pixels=1000 in the column parameters to send them smaller."),
        "parameters",
    ),
    _known(
        r"(?:Group|Repeat) has no label",
        N_("The group has no label."),
        N_("Write its heading in the column label, or leave it so if none is wanted."),
        "label",
    ),
    _known(
        r"is no longer supported on most devices",
        N_("Most devices cannot fill in this type any more."),
        N_("Remove the row, or ask for it in a question."),
        "type",
    ),
    _known(
        r"parameter keys? for this question type (?:is|are) (?P<known>.*?)\. "
        r".*invalid parameter key\(s\): (?P<keys>.*?)\.",
        N_("The parameter {keys} is unknown for this type."),
        N_("The type has these: {known}."),
        "parameters",
    ),
    _known(
        r"File name for '(?P<type>[^']*)' should end with",
        N_("“{type}” names a file that is no list."),
        N_("The name of the file ends in .csv, .xml or .geojson."),
        "type",
    ),
    _known(
        r"Choice filter not supported with or_other",
        N_("“or_other” and a choice filter do not go together."),
        N_(
            "Add a choice “other” to the list, and a text question that is asked when it is chosen."
        ),
        "choice_filter",
    ),
    _known(
        r"This form uses or_other and translations",
        N_("The choice and the question that “or_other” adds read English on phones."),
        N_(
            "Where collectors should read their own language, add a choice “other” to the list, and"
            " a text question that is asked when it is chosen, instead of “or_other”."
        ),
        "type",
    ),
    _known(
        r"Audits must always be named",
        N_("A row of the type audit has no name of its own."),
        N_("Leave its name blank, and have one such row only."),
        "name",
    ),
    _known(
        r"was not recognized as a supported type",
        N_("This is no form."),
        N_("A form is a workbook with a sheet survey, with the columns type, name and label."),
    ),
    _known(
        r"names for the same column were found: '(?P<other>[^']*)', '(?P<header>[^']*)'",
        N_("The columns “{other}” and “{header}” mean the same."),
        N_("Keep one of them."),
    ),
    _known(
        r"Parameters must be in the form of",
        N_("The parameters cannot be read."),
        N_("Write each with its name, as in start=0 end=10 step=1."),
        "parameters",
    ),
    _known(
        r"Unknown question type '(?P<type>[^']*)'",
        N_("There is no question type “{type}”."),
        N_("Write a type of XLSForm, such as text, integer, date or select_one with a list."),
        "type",
    ),
    _known(
        r"Names must begin with a letter or underscore",
        N_("This cannot be a name."),
        N_("Use letters, digits and _ only; begin with a letter."),
    ),
)


def said(words: str) -> Iterator[Said]:
    """What is known of some words of the library, sentence by sentence; nothing where none is."""
    for known in _KNOWN:
        for match in known.words.finditer(words):
            values = match.groupdict()
            heading = values.get("sheet", ""), values.get("column", "")
            message, advice = Text(known.message, values), Text(known.advice, values)
            yield Said(message, advice, known.column, heading)

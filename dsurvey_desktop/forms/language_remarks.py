"""What a form does not say in one of its languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.xlsform_rows import Sheet

_LABELS, _BETWEEN = frozenset({"label", "caption"}), "::"
_DEFAULT = "default_language"


def language_remarks(survey: Sheet, choices: Sheet, settings: Sheet) -> Iterator[Problem]:
    """A warning for each language that lacks some labels, and for a first language that is none."""
    for sheet in (survey, choices):
        yield from _missing_labels(sheet)
    yield from _unknown_default(survey, settings)


def _labels(sheet: Sheet) -> list[str]:
    """The columns of labels, one for each language."""
    return [name for name in sheet.columns if name.partition(":")[0].strip() in _LABELS]


def _missing_labels(sheet: Sheet) -> Iterator[Problem]:
    columns = _labels(sheet)
    for column in columns:
        others = [name for name in columns if name != column]
        without = [
            row.number
            for row in sheet.rows
            if not row.cell(column) and any(row.cell(name) for name in others)
        ]
        if without and len(without) < len(sheet.rows):
            yield _missing(sheet, column, without)


def _missing(sheet: Sheet, column: str, rows: Sequence[int]) -> Problem:
    return Problem(
        "form_label_untranslated",
        Severity.WARNING,
        Place("", sheet.name, rows[0], sheet.columns[column]),
        "",
        text(
            "{count} rows have a label in another language, but none in this column.",
            count=len(rows),
        ),
        text("Write it there; devices show nothing in that language else."),
    )


def _unknown_default(survey: Sheet, settings: Sheet) -> Iterator[Problem]:
    titles = [survey.titles[name] for name in _labels(survey)]
    languages = [title.partition(_BETWEEN)[2].strip() for title in titles]
    known = {language.lower() for language in languages}
    for row in settings.rows[:1]:
        wanted = row.cell(_DEFAULT)
        if wanted and known and "" not in known and wanted.lower() not in known:
            yield Problem(
                "form_language_unknown",
                Severity.WARNING,
                Place("", settings.name, row.number, settings.columns[_DEFAULT]),
                wanted,
                text("No column of labels is in the language “{language}”.", language=wanted),
                text(
                    "Write it as it stands in a heading: {languages}.",
                    languages=", ".join(languages),
                ),
            )

"""Answers for machines (JSON, stable and documented) and for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from dsurvey_desktop.cli.headings import heading
from dsurvey_desktop.cli.long_answers import Each, Spool, in_json
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.problem import Problem, column_letters
from dsurvey_desktop.domain.texts import Text, _, text
from dsurvey_desktop.domain.word_lists import told
from dsurvey_desktop.forms.form_error import FormError

_BY_QUESTION = "items"
"""What has the names of a form's own questions below it, which may be those of our words."""


@dataclass(frozen=True, slots=True)
class Account:
    """An answer of which people read sentences in the place of names and figures."""

    figures: Mapping[str, Any]
    sentences: tuple[Text, ...]


def to_plain(value: Any) -> Any:
    """Values as JSON knows them: texts in the current language, dates in ISO 8601.

    Fields that stand in no `repr` are the program's own.
    """
    if isinstance(value, Problem):
        return problem_to_plain(value)
    if is_dataclass(value) and not isinstance(value, Text | type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value) if f.repr}
    if isinstance(value, Mapping):
        return {str(key): to_plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [to_plain(one) for one in value]
    return _scalar(value)


def _scalar(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)


def problem_to_plain(problem: Problem) -> dict[str, Any]:
    """A problem with its place beside code and severity; `cell` is as a spreadsheet names it."""
    place = problem.place
    cell = f"{column_letters(place.column)}{place.row}" if place.row and place.column else ""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "sheet": place.sheet,
        "row": place.row,
        "column": place.column,
        "cell": cell,
        "value": problem.value,
        "message": str(problem.message),
        "advice": str(problem.advice),
    }


def said(answer: Any, *, as_json: bool) -> Iterator[str]:
    """An answer in pieces: JSON, or in words.

    People get indented lines without braces, named in their language.
    """
    if isinstance(answer, Each):
        pieces = in_json(answer.values) if as_json else _each_said(answer)
        return Spool(pieces).pieces()
    return iter([_in_one(answer, as_json=as_json)])


def _in_one(answer: Any, *, as_json: bool) -> str:
    figures = answer.figures if isinstance(answer, Account) else answer
    if as_json:
        return json.dumps(to_plain(figures), ensure_ascii=False, indent=1)
    if isinstance(answer, Account):
        return "\n".join(map(str, answer.sentences))
    return "\n".join(_lines(to_plain(answer), ""))


def _each_said(answer: Each) -> Iterator[str]:
    for number, value in enumerate(answer.values):
        yield ("\n" if number else "") + "\n".join(_bulleted(value, ""))


def _lines(value: Any, indent: str) -> list[str]:
    if isinstance(value, dict):
        return [
            line for key, one in value.items() for line in _named(key, heading(key), one, indent)
        ]
    if isinstance(value, list):
        return [line for one in value for line in _bulleted(one, indent)]
    return [f"{indent}{_said(value)}"]


def _named(key: str, name: str, value: Any, indent: str) -> list[str]:
    if not isinstance(value, dict | list):
        return [f"{indent}{name}: {_said(value)}"]
    if not value:
        return [f"{indent}{name}: -"]
    inner = indent + "  "
    if key == _BY_QUESTION and isinstance(value, dict):
        return [f"{indent}{name}:", *(o for k, v in value.items() for o in _named(k, k, v, inner))]
    return [f"{indent}{name}:", *_lines(value, inner)]


def _said(value: Any) -> str:
    """A single value for a person."""
    if value is None or value == "":
        return "-"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


def _bulleted(value: Any, indent: str) -> list[str]:
    first, *rest = _lines(value, indent + "  ") or [f"{indent}  -"]
    return [f"{indent}- {first.strip()}", *rest]


_TOLD = ("entries", "changes", "version", "wait_s", "line", "fault", "other", "backup")
"""What of an error's context is part of its answer."""


def print_refusal(error: AppError, *, as_json: bool) -> None:
    """Say on standard error what was refused; with `--json` also as an answer."""
    print(f"{error.message}\n{error.advice}".rstrip(), file=sys.stderr)
    words: dict[str, Any] = {
        "code": error.code,
        "message": str(error.message),
        "advice": str(error.advice),
    }
    if isinstance(error, FormError):
        words["problems"] = to_plain(error.problems)
        print("\n".join(_places(error.problems)), file=sys.stderr)
    for line in map(_change, error.context.get("changes", ())):
        print(line, file=sys.stderr)
    for name in _TOLD:
        if name in error.context:
            words[name] = to_plain(error.context[name])
    if as_json:
        print(json.dumps({"error": words}, ensure_ascii=False, indent=1))


def _change(one: Any) -> Text:
    """What another person changed meanwhile, beside what was asked for."""
    words = {"item": one.item_label, "before": one.before, "theirs": one.theirs, "name": one.by}
    if not one.yours:
        return text("{item}: {before} → {theirs} ({name})", **words)
    return text("{item}: {before} → {theirs} ({name}); yours: {yours}", **words, yours=one.yours)


def _places(problems: Iterable[Problem]) -> Iterator[str]:
    for one in problems:
        place = one.place
        where = _("Sheet {sheet}, row {row}, column {column}").format(
            sheet=place.sheet, row=place.row, column=place.column
        )
        said = told(one.message, one.advice)
        yield f"{where}: {said}" if place.sheet else said


def print_progress(done: int, total: int, what: Text) -> None:
    """Say on standard error how far long work is, a line for each step."""
    print(f"{what} {done}/{total}", file=sys.stderr, flush=True)

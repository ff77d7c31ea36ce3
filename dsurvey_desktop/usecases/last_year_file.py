"""A file of last year's data: what a person says of it, and what was read in it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import ParsedFile
from dsurvey_desktop.storage.codec import encode_sorted
from dsurvey_desktop.storage.last_year_store import LastYearRow
from dsurvey_desktop.usecases.counterparts import Counterparts, question_of
from dsurvey_desktop.usecases.last_year_forms import FormChoice, LastForm
from dsurvey_desktop.usecases.last_year_views import LeftItem


@dataclass(frozen=True, slots=True)
class LastOffice:
    """Last year's office folder and a password of it: its keys open what it sealed then."""

    folder: Path
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class HowToRead:
    """What a person says of a file of last year's data.

    Attributes:
        mappings: what the columns of its tables mean.
        accept_mapping: take the program's own matching where it would ask.
        trust: key card of who signed a bundle, where this office does not know it.
        office: last year's office, for its keys and its form.
        form: the edition a table is read by, and a bundle that does not carry its own.
    """

    mappings: tuple[ColumnMapping, ...] = ()
    accept_mapping: bool = False
    trust: Path | None = None
    office: LastOffice | None = None
    form: FormChoice = None


@dataclass(frozen=True, slots=True)
class LastYearFile:
    """A file taken apart.

    Attributes:
        form: the edition its rows were said under; the one of most rows, where there are several.
        forms: all of them.
        sequence: a bundle's number.
        parsed: a table's columns.
    """

    file: str
    data: bytes = field(repr=False)
    kind: str
    year: int
    rows: tuple[LastYearRow, ...]
    form: LastForm
    forms: tuple[LastForm, ...] = ()
    problems: tuple[Problem, ...] = ()
    sequence: int = 0
    parsed: ParsedFile | None = None
    questions: tuple[Problem, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of what the rows say, however the file is called or was saved."""
        said = sorted(f"{row.certificate_no}|{row.name}|{_said(row)}" for row in self.rows)
        return hashlib.sha256("\n".join([self.kind, *said]).encode()).hexdigest()

    def left(self) -> tuple[LeftItem, ...]:
        """Items that this year's form has no words for, the most answered first."""
        forms = {one.form.digest: one.form for one in self.forms}
        return left_items(forms, ((row.said[0], row.left) for row in self.rows if row.said))


def _said(row: LastYearRow) -> str:
    if row.said is None:
        return f"{encode_sorted(row.answers)}|{row.reason}"
    form, answers = row.said
    return f"{encode_sorted(answers)}|{row.reason}|{form}"


def left_items(
    forms: Mapping[str, Form], left: Iterable[tuple[str, Iterable[str]]]
) -> tuple[LeftItem, ...]:
    """How many rows answered each item that has no counterpart, the most answered first.

    Args:
        forms: editions by digest.
        left: digest of the edition of each row, and its items without a counterpart.
    """
    counts = Counter((digest, name) for digest, names in left for name in names)
    return tuple(
        LeftItem(name, question_of(forms.get(digest), name), count)
        for (digest, name), count in counts.most_common()
    )


def tell_rows(
    rows: Iterable[tuple[LastForm, LastYearRow]], this_year: Form
) -> Iterator[LastYearRow]:
    """Rows in the words of this year's form; what it has none for stays in `said` and `left`."""
    counterparts: dict[str, Counterparts] = {}
    for last, row in rows:
        if last.is_campaigns:
            yield row
            continue
        digest = last.form.digest
        if digest not in counterparts:
            counterparts[digest] = Counterparts(last.form, this_year)
        told = counterparts[digest].tell(row.answers)
        yield replace(row, answers=told.answers, said=(digest, row.answers), left=told.left)

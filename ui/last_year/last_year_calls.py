"""The use cases of the page, with the desk already given; each runs in the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.last_year_views import (
    FormInUse,
    LastMapping,
    LastYearImport,
    LastYearLine,
    LastYearSettled,
    LastYearUndone,
    UnmatchedRow,
    YearChanges,
)
from dsurvey_desktop.usecases.mapping_views import FileColumns
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from ui.lazy import use_case


@dataclass(frozen=True, slots=True)
class LastYearCalls:
    """What the page asks of the core.

    Attributes:
        communities: of this office, for the filter.
        take_in: a file and how to read it (`HowToRead`); takes `progress=`.
        columns: what the columns of a table mean, read in the same way.
        form, use_form: what tables are read by; a workbook or `individual`.
        mappings, forget: what is remembered of columns under last year's form; one by its shape.
        imports: all of them, the newest first.
        unmatched: rows that are nobody's.
        settle, unsettle: rows with the numbers they are of, and why; rows.
        undo: an import by its id.
        changes: of a community, empty for all.
        write: a file (PDF or Excel) and a community.
    """

    communities: Callable[[], tuple[Community, ...]]
    take_in: Callable[..., LastYearImport]
    columns: Callable[..., FileColumns]
    form: Callable[[], FormInUse]
    use_form: Callable[..., FormInUse]
    mappings: Callable[[], tuple[LastMapping, ...]]
    forget: Callable[[str], LastMapping]
    imports: Callable[[], tuple[LastYearLine, ...]]
    unmatched: Callable[[], tuple[UnmatchedRow, ...]]
    settle: Callable[..., LastYearSettled]
    unsettle: Callable[..., LastYearSettled]
    undo: Callable[[int], LastYearUndone]
    changes: Callable[[str], YearChanges]
    write: Callable[..., WrittenDocument]


def office_calls(desk: Desk) -> LastYearCalls:
    """The use cases for this desk, imported in the worker when first called."""
    return LastYearCalls(
        communities=partial(_communities, desk),
        take_in=partial(use_case("import_last_year"), desk),
        columns=partial(use_case("show_last_year_columns"), desk),
        form=partial(use_case("use_last_form", "form_in_use"), desk),
        use_form=partial(use_case("use_last_form"), desk),
        mappings=partial(use_case("last_year_mappings", "list_last_mappings"), desk),
        forget=partial(use_case("last_year_mappings", "forget_last_mapping"), desk),
        imports=partial(use_case("import_last_year", "list_last_year"), desk),
        unmatched=partial(use_case("unmatched_last_year", "list_unmatched"), desk),
        settle=partial(use_case("settle_last_year"), desk),
        unsettle=partial(use_case("settle_last_year", "unsettle_last_year"), desk),
        undo=partial(use_case("import_last_year", "undo_last_year"), desk),
        changes=partial(use_case("compare_years"), desk),
        write=partial(use_case("print_year_changes"), desk),
    )


def _communities(desk: Desk) -> tuple[Community, ...]:
    found: tuple[Community, ...] = use_case("show_office")(desk).communities
    return found

"""The use cases of the page, with the desk already given; each runs in the worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.find_edition import EditionSource
from dsurvey_desktop.usecases.form_views import Adoption, EditionLine, EditionMove, FormComparison
from dsurvey_desktop.usecases.office_views import OfficeView
from dsurvey_desktop.usecases.open_form import OpenedForm
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from dsurvey_desktop.usecases.trial_views import Trial
from ui.lazy import use_case


@dataclass(frozen=True, slots=True)
class FormCalls:
    """What the page asks of the core.

    Attributes:
        editions: the list.
        office: for its communities.
        open: an edition, by digest or workbook.
        compare: from one edition to another.
        try_answers: an opened form and answers.
        preview_adoption, adopt: an edition.
        booklet: a PDF to write, and the editions whose items it explains.
        preview_move, move: the edition entries go to; both take `progress=`.
    """

    editions: Callable[[], tuple[EditionLine, ...]]
    office: Callable[[], OfficeView]
    open: Callable[[EditionSource], OpenedForm]
    compare: Callable[[EditionSource, EditionSource], FormComparison]
    try_answers: Callable[..., Trial]
    preview_adoption: Callable[[EditionSource], Adoption]
    adopt: Callable[[EditionSource], Adoption]
    booklet: Callable[[Path, Sequence[EditionSource]], WrittenDocument]
    preview_move: Callable[..., EditionMove]
    move: Callable[..., EditionMove]


def office_calls(desk: Desk) -> FormCalls:
    """The use cases for this desk, imported in the worker when first called."""
    return FormCalls(
        editions=partial(use_case("list_editions"), desk),
        office=partial(use_case("show_office"), desk),
        open=partial(use_case("open_form"), desk),
        compare=partial(use_case("compare_editions"), desk),
        try_answers=partial(use_case("open_form", "try_answers"), desk),
        preview_adoption=partial(use_case("adopt_edition", "preview_adoption"), desk),
        adopt=partial(use_case("adopt_edition"), desk),
        booklet=partial(use_case("print_booklet"), desk),
        preview_move=partial(use_case("move_entries", "preview_move"), desk),
        move=partial(use_case("move_entries"), desk),
    )

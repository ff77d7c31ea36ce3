"""The use cases of correcting beyond one answer, each run in the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.entry_views import EntryView
from ui.lazy import use_case

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.correct_batch import BatchCorrection, ChangeLine
    from dsurvey_desktop.usecases.correct_file import FileCorrections
    from dsurvey_desktop.usecases.undo_many import ManyUndone


@dataclass(frozen=True, slots=True)
class CorrectionCalls:
    """What correcting asks of the core.

    Attributes:
        redo: does one's own correction again that was taken back last; takes `seen=`.
        preview: what a batch would do.
        correct: a batch and its reason; takes `progress=` and `shown=`, the preview.
        undo_batch: takes one's own newest batch back; takes `progress=`.
        clear: blanks what an entry is not asked; entry and reason; takes `seen=` and `items=`.
        from_file: a correction file; `is_preview=` only shows; takes `progress=`.
    """

    redo: Callable[..., EntryView]
    preview: Callable[[BatchCorrection], tuple[ChangeLine, ...]]
    correct: Callable[..., tuple[ChangeLine, ...]]
    undo_batch: Callable[..., ManyUndone]
    from_file: Callable[..., FileCorrections]
    clear: Callable[..., EntryView]


def correction_calls(desk: Desk) -> CorrectionCalls:
    """The use cases for this desk, imported in the worker when first called."""
    return CorrectionCalls(
        redo=partial(use_case("correct_entry", "redo_correction"), desk),
        preview=partial(use_case("correct_batch", "preview_batch"), desk),
        correct=partial(use_case("correct_batch"), desk),
        undo_batch=partial(use_case("undo_many", "undo_batch_correction"), desk),
        from_file=partial(use_case("correct_file", "correct_from_file"), desk),
        clear=partial(use_case("clear_not_asked"), desk),
    )

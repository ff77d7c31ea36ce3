"""What of the intake waits for somebody: start page, badge, hand-over and lists count by this."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection

from dsurvey_desktop.storage import intake_counts
from dsurvey_desktop.storage.intake_counts import IntakeCounts

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.intake_views import SetAsideRow

MAPPING_UNCONFIRMED = "mapping_unconfirmed"
"""Code of a file that waits until a person has looked at its columns."""
ENCRYPTED = "encrypted_file"
"""Code of a file that waits until somebody takes its password away."""
DETAILS_ALONE = "repeat_alone"
"""Code of a file with lines of details only, which waits for the file with their forms."""
WAITS_FOR = (MAPPING_UNCONFIRMED, ENCRYPTED, DETAILS_ALONE)
"""What a file may wait for."""
_NOTHING_TO_DO = frozenset(
    {
        "total_line", "repeated_header", "signature_line", "note_line", "prepared_line",
        "not_filled", "after_cutoff", "out_of_scope", "other_year",
    }
)  # fmt: skip
"""Reasons of rows set aside that say by themselves that nobody is missing."""


def needs_a_person(row: SetAsideRow) -> bool:
    """Whether somebody still has to look at a row that was set aside."""
    return not row.is_dismissed and row.reason not in _NOTHING_TO_DO


def count_intake(connection: Connection) -> IntakeCounts:
    """How many rows and files wait for somebody."""
    return intake_counts.count_intake(connection, _NOTHING_TO_DO, WAITS_FOR)

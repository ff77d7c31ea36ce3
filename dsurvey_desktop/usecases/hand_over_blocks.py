"""What stands in the way of a hand-over, in all and in each community (product E1, H1).

The start page and the check before an export count by this alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from dsurvey_desktop.domain.absence import AbsenceReason
from dsurvey_desktop.storage import absence_store, community_store, office_store, row_store
from dsurvey_desktop.storage.intake_counts import IntakeCounts
from dsurvey_desktop.usecases.intake_waiting import count_intake
from dsurvey_desktop.usecases.progress_tally import Tally, count_all
from dsurvey_desktop.usecases.progress_views import Block


@dataclass(frozen=True, slots=True)
class OfficeCounts:
    """Everything that is counted of an office at one moment.

    Attributes:
        names: of the office's communities, by code.
        tallies: by community code, of communities that only roster or entries know too.
        total: over all of them.
        absent: people with a reason for having no entry, by community code and reason.
        forms: codes of the communities whose form is here.
        pending: differences that wait, by community code; empty where the community is not known.
        intake: what of the intake waits for somebody, of whichever community.
    """

    names: Mapping[str, str]
    tallies: Mapping[str, Tally]
    total: Tally
    absent: Mapping[tuple[str, AbsenceReason], int]
    forms: frozenset[str]
    pending: Mapping[str, int]
    intake: IntakeCounts

    def unexplained(self, code: str = "") -> int:
        """People of a community, or of all, without entry and without a reason."""
        known = sum(n for (community, _why), n in self.absent.items() if code in ("", community))
        tally = self.tallies[code] if code else self.total
        return max(tally.on_roster - tally.expected - known, 0)

    def count_blocks(self, code: str = "") -> dict[str, int]:
        """How many stand in the way, by kind; 0 where nothing does."""
        tally = self.tallies[code] if code else self.total
        expected = self.names.keys() if not code else self.names.keys() & {code}
        return {
            "missing": self.unexplained(code),
            "errors": tally.errors,
            "not_approved": tally.entries - tally.approved,
            "pending": self.pending.get(code, 0) if code else sum(self.pending.values()),
            "set_aside": 0 if code else self.intake.set_aside,
            "community_forms": len(expected - self.forms),
        }

    def blocks(self, code: str = "") -> tuple[Block, ...]:
        """What stands in the way, the gravest first."""
        return tuple(Block(kind, n) for kind, n in self.count_blocks(code).items() if n)


def count_office(connection: Connection) -> OfficeCounts:
    """Count once for whoever shows it."""
    names = {str(one.code): one.name for one in office_store.load_communities(connection)}
    tallies = count_all(connection, names)
    total = Tally()
    for tally in tallies.values():
        total.merge(tally)
    return OfficeCounts(
        names=names,
        tallies=tallies,
        total=total,
        absent=absence_store.count_absences(connection),
        forms=frozenset(community_store.codes_with_form(connection)),
        pending=Counter(row_store.pending_per_community(connection)),
        intake=count_intake(connection),
    )

"""What bundles are signed and sealed with: free until the first one went out or came in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.storage import office_store
from dsurvey_desktop.usecases.change_settings import change_campaign
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.office_keys import own_card
from dsurvey_desktop.usecases.suite_rules import why_fixed


@dataclass(frozen=True, slots=True)
class SuiteView:
    """The campaign's algorithms.

    Attributes:
        suite: as bundles name them.
        label: as people know them.
        fingerprint: of this office's key of these algorithms.
        fixed_because: why they stay; empty while they can be changed.
    """

    suite: SuiteName
    label: str
    fingerprint: str
    fixed_because: str


def show_suite(desk: Desk) -> SuiteView:
    """The campaign's algorithms, and whether they can still be changed."""
    with desk.database.read() as connection:
        suite = office_store.load_campaign(connection).suite
        fingerprint = own_card(connection).fingerprint
        return SuiteView(suite, suite.label, fingerprint, why_fixed(connection))


def choose_suite(desk: Desk, suite: SuiteName) -> SuiteView:
    """Sign and seal with other algorithms from now on; this office gets a key for them.

    Raises:
        AppError: `suite_fixed`, or of `change_campaign`.
    """
    with desk.database.read() as connection:
        campaign = office_store.load_campaign(connection)
    change_campaign(desk, replace(campaign, suite=suite))
    return show_suite(desk)

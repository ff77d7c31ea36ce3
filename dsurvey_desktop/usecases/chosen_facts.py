"""The entries that were chosen, with all that stands around them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from dsurvey_desktop.checks.facts import EntryFacts
from dsurvey_desktop.storage import roster_store
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.usecases.community_forms import check_known
from dsurvey_desktop.usecases.inspection import facts_of
from dsurvey_desktop.usecases.move_choice import MoveChoice
from dsurvey_desktop.usecases.recheck import all_facts
from dsurvey_desktop.usecases.show_entry import load


def chosen_facts(
    connection: Connection, choice: MoveChoice
) -> Iterator[tuple[EntryRecord, EntryFacts]]:
    """What the checks are given of each entry; few entries are read one by one.

    Raises:
        AppError: `no_entry`, `no_community`.
    """
    for code in choice.communities:
        check_known(connection, code)
    for entry_id in sorted(choice.entries):
        record = load(connection, entry_id)
        person = roster_store.load_person(connection, record.certificate_no)
        yield record, facts_of(connection, record, record.answers, person)
    if choice.is_all or choice.communities:
        for record, facts in all_facts(connection):
            if record.id not in choice.entries and choice.includes(record.community_code):
                yield record, facts

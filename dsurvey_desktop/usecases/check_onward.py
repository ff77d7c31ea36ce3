"""What stands in the way of the onward file (product H4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection

from dsurvey_desktop.domain.department import DEPARTMENT_NAMES, SignOffState
from dsurvey_desktop.domain.texts import Text, _, text
from dsurvey_desktop.storage import (
    bundle_store,
    finding_store,
    office_store,
    town_sample_store,
    town_store,
)
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.district_views import TownProgress
from dsurvey_desktop.usecases.list_towns import towns_of
from dsurvey_desktop.usecases.office_keys import trusted_cards
from dsurvey_desktop.usecases.onward_views import OnwardCheck, OnwardLine
from dsurvey_desktop.usecases.permissions import check_district
from dsurvey_desktop.usecases.sign_off import sign_offs_of

_CITY_DIGITS, _OFFICE_DIGITS = 4, 6


def check_onward(desk: Desk, addressee: str = "") -> OnwardCheck:
    """What the next onward file would hold, and each thing that is open.

    Args:
        desk: the district's.
        addressee: office code of the next level; empty for the city of this district.

    Raises:
        AppError: `not_a_district`.
    """
    with desk.database.read() as connection:
        check_district(office_store.load_office(connection))
        towns = towns_of(connection, desk.today())
        to = addressee or next_level(connection)
        sequence, _digest = bundle_store.last_bundle(connection, to)
        return OnwardCheck(
            to,
            sequence + 1,
            sum(town.sequence > 0 for town in towns),
            sum(town.entries for town in towns),
            has_card(connection, to),
            onward_lines(connection, towns),
        )


def next_level(connection: Connection) -> str:
    """The city's code: the district's first four digits, filled up."""
    code = office_store.load_office(connection).code
    return code[:_CITY_DIGITS].ljust(_OFFICE_DIGITS, "0")


def has_card(connection: Connection, office: str) -> bool:
    """Whether a file can be sealed for that office."""
    return any(card.office_code == office for card in trusted_cards(connection).cards)


def onward_lines(connection: Connection, towns: Sequence[TownProgress]) -> tuple[OnwardLine, ...]:
    """The list, in the order the work is done."""
    silent = [town.name for town in towns if not town.sequence]
    return (
        OnwardLine("towns_silent", len(silent), _silent(len(silent)), tuple(silent), "received"),
        _of_towns("missing", towns, lambda one: one.people - one.entries, _missing, "start"),
        _of_towns("undecided", towns, lambda one: one.undecided, _undecided, "town_entries"),
        _of_towns("sent_back", towns, lambda one: one.sent_back, _sent_back, "town_entries"),
        _of_towns("withdrawn", towns, lambda one: one.withdrawn, _withdrawn, "town_entries"),
        _duplicates(connection),
        _findings(connection, towns),
        _sign_offs(connection, towns),
        _checks(connection),
    )


def _of_towns(
    kind: str,
    towns: Sequence[TownProgress],
    count: Callable[[TownProgress], int],
    words: Callable[[int], Text],
    page: str,
) -> OnwardLine:
    found = [(town.name, max(count(town), 0)) for town in towns if town.sequence]
    total = sum(number for _name, number in found)
    details = tuple(f"{name} {number:,}" for name, number in found if number)
    return OnwardLine(kind, total, words(total), details, page)


def _duplicates(connection: Connection) -> OnwardLine:
    people = {one.certificate_no[:18] for one in town_store.duplicates(connection)}
    words = text("People of more than one town: {count}", count=len(people))
    return OnwardLine("duplicates", len(people), words, (), "town_entries")


def _sign_offs(connection: Connection, towns: Iterable[TownProgress]) -> OnwardLine:
    received = tuple(town for town in towns if town.sequence)
    lacking = [
        f"{one.town_name} {_(DEPARTMENT_NAMES[one.department])}"
        for one in sign_offs_of(connection, received)
        if one.state is not SignOffState.SIGNED
    ]
    words = text("Parts of towns without their department's sign-off: {n}", n=len(lacking))
    return OnwardLine("sign_offs", len(lacking), words, tuple(lacking), "departments")


def _findings(connection: Connection, towns: Iterable[TownProgress]) -> OnwardLine:
    counts = finding_store.count_per_town(connection)
    details = tuple(f"{one.name} {counts[one.code]:,}" for one in towns if one.code in counts)
    total = sum(counts.values())
    words = text("What departments found and is not settled: {count}", count=total)
    return OnwardLine("findings", total, words, details, "departments")


def _checks(connection: Connection) -> OnwardLine:
    sample = town_sample_store.load_sample(connection)
    if sample is None:
        words = text("The district has drawn no spot check.")
        return OnwardLine("checks", 1, words, (), "checks")
    waiting = sum(not one.outcome for one in sample.members)
    words = text("Spot-check sheets without a result: {count}", count=waiting)
    return OnwardLine("checks", waiting, words, (), "checks")


def _silent(count: int) -> Text:
    return text("Towns that have handed nothing over: {count}", count=count)


def _missing(count: int) -> Text:
    return text("People on the roster whose entry did not come: {count}", count=count)


def _undecided(count: int) -> Text:
    return text("Entries neither accepted nor sent back: {count}", count=count)


def _sent_back(count: int) -> Text:
    return text("Entries sent back that were not answered: {count}", count=count)


def _withdrawn(count: int) -> Text:
    return text("Entries the towns have withdrawn: {count}", count=count)

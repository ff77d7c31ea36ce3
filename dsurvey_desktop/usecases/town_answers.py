"""Answers of a town's entry, from the texts of its bundle to values that the form's rules read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from dsurvey_desktop.checks.run import arrange
from dsurvey_desktop.domain.entry import Finding, Value
from dsurvey_desktop.exchange.strict_json import parse_json
from dsurvey_desktop.forms.answer_values import LIST_KINDS
from dsurvey_desktop.forms.model import Form, Item, ItemKind
from dsurvey_desktop.storage import form_store, office_store
from dsurvey_desktop.storage.town_store import TownEntryRecord
from dsurvey_desktop.usecases.answer_values import shown
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import (
    INDIVIDUAL,
    Edition,
    Editions,
    form_context,
)


def typed(form: Form, texts: Mapping[str, str]) -> dict[str, Value]:
    """Values by item; answers to items the form does not have stay texts."""
    items = {item.name: item for item in form.items}
    return {name: _value(items.get(name), text) for name, text in texts.items()}


def in_words(item: Item | None, text: str) -> str:
    """One answer as people read it."""
    if item is None or not text:
        return text
    return shown(item, text.split(" ") if item.kind in LIST_KINDS else text)


def edition_finder(connection: Connection) -> Callable[[TownEntryRecord], Edition]:
    """The edition an entry stands on where the district keeps it, else the campaign's."""
    editions = Editions(connection)
    known = form_store.kinds_by_digest(connection)
    current = form_store.current_digest(connection, INDIVIDUAL)

    def find(record: TownEntryRecord) -> Edition:
        digest = record.form_edition
        return editions.of(digest if known.get(digest) == INDIVIDUAL else current)

    return find


def rule_finder(
    connection: Connection, desk: Desk
) -> Callable[[Edition, TownEntryRecord], tuple[Finding, ...]]:
    """What the form's own rules find in an entry, switched-off ones left out."""
    campaign = office_store.load_campaign(connection)
    context = form_context(campaign, desk.clock)

    def find(edition: Edition, record: TownEntryRecord) -> tuple[Finding, ...]:
        found = edition.compiled.find(typed(edition.form, record.answers), context)
        return arrange(found, campaign.rules_off)

    return find


def _value(item: Item | None, text: str) -> Value:
    if item is None:
        return text
    if text.startswith("[" if item.repeat else "[{"):
        return _groups(text)
    if item.repeat:
        return text
    if item.kind in LIST_KINDS:
        return text.split(" ")
    if item.kind in (ItemKind.INTEGER, ItemKind.DECIMAL):
        return _number(text)
    return text


def _groups(text: str) -> Value:
    """The groups of a repeat; what only begins like them is an answer in words."""
    try:
        groups = parse_json(text.encode())
    except (ValueError, RecursionError):
        return text
    is_groups = isinstance(groups, list) and all(isinstance(one, dict) for one in groups)
    return groups if is_groups else text


def _number(text: str) -> Value:
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number

"""Office, campaign, communities, accounts and keys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from dsurvey_desktop.domain.campaign import DATES, Campaign
from dsurvey_desktop.domain.department import Department
from dsurvey_desktop.domain.ids import CommunityCode, UserId
from dsurvey_desktop.domain.office import Community, Office, OfficeLevel, Role, User
from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.storage.asking import ask
from dsurvey_desktop.storage.codec import decode, decode_moment, encode, encode_moment
from dsurvey_desktop.storage.tables import account, community, office_key, setting
from dsurvey_desktop.storage.unit_memory import forget, remembered

_DATES = (*DATES, "practice_date")
SETTINGS = "settings"
"""Under which the settings as stored are remembered in a unit of work."""
_COMMUNITIES, _KEYS = "communities", "keys"
COMMUNITIES = select(community).order_by(community.c.code)
NAMES = select(account.c.id, account.c.name)
_CHANGE_SETTING = (
    update(setting).where(setting.c.key == bindparam("name")).values(value_json=bindparam("stored"))
)


def save_setting(connection: Connection, key: str, value: Any) -> None:
    """Keep a JSON value under a key, replacing what was there."""
    stored = encode(value)
    if not connection.execute(_CHANGE_SETTING, {"name": key, "stored": stored}).rowcount:
        connection.execute(insert(setting).values(key=key, value_json=stored))
    forget(connection, SETTINGS)


def load_setting(connection: Connection, key: str) -> Any:
    """The JSON value under a key; None when nothing was kept."""
    stored = remembered(connection, SETTINGS, lambda: _settings(connection)).get(key)
    return None if stored is None else decode(stored)


def _settings(connection: Connection) -> dict[str, str]:
    return {row.key: row.value_json for row in connection.execute(select(setting))}


def save_office(connection: Connection, office: Office) -> None:
    """Keep code, name and level."""
    save_setting(connection, "office", asdict(office))


def load_office(connection: Connection) -> Office:
    """The office of this database."""
    stored = load_setting(connection, "office")
    return Office(stored["code"], stored["name"], OfficeLevel(stored["level"]))


def save_campaign(connection: Connection, campaign: Campaign) -> None:
    """Keep the year's settings."""
    stored = asdict(campaign)
    for name in _DATES:
        stored[name] = stored[name] and stored[name].isoformat()
    stored["rules_off"] = sorted(campaign.rules_off)
    save_setting(connection, "campaign", stored)


def load_campaign(connection: Connection) -> Campaign:
    """The year's settings."""
    stored = load_setting(connection, "campaign")
    for name in _DATES:
        stored[name] = date.fromisoformat(stored[name]) if stored[name] else None
    stored["rules_off"] = frozenset(stored["rules_off"])
    stored["suite"] = SuiteName(stored.get("suite", SuiteName.STANDARD))
    return Campaign(**stored)


def save_communities(
    connection: Connection, communities: Iterable[Community]
) -> list[tuple[str, str, str]]:
    """Add communities; a code that is there gets the new name.

    Returns:
        code, old name (empty for a new community) and new name of each that changed.
    """
    changes: list[tuple[str, str, str]] = []
    known = {c.code: c.name for c in load_communities(connection)}
    for one in communities:
        old = known.get(one.code)
        if old == one.name:
            continue
        if old is None:
            connection.execute(insert(community).values(code=one.code, name=one.name))
        else:
            connection.execute(
                update(community).where(community.c.code == one.code).values(name=one.name)
            )
        changes.append((str(one.code), old or "", one.name))
        known[one.code] = one.name
    forget(connection, _COMMUNITIES)
    return changes


def load_communities(connection: Connection) -> tuple[Community, ...]:
    """All communities, by code."""

    def load() -> tuple[Community, ...]:
        rows = ask(connection, COMMUNITIES)
        return tuple(Community(CommunityCode(row.code), row.name) for row in rows)

    return remembered(connection, _COMMUNITIES, load)


def add_account(
    connection: Connection, user_id: UserId, name: str, roles: Iterable[Role], at: datetime
) -> None:
    """Add a person who may sign in."""
    connection.execute(
        insert(account).values(
            id=user_id,
            name=name,
            roles=" ".join(sorted(roles)),
            created_at=encode_moment(at),
        )
    )


def load_user(connection: Connection, user_id: UserId) -> User:
    """The person of that id; one without roles where a key slot outlived its account."""
    row = connection.execute(select(account).where(account.c.id == user_id)).one_or_none()
    if row is None:
        return User(user_id, "", frozenset())
    roles = frozenset(Role(role) for role in row.roles.split())
    return User(user_id, row.name, roles, Department(row.department) if row.department else None)


def user_names(connection: Connection) -> dict[int, str]:
    """Name by account id."""
    return {row.id: row.name for row in ask(connection, NAMES)}


def add_key(
    connection: Connection, owner_code: str, kind: str, content: bytes, at: datetime
) -> None:
    """Keep a key: kind `own` (private), `card` (another office's public card)."""
    connection.execute(
        insert(office_key).values(
            owner_code=owner_code, kind=kind, content=content, added_at=encode_moment(at)
        )
    )
    forget(connection, _KEYS)


def load_keys(connection: Connection, kind: str) -> tuple[tuple[str, bytes], ...]:
    """`(owner code, content)` of all keys of a kind, newest last."""
    return tuple((row.owner_code, row.content) for row in _keys(connection, kind))


def key_added_at(connection: Connection, kind: str) -> datetime:
    """When the newest key of a kind was added."""
    return keys_added_at(connection, kind)[-1]


def keys_added_at(connection: Connection, kind: str) -> tuple[datetime, ...]:
    """When each key of a kind was added, in the order of `load_keys`."""
    return tuple(decode_moment(row.added_at) for row in _keys(connection, kind))


def _keys(connection: Connection, kind: str) -> list[Row[Any]]:
    """An office has a handful, and asks for one kind after the other."""

    def load() -> list[Row[Any]]:
        return [*connection.execute(select(office_key).order_by(office_key.c.id))]

    return [row for row in remembered(connection, _KEYS, load) if row.kind == kind]

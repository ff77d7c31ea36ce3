"""Office, campaign, communities, accounts, keys and form editions come back as they went in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from dsurvey_desktop.domain.campaign import Campaign, default_campaign
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.domain.office import Community, Office, OfficeLevel, Role, User
from dsurvey_desktop.storage import bundle_store, form_store, office_store
from dsurvey_desktop.storage.bundle_store import BundleRecord

NOW = datetime(2025, 10, 8, 9, 30, 15, 123456, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [None, 0, False, "", "云溪镇", 0.9, [1, [2, "三"]], {"a": {"b": None}}],
)
def test_settings_come_back(opened, value):
    with opened.write() as connection:
        office_store.save_setting(connection, "key", "an earlier value")
        office_store.save_setting(connection, "key", value)
    with opened.read() as connection:
        assert office_store.load_setting(connection, "key") == value


def test_a_setting_that_was_never_kept_is_none(opened):
    with opened.read() as connection:
        assert office_store.load_setting(connection, "no such key") is None


@pytest.mark.parametrize(
    "office",
    [
        Office("330282105", "云溪镇残联"),
        Office("330282", "慈溪区残联", OfficeLevel.DISTRICT),
    ],
)
def test_the_office_comes_back(opened, office):
    with opened.write() as connection:
        office_store.save_office(connection, office)
    with opened.read() as connection:
        assert office_store.load_office(connection) == office


@pytest.mark.parametrize(
    "campaign",
    [
        default_campaign(2025),
        replace(
            default_campaign(2026),
            reference_date=date(2026, 8, 31),
            home_visit_target=0.955,
            app_target=0.0,
            rules_off=frozenset({"K17", "K19"}),
            practice_date=date(2026, 10, 8),
            is_sealed=False,
        ),
    ],
    ids=["default", "every setting its own"],
)
def test_the_campaign_comes_back(opened, campaign):
    with opened.write() as connection:
        office_store.save_campaign(connection, default_campaign(2024))
        office_store.save_campaign(connection, campaign)
    with opened.read() as connection:
        loaded = office_store.load_campaign(connection)
    assert isinstance(loaded, Campaign)
    assert loaded == campaign


def test_communities_are_added_and_renamed_but_never_lost(opened):
    with opened.write() as connection:
        office_store.save_communities(
            connection, [Community("330282105203", "上塘村"), Community("330282105201", "东溪村")]
        )
        office_store.save_communities(
            connection,
            [
                Community("330282105203", "上塘社区"),
                Community("330282105202", "西溪村"),
                Community("330282105202", "西溪社区"),
            ],
        )
    with opened.read() as connection:
        assert office_store.load_communities(connection) == (
            Community("330282105201", "东溪村"),
            Community("330282105202", "西溪社区"),
            Community("330282105203", "上塘社区"),
        )


@pytest.mark.parametrize("roles", [frozenset(), frozenset({Role.CLERK}), frozenset(Role)])
def test_an_account_comes_back_with_its_roles(opened, roles):
    with opened.write() as connection:
        office_store.add_account(connection, UserId(2), "𠅤经办", roles, NOW)
    with opened.read() as connection:
        assert office_store.load_user(connection, UserId(2)) == User(UserId(2), "𠅤经办", roles)
        assert office_store.user_names(connection) == {1: "陈经办", 2: "𠅤经办"}


def test_two_accounts_of_one_name_are_refused(opened):
    with pytest.raises(IntegrityError, match="UNIQUE"), opened.write() as connection:
        office_store.add_account(connection, UserId(2), "陈经办", [Role.CLERK], NOW)


def test_keys_come_back_by_kind_the_newest_last(opened):
    later = NOW + timedelta(days=1)
    with opened.write() as connection:
        office_store.add_key(connection, "330282105", "own", b"\x00\xff private", NOW)
        office_store.add_key(connection, "330282", "card", b"old card", NOW)
        office_store.add_key(connection, "330282", "card", b"new card", later)
    with opened.read() as connection:
        assert office_store.load_keys(connection, "own") == (("330282105", b"\x00\xff private"),)
        assert office_store.load_keys(connection, "card") == (
            ("330282", b"old card"),
            ("330282", b"new card"),
        )
        assert office_store.load_keys(connection, "none") == ()
        assert office_store.key_added_at(connection, "card") == later
        assert office_store.key_added_at(connection, "own") == NOW


def test_the_newest_form_edition_of_each_kind_is_in_use(opened):
    with opened.write() as connection:
        for digest, kind, version in (
            ("a", "individual", "2025"),
            ("b", "community", "2025"),
            ("c", "individual", "2025-10"),
        ):
            form_store.add_edition(
                connection, digest, kind, f"{kind} 表", version, f'"{digest}"', b"xlsx"
            )
    with opened.read() as connection:
        assert form_store.current_digest(connection, "individual") == "c"
        assert form_store.load_form_json(connection, "individual") == '"c"'
        assert form_store.load_form_json(connection, "community") == '"b"'
        assert form_store.edition_labels(connection) == {
            "individual": "individual 表 2025-10",
            "community": "community 表 2025",
        }
        assert form_store.edition_digests(connection) == {"individual": "c", "community": "b"}


def test_an_edition_that_is_there_can_be_used_again(opened):
    with opened.write() as connection:
        for digest in ("a", "b", "a"):
            form_store.add_edition(connection, digest, "individual", "表", "1", "{}", b"")
    with opened.read() as connection:
        assert form_store.current_digest(connection, "individual") == "a"


def bundle(addressee: str, sequence: int, digest: str, previous: str = "") -> BundleRecord:
    return BundleRecord(
        "town", addressee, sequence, digest, previous, "a.dsb", 9, True, NOW, UserId(1)
    )


def test_bundles_are_numbered_per_addressee(opened):
    with opened.write() as connection:
        bundle_store.add_bundle(connection, bundle("330282", 1, "d1"))
        bundle_store.add_bundle(connection, bundle("330282", 2, "d2", "d1"))
        bundle_store.add_bundle(connection, bundle("330281", 1, "e1"))
    with opened.read() as connection:
        assert bundle_store.last_bundle(connection, "330282") == (2, "d2")
        assert bundle_store.last_bundle(connection, "330281") == (1, "e1")
        assert bundle_store.last_bundle(connection, "330283") == (0, "")


def test_a_bundle_number_is_given_once(opened):
    with opened.write() as connection:
        bundle_store.add_bundle(connection, bundle("330282", 1, "d1"))
    with pytest.raises(IntegrityError, match="UNIQUE"), opened.write() as connection:
        bundle_store.add_bundle(connection, bundle("330282", 1, "d2"))

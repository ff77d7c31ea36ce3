"""Receipts and task packages that a town must refuse; what the district signs is made here too."""

# ruff: noqa: D103 - the name of a case says all there is to say

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import timedelta

from bundle_workshop import DISTRICT, NOW, OTHER_TOWN, TOWN, Attempt, Workshop
from dsurvey_desktop.domain.campaign import Campaign, default_campaign
from dsurvey_desktop.domain.office import Office
from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.exchange.bundle import BundleContent, build_bundle
from dsurvey_desktop.exchange.digests import sha256_hex
from dsurvey_desktop.exchange.office_keys import OfficeKeys
from dsurvey_desktop.exchange.office_tables import (
    DISTRICT_CARD_FILE,
    FORMS_FOLDER,
    TRUST_FILE,
    AcceptedRow,
    CommunityRow,
    RosterRow,
    RuleOffRow,
    SentBackRow,
    SettingRow,
    receipt_tables,
    task_package_tables,
)
from dsurvey_desktop.exchange.statement import BundleKind, Statement
from dsurvey_desktop.exchange.succession import Expectation
from dsurvey_desktop.exchange.table_schema import Table
from dsurvey_desktop.exchange.trust_list import TrustList
from dsurvey_desktop.usecases.editions import COMMUNITY, INDIVIDUAL
from dsurvey_desktop.usecases.find_edition import shipped_form
from dsurvey_desktop.usecases.make_task_package import CODE_SETTING, NAME_SETTING
from make_bad_cases import PACKAGES, bad

SENT = "ab" * 32
"""Digest of the one hand-over that the town has sent."""
BEFORE = "cd" * 32
"""Digest of the task package, number 1, that the town was set up from."""
YEAR = 2026


def card_of(keys: OfficeKeys, code: str = DISTRICT) -> str:
    return keys.card(Office(code, f"Office {code}"), NOW - timedelta(days=30)).to_text()


def town_trust(w: Workshop) -> TrustList:
    """What the town trusts: its district, and another town whose card came its way."""
    return TrustList.parse(card_of(w.district) + card_of(w.other_town, OTHER_TOWN))


def receipt_statement() -> Statement:
    return Statement(BundleKind.RECEIPT, DISTRICT, TOWN, YEAR, 2, NOW, BEFORE, answers_digest=SENT)


def receipt(w: Workshop, keys: OfficeKeys | None = None, **stated: object) -> Attempt:
    """A receipt as the town opens it; `stated` changes its statement."""
    tables = receipt_tables([AcceptedRow(1, 1)], [SentBackRow(2, 1, "note", "unclear")])
    content = BundleContent(replace(receipt_statement(), **stated), tables)
    return opened(w, content, keys or w.district)


def opened(w: Workshop, content: BundleContent, keys: OfficeKeys) -> Attempt:
    expected = Expectation(
        TOWN, YEAR, frozenset({BundleKind.RECEIPT}),
        seen={DISTRICT: {1: BEFORE}}, sent=frozenset({SENT}),
    )  # fmt: skip
    data = build_bundle(content, keys, is_sealed=False).data
    return Attempt(data, town_trust(w), expected=expected)


def seen(attempt: Attempt, numbers: Mapping[int, str]) -> Attempt:
    return replace(attempt, expected=replace(attempt.expected, seen={DISTRICT: numbers}))


# receipts


@bad("receipt_unknown")
def receipt_of_a_bundle_of_another_town(w: Workshop) -> Attempt:
    return receipt(w, answers_digest="ef" * 32)


@bad("receipt_unknown")
def receipt_that_answers_nothing(w: Workshop) -> Attempt:
    return receipt(w, answers_digest="")


@bad("addressee_other")
def receipt_for_another_town(w: Workshop) -> Attempt:
    return receipt(w, addressee=OTHER_TOWN)


@bad("campaign_other")
def receipt_of_another_year(w: Workshop) -> Attempt:
    return receipt(w, campaign_year=YEAR - 1)


@bad("signer_not_sender")
def receipt_signed_by_another_town(w: Workshop) -> Attempt:
    return receipt(w, w.other_town)


@bad("signer_unknown")
def receipt_signed_by_a_stranger(w: Workshop) -> Attempt:
    return receipt(w, w.stranger)


@bad("key_revoked")
def receipt_signed_with_a_revoked_key(w: Workshop) -> Attempt:
    attempt = receipt(w)
    return replace(attempt, trust=attempt.trust.with_revoked(DISTRICT, w.district.signing_public))


@bad("same_bundle")
def receipt_opened_before(w: Workshop) -> Attempt:
    content = BundleContent(receipt_statement(), receipt_tables([], []))
    attempt = opened(w, content, w.district)
    return seen(attempt, {1: BEFORE, 2: sha256_hex(attempt.data)})


@bad("sequence_reused")
def receipt_with_a_number_used_before(w: Workshop) -> Attempt:
    return seen(receipt(w), {1: BEFORE, 2: "11" * 32})


@bad("sequence_lower")
def receipt_older_than_what_came(w: Workshop) -> Attempt:
    return seen(receipt(w), {1: BEFORE, 3: "11" * 32})


@bad("sequence_gap")
def receipt_with_one_missing_before(w: Workshop) -> Attempt:
    return receipt(w, sequence=3)


@bad("previous_digest_differs")
def receipt_after_another_bundle(w: Workshop) -> Attempt:
    return receipt(w, previous_digest="11" * 32)


@bad("kind_unexpected")
def task_package_for_a_receipt(w: Workshop) -> Attempt:
    return replace(receipt(w), data=package(w).data)


# task packages, where verification alone says no


@bad("addressee_other")
def task_package_for_another_town(w: Workshop) -> Attempt:
    return replace(package(w), expected=Expectation(OTHER_TOWN))


@bad("signer_unknown")
def task_package_signed_by_a_stranger(w: Workshop) -> Attempt:
    return replace(package(w, keys=w.stranger), expected=Expectation(TOWN))


def settings() -> dict[str, str]:
    values = {one.name: getattr(default_campaign(YEAR), one.name) for one in fields(Campaign)}
    texts = {name: "" if value is None else str(value) for name, value in values.items()}
    del texts["rules_off"]
    return texts | {CODE_SETTING: TOWN, NAME_SETTING: "某镇残联"}


def package_statement() -> Statement:
    editions = {kind: shipped_form(kind).digest for kind in (INDIVIDUAL, COMMUNITY)}
    return Statement(BundleKind.TASK_PACKAGE, DISTRICT, TOWN, YEAR, 1, NOW, form_editions=editions)


def shipped_workbook(kind: str) -> bytes:
    return (resources_folder() / "forms" / f"{kind}.xlsx").read_bytes()


def package_files(w: Workshop) -> dict[str, bytes]:
    forms = {
        f"{FORMS_FOLDER}{kind}.xlsx": shipped_workbook(kind) for kind in (INDIVIDUAL, COMMUNITY)
    }
    card = card_of(w.district).encode()
    return {DISTRICT_CARD_FILE: card, TRUST_FILE: card, **forms}


def package_tables(**changed: str | None) -> tuple[Table, ...]:
    """One person in one community; `changed` settings, None for one that is not there."""
    person = dict.fromkeys(RosterRow._fields, "") | {
        "certificate_no": "33010219700101001X31", "name": "某甲",
        "community_code": "330102005001", "certified_on": "2020-01-02",
    }  # fmt: skip
    chosen = settings() | changed
    return task_package_tables(
        [SettingRow(name, value) for name, value in chosen.items() if value is not None],
        [CommunityRow("330102005001", "某村")],
        [RosterRow(**person)],
        [RuleOffRow("K17")],
    )


def package(
    w: Workshop,
    keys: OfficeKeys | None = None,
    tables: tuple[Table, ...] | None = None,
    files: Mapping[str, bytes | None] | None = None,
    **stated: object,
) -> Attempt:
    """A task package as a town without an office reads it; files that are None are left out."""
    chosen = {**package_files(w), **(files or {})}
    content = BundleContent(
        replace(package_statement(), **stated),
        tables or package_tables(),
        {name: data for name, data in chosen.items() if data is not None},
    )
    data = build_bundle(content, keys or w.district, is_sealed=False).data
    return Attempt(data, town_trust(w), expected=Expectation())


# task packages, where the town's set-up says no


@bad("task_package_incomplete", PACKAGES)
def package_without_the_individual_form(w: Workshop) -> Attempt:
    return package(w, files={f"{FORMS_FOLDER}{INDIVIDUAL}.xlsx": None})


@bad("task_package_incomplete", PACKAGES)
def package_without_the_community_form(w: Workshop) -> Attempt:
    return package(w, files={f"{FORMS_FOLDER}{COMMUNITY}.xlsx": None})


@bad("task_package_incomplete", PACKAGES)
def package_without_trust_list(w: Workshop) -> Attempt:
    return package(w, files={TRUST_FILE: None})


@bad("task_package_incomplete", PACKAGES)
def package_with_a_trust_list_that_is_not_utf8(w: Workshop) -> Attempt:
    return package(w, files={TRUST_FILE: b"\xff"})


@bad("trust_list_damaged", PACKAGES)
def package_with_a_damaged_trust_list(w: Workshop) -> Attempt:
    return package(w, files={TRUST_FILE: b"330102 all keys\n"})


@bad("task_package_incomplete", PACKAGES)
def package_that_names_no_town(w: Workshop) -> Attempt:
    return package(w, tables=package_tables(**{CODE_SETTING: None}))


@bad("task_package_incomplete", PACKAGES)
def package_without_a_switch(w: Workshop) -> Attempt:
    return package(w, tables=package_tables(is_sealed="perhaps"))


@bad("task_package_incomplete", PACKAGES)
def package_with_a_day_that_does_not_exist(w: Workshop) -> Attempt:
    return package(w, tables=package_tables(town_deadline="2026-02-30"))


@bad("task_package_incomplete", PACKAGES)
def package_without_the_editions_digests(w: Workshop) -> Attempt:
    return package(w, form_editions={})


@bad("task_package_incomplete", PACKAGES)
def package_with_a_form_that_is_no_workbook(w: Workshop) -> Attempt:
    name, text = f"{FORMS_FOLDER}{INDIVIDUAL}.xlsx", b"a letter"
    editions = package_statement().form_editions | {INDIVIDUAL: sha256_hex(text)}
    return package(w, files={name: text}, form_editions=editions)


@bad("statement_disagrees", PACKAGES)
def package_with_another_form_than_stated(w: Workshop) -> Attempt:
    other = shipped_workbook(COMMUNITY)
    return package(w, files={f"{FORMS_FOLDER}{INDIVIDUAL}.xlsx": other})


@bad("statement_disagrees", PACKAGES)
def package_whose_settings_are_another_towns(w: Workshop) -> Attempt:
    return package(w, tables=package_tables(**{CODE_SETTING: OTHER_TOWN}))


@bad("addressee_other", PACKAGES)
def package_addressed_to_another_town(w: Workshop) -> Attempt:
    attempt = package(w, tables=package_tables(**{CODE_SETTING: OTHER_TOWN}), addressee=OTHER_TOWN)
    return replace(attempt, expected=Expectation(TOWN))


@bad("kind_unexpected", PACKAGES)
def package_without_the_districts_card(w: Workshop) -> Attempt:
    return package(w, files={DISTRICT_CARD_FILE: None})


@bad("signer_unknown", PACKAGES)
def package_signed_with_another_key_than_its_card(w: Workshop) -> Attempt:
    return package(w, keys=w.stranger)


@bad("signer_not_sender", PACKAGES)
def package_with_the_card_of_another_office(w: Workshop) -> Attempt:
    card = card_of(w.other_town, OTHER_TOWN).encode()
    return package(w, keys=w.other_town, files={DISTRICT_CARD_FILE: card})


@bad("key_card_damaged", PACKAGES)
def package_with_a_very_long_card(w: Workshop) -> Attempt:
    card = card_of(w.district) + "# padding\n" * 2000
    return package(w, files={DISTRICT_CARD_FILE: card.encode()})


@bad("not_a_bundle", PACKAGES)
def package_that_is_a_letter(w: Workshop) -> Attempt:
    return Attempt(b"Dear colleagues", town_trust(w), expected=Expectation())


@bad("key_card_damaged", PACKAGES)
def package_with_two_cards(w: Workshop) -> Attempt:
    cards = card_of(w.district) + card_of(w.other_town, OTHER_TOWN)
    return package(w, files={DISTRICT_CARD_FILE: cards.encode()})


@bad("key_card_damaged", PACKAGES)
def package_with_a_forged_fingerprint(w: Workshop) -> Attempt:
    ours, theirs = card_of(w.district), card_of(w.stranger)
    fingerprint = next(line for line in theirs.splitlines() if "fingerprint:" in line)
    own = next(line for line in ours.splitlines() if "fingerprint:" in line)
    return package(w, files={DISTRICT_CARD_FILE: ours.replace(own, fingerprint).encode()})


@bad("kind_unexpected", PACKAGES)
def package_that_is_a_receipt(w: Workshop) -> Attempt:
    content = BundleContent(
        receipt_statement(),
        receipt_tables([], []),
        {DISTRICT_CARD_FILE: card_of(w.district).encode()},
    )
    return opened(w, content, w.district)


@bad("kind_unexpected", PACKAGES)
def package_that_is_a_hand_over(w: Workshop) -> Attempt:
    return Attempt(w.good().data, town_trust(w), expected=Expectation())


@bad("kind_unexpected", PACKAGES)
def package_that_is_sealed(w: Workshop) -> Attempt:
    attempt = package(w)
    return replace(attempt, data=w.suite.sealer.seal(attempt.data, [w.town.recipient]))

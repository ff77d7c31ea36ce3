"""Reading a task package before there is an office: what it sets up, and whose key vouches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import starmap
from pathlib import Path
from typing import Any

from dsurvey_desktop.domain.campaign import Campaign, default_campaign
from dsurvey_desktop.domain.clock import system_clock
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import CommunityCode
from dsurvey_desktop.domain.office import Community, Office
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.problem import Place
from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.digests import sha256_hex
from dsurvey_desktop.exchange.key_card import KeyCard
from dsurvey_desktop.exchange.office_tables import (
    DISTRICT_CARD_FILE,
    FORMS_FOLDER,
    TRUST_FILE,
    CommunityRow,
    RosterRow,
    RuleOffRow,
    SettingRow,
)
from dsurvey_desktop.exchange.own_card import card_inside
from dsurvey_desktop.exchange.refusals import refusal
from dsurvey_desktop.exchange.statement import BundleKind
from dsurvey_desktop.exchange.succession import Expectation
from dsurvey_desktop.exchange.trust_list import TrustList
from dsurvey_desktop.exchange.verification import VerifiedBundle, verify_bundle
from dsurvey_desktop.exchange.zip_container import Limits
from dsurvey_desktop.forms.form_error import FormError
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.forms.read_xlsform import read_form
from dsurvey_desktop.usecases.editions import COMMUNITY, INDIVIDUAL
from dsurvey_desktop.usecases.find_edition import shipped_form
from dsurvey_desktop.usecases.make_task_package import CODE_SETTING, NAME_SETTING
from dsurvey_desktop.usecases.read_bundle import bundle_name, read_bundle
from dsurvey_desktop.usecases.read_source import shown_name

_ROSTER_PATH = "roster.csv"


@dataclass(frozen=True, slots=True)
class TaskPackage:
    """What a town's office begins with.

    Attributes:
        card: the district's; its fingerprint is to be compared before anything is set up.
        forms: form and workbook by kind.
        revoked: keys of the district's trust list that never count again, as its text.
        bundle, data: as verified and as it came.
    """

    file: str
    office: Office
    campaign: Campaign
    communities: tuple[Community, ...]
    people: tuple[Person, ...]
    card: KeyCard
    forms: Mapping[str, tuple[Form, bytes]]
    revoked: TrustList
    bundle: VerifiedBundle
    data: bytes = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """What a person reads aloud to the district."""
        return self.card.fingerprint


def read_task_package(path: Path, now: datetime | None = None, town: str = "") -> TaskPackage:
    """Check a task package against the district's card inside it.

    That card alone proves nothing: a person must compare its fingerprint with the district
    (`check_compared`) before an office is set up.

    Args:
        path: the package.
        now: the moment its key must be valid at; by default the system's.
        town: code of the office to be set up; empty takes the one the package is addressed to.

    Raises:
        AppError: `file_missing`, …; BundleError with the code of the first thing that is wrong.
    """
    limits = Limits()
    data = read_bundle(path, limits.bundle_bytes)
    card = card_inside(data, limits, f"data/{DISTRICT_CARD_FILE}")
    expected = Expectation(town or None, kinds=frozenset({BundleKind.TASK_PACKAGE}))
    bundle = verify_bundle(
        data, TrustList((card,)), now or system_clock(), expected=expected, limits=limits
    )
    return package_of(shown_name(path.with_name(bundle_name(path))), data, bundle, card)


def check_compared(package: TaskPackage, fingerprint: str) -> None:
    """AppError `fingerprint_differs` unless it is the one the district has read out."""
    if "".join(fingerprint.split()) != "".join(package.fingerprint.split()):
        raise AppError(
            "fingerprint_differs",
            text(
                "The package brings the key {fingerprint}, which was not compared. "
                "Nothing was changed.",
                fingerprint=package.fingerprint,
            ),
            text("Please call the district on a number you know and compare; then name it."),
            fingerprint=package.fingerprint,
        )


def package_of(file: str, data: bytes, bundle: VerifiedBundle, card: KeyCard) -> TaskPackage:
    """What a verified bundle says; BundleError where it is no whole task package."""
    settings = dict(starmap(SettingRow, bundle.tables["settings"].rows()))
    rules = frozenset(row.rule for row in starmap(RuleOffRow, bundle.tables["rules_off"].rows()))
    rows = starmap(CommunityRow, bundle.tables["communities"].rows())
    try:
        campaign = replace(
            _campaign(settings, bundle.statement.campaign_year, rules),
            suite=SuiteName(bundle.statement.suite),
        )
        forms = {kind: _form(bundle, kind) for kind in (INDIVIDUAL, COMMUNITY)}
        trust = TrustList.parse(bundle.files[TRUST_FILE].decode())
        office = Office(settings[CODE_SETTING], settings[NAME_SETTING])
    except (KeyError, ValueError, TypeError, FormError) as error:
        raise refusal("task_package_incomplete") from error
    if office.code != bundle.statement.addressee:
        raise refusal("statement_disagrees")
    return TaskPackage(
        file,
        office,
        campaign,
        tuple(Community(CommunityCode(row.community_code), row.name) for row in rows),
        tuple(_people(bundle)),
        card,
        forms,
        TrustList(revoked=trust.revoked),
        bundle,
        data,
    )


def _campaign(settings: Mapping[str, str], year: int, rules: frozenset[str]) -> Campaign:
    """The campaign's fields from their texts, each by the type it has by default."""
    default = default_campaign(year)
    values: dict[str, Any] = {"year": year, "rules_off": rules}
    for name, stated in settings.items():
        if name in {CODE_SETTING, NAME_SETTING, "year"}:
            continue
        before = getattr(default, name, None)
        if isinstance(before, bool):
            values[name] = {"True": True, "False": False}[stated]
        elif isinstance(before, date) or name == "practice_date":
            values[name] = date.fromisoformat(stated) if stated else None
        elif isinstance(before, int | float):
            values[name] = type(before)(stated)
    return Campaign(**values)


def _form(bundle: VerifiedBundle, kind: str) -> tuple[Form, bytes]:
    """The edition the statement names; the shipped one is not read from its workbook again."""
    workbook = bundle.files[f"{FORMS_FOLDER}{kind}.xlsx"]
    if bundle.statement.form_editions[kind] != sha256_hex(workbook):
        raise refusal("statement_disagrees")
    form = shipped_form(kind)
    if bundle.statement.form_editions[kind] == form.digest:
        return form, workbook
    return read_form(workbook, f"{kind}.xlsx")[0], workbook


def _people(bundle: VerifiedBundle) -> list[Person]:
    people = []
    for number, row in enumerate(starmap(RosterRow, bundle.tables["roster"].rows()), start=2):
        day = date.fromisoformat(row.certified_on) if row.certified_on else None
        values = row._asdict() | {"certified_on": day}
        people.append(Person(**values, place=Place(_ROSTER_PATH, row=number)))
    return people

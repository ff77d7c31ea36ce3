"""What a later task package changes at a town, as callers are shown it before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.domain.texts import N_, Text, text
from dsurvey_desktop.domain.word_lists import listed
from dsurvey_desktop.usecases.roster_views import CoverageView, RosterChange

SETTING_WORDS = {
    "reference_date": N_("Reference date"),
    "opening_date": N_("Opening date"),
    "cutoff_date": N_("Certified by"),
    "community_deadline": N_("Communities finish"),
    "town_deadline": N_("Town finishes"),
    "district_deadline": N_("District finishes"),
    "home_visit_target": N_("Home visits at least"),
    "app_target": N_("By app at least"),
    "rules_off": N_("Rules switched off"),
    "practice_date": N_("Practice day"),
    "is_sealed": N_("Bundles are sealed"),
    "needs_four_eyes": N_("Four eyes"),
    "second_entry_share": N_("Blind second entry"),
    "key_years": N_("Years that keys count"),
}
_PEOPLE_WORDS = {
    RosterChange.NEW: N_("new"),
    RosterChange.BACK: N_("back on it"),
    RosterChange.GONE: N_("no longer on it"),
    RosterChange.NUMBER: N_("under a new number"),
    RosterChange.MOVED: N_("in another community"),
    RosterChange.NAME: N_("with another name"),
    RosterChange.KIND: N_("of another category or grade"),
    RosterChange.SCOPE: N_("in or out of scope"),
    RosterChange.DETAILS: N_("with other details"),
}

NOBODY = CoverageView(0, 0, 0)


@dataclass(frozen=True, slots=True)
class SettingChange:
    """A setting of the campaign, before and now, in words."""

    name: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PackageForm:
    """A form edition that comes with it; `elsewhere` are entries that stay on another one."""

    kind: str
    title: str
    version: str
    before: str
    elsewhere: int


@dataclass(frozen=True, slots=True)
class PackageCommunity:
    """A community that is new (`old` is empty) or has another name."""

    code: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class LaterPackage:
    """What a task package changes at an office that is set up.

    Attributes:
        outcome: `would_take`, `taken`, or `same` when it was opened before and nothing happened.
        fingerprint: of the district's key that came with it.
        is_new_key: it brings a key nobody here has compared; its fingerprint must be compared.
        people: how many people change in which way, by `RosterChange`.
        revoked: codes of offices whose keys count no more.
        placed: rows set aside that become entries or wait as differences.
        fallen: approvals that fall.
    """

    outcome: str
    file: str
    sequence: int
    digest: str
    fingerprint: str
    is_new_key: bool
    settings: tuple[SettingChange, ...] = ()
    forms: tuple[PackageForm, ...] = ()
    communities: tuple[PackageCommunity, ...] = ()
    people: Mapping[str, int] = field(default_factory=dict)
    before: CoverageView = NOBODY
    after: CoverageView = NOBODY
    revoked: tuple[str, ...] = ()
    placed: int = 0
    fallen: int = 0


def setting_changes(before: Campaign, after: Campaign) -> Iterator[SettingChange]:
    """What differs between two campaigns."""
    for one in fields(Campaign):
        old, new = getattr(before, one.name), getattr(after, one.name)
        if old != new:
            label = str(text(SETTING_WORDS.get(one.name, one.name)))
            yield SettingChange(one.name, label, _words(old), _words(new))


def _words(value: object) -> str:
    if isinstance(value, bool):
        return str(text("yes") if value else text("no"))
    if isinstance(value, float):
        return f"{value:.1%}"
    if isinstance(value, frozenset):
        return " ".join(sorted(value)) or str(text("none"))
    return value.isoformat() if isinstance(value, date) else str(value or text("none"))


def package_words(view: LaterPackage) -> tuple[Text, ...]:
    """The differences, a sentence each; one sentence where there are none."""
    return tuple(_sentences(view)) or (text("It says what is here already."),)


def _sentences(view: LaterPackage) -> Iterator[Text]:
    for one in view.settings:
        yield text("{label}: {old} → {new}", label=one.label, old=one.old, new=one.new)
    for form in view.forms:
        yield _form_words(form)
    for place in view.communities:
        template = N_("Community {code}: {old} → {new}") if place.old else N_("New: {new} {code}")
        yield Text(template, {"code": place.code, "old": place.old, "new": place.new})
    yield from _people_words(view)
    if view.revoked:
        yield text("Keys that count no more: of office {offices}", offices=listed(view.revoked))
    if view.fallen:
        yield text("Approvals that fall because of it: {count}", count=view.fallen)


def _form_words(form: PackageForm) -> Text:
    return text(
        "Form “{title}”: edition {before} → {now}; entries that stay on another edition: {count}",
        title=form.title,
        before=form.before,
        now=form.version,
        count=form.elsewhere,
    )


def _people_words(view: LaterPackage) -> Iterator[Text]:
    found = [(change, view.people.get(change.value, 0)) for change in RosterChange]
    told = [f"{text(_PEOPLE_WORDS[change])} {count:,}" for change, count in found if count]
    if told:
        yield text(
            "Roster: {before:,} → {after:,} people in scope; {told}",
            before=view.before.on_roster,
            after=view.after.on_roster,
            told=listed(told),
        )
    if view.placed:
        yield text("Rows set aside that find their place: {count}", count=view.placed)

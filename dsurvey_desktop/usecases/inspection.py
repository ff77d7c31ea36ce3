"""Holding an entry against the form's rules and the office's checks, on every path."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from dsurvey_desktop.checks.facts import CheckContext, EntryFacts
from dsurvey_desktop.checks.run import arrange, check_beside, check_entry
from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.domain.clock import office_day
from dsurvey_desktop.domain.entry import Answers, EntryState, Finding
from dsurvey_desktop.domain.last_year import STEADY_ITEMS
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.spot_check import ASKED_AGAIN
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.storage import (
    entry_lookup,
    form_store,
    last_year_store,
    office_store,
    row_store,
    spot_store,
)
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.usecases.answer_values import label_of
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL, Editions, form_context

NOT_APPROVED = {"approved_by": None, "approved_at": None, "approved_version": None}
"""The columns of an entry that nobody has approved (any more)."""


@dataclass(frozen=True, slots=True)
class Inspector:
    """Form rules and checks of one campaign, ready for many entries of one unit of work."""

    editions: Editions
    campaign: Campaign
    form_context: FormContext
    check_context: CheckContext

    def inspect(self, facts: EntryFacts, form_digest: str) -> tuple[Finding, ...]:
        """All findings of an entry, the heaviest first, switched-off rules left out.

        `form_digest` names the edition the entry stands on, which its answers are held against.
        """
        compiled = self.editions.of(form_digest).compiled
        by_form = compiled.find(facts.answers, self.form_context)
        by_checks = check_entry(facts, self.check_context)
        return arrange([*by_form, *by_checks], self.campaign.rules_off)

    def with_others(self, found: Iterable[Finding], facts: EntryFacts) -> tuple[Finding, ...]:
        """The same where all is found that rests on the entry alone."""
        by_checks = check_beside(facts, self.check_context)
        return arrange([*found, *by_checks], self.campaign.rules_off)


def build_inspector(connection: Connection, desk: Desk) -> Inspector:
    """An inspector for the campaign as it is set now."""
    campaign = office_store.load_campaign(connection)
    codes = {one.name: str(one.code) for one in office_store.load_communities(connection)}
    editions = Editions(connection)
    labels = _labels(editions, form_store.current_digest(connection, INDIVIDUAL))
    return Inspector(
        editions,
        campaign,
        form_context(campaign, desk.clock),
        CheckContext(campaign, desk.today(), codes, labels),
    )


def _labels(editions: Editions, digest: str) -> dict[tuple[str, str], str]:
    """Words of the choices that checks speak of."""
    spoken_of = {*STEADY_ITEMS, *ASKED_AGAIN}
    return {
        (item.name, choice.code): label_of(choice.labels)
        for item in editions.of(digest).form.items
        if item.name in spoken_of
        for choice in item.choices
    }


def state_of(findings: Iterable[Finding]) -> EntryState:
    """READY without errors, else RECEIVED: where an entry stands that nobody approved."""
    return state_by(sum(finding.severity is Severity.ERROR for finding in findings))


def state_by(errors: int) -> EntryState:
    """The same by the number of errors."""
    return EntryState.RECEIVED if errors else EntryState.READY


def facts_of(
    connection: Connection, record: EntryRecord, answers: Answers, person: Person | None
) -> EntryFacts:
    """What the checks are given of an entry that stands."""
    twins = entry_lookup.twins_of(connection, record.certificate_no)
    return EntryFacts(
        record.certificate_no,
        answers,
        record.submitted_community,
        office_day(record.received_at),
        person,
        twins,
        row_store.has_rival(connection, record.id),
        last_year_store.steady_answers(connection, record.certificate_no),
        spot_store.found_of(connection, record.id),
    )

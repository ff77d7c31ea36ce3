"""Holding community forms against their form and their residents' entries."""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.checks.community_checks import check_community
from dsurvey_desktop.checks.run import arrange
from dsurvey_desktop.domain.entry import Answers, Finding
from dsurvey_desktop.storage import community_store, entry_lookup, office_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import edition_of, form_context


def inspect_community(connection: Connection, desk: Desk, community: str = "") -> None:
    """Check all community forms again, or one community's, and keep what was found."""
    if community:
        one = community_store.load_form(connection, community)
        forms = {community: one} if one else {}
    else:
        forms = community_store.load_forms(connection)
    in_care = entry_lookup.residents_in_care(connection, community) if forms else {}
    for code, record in forms.items():
        form = (record.answers, record.form_digest)
        findings = community_findings(connection, desk, *form, in_care.get(code, 0))
        if findings != record.findings:
            community_store.save_findings(connection, code, findings)


def community_findings(
    connection: Connection,
    desk: Desk,
    answers: Answers,
    form_digest: str,
    residents_in_care: int,
) -> tuple[Finding, ...]:
    """Findings of one community form under the edition it stands on."""
    campaign = office_store.load_campaign(connection)
    edition = edition_of(connection, form_digest)
    found = edition.compiled.find(answers, form_context(campaign, desk.clock))
    return arrange([*found, *check_community(answers, residents_in_care)], campaign.rules_off)

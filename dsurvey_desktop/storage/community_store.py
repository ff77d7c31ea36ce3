"""Community forms, one per community."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from dsurvey_desktop.domain.entry import Answers, Finding
from dsurvey_desktop.domain.ids import RowId
from dsurvey_desktop.storage.asking import ask
from dsurvey_desktop.storage.codec import decode, decode_findings, encode, encode_findings
from dsurvey_desktop.storage.tables import community_form


@dataclass(frozen=True, slots=True)
class CommunityFormRecord:
    """A community's form as it stands."""

    community_code: str
    version: int
    answers: Answers
    findings: tuple[Finding, ...]
    row_id: RowId
    form_digest: str


def load_forms(connection: Connection) -> dict[str, CommunityFormRecord]:
    """All community forms by community code."""
    rows = connection.execute(select(community_form).order_by(community_form.c.community_code))
    return {row.community_code: _to_record(row) for row in rows}


def load_form(connection: Connection, code: str) -> CommunityFormRecord | None:
    """A community's form; None where there is none."""
    row = ask(connection, FORM_OF, code=code).first()
    return _to_record(row) if row else None


FORM_OF = select(community_form).where(community_form.c.community_code == bindparam("code"))


def codes_with_form(connection: Connection) -> set[str]:
    """Codes of the communities whose form is here."""
    return set(connection.execute(select(community_form.c.community_code)).scalars())


def save_form(
    connection: Connection,
    code: str,
    answers: Answers,
    findings: Iterable[Finding],
    row_id: RowId,
    form_digest: str,
) -> None:
    """Keep a community's form; the version rises when there was one."""
    values = _values(answers, tuple(findings)) | {"row_id": row_id, "form_digest": form_digest}
    known = connection.execute(
        select(community_form.c.version).where(community_form.c.community_code == code)
    ).scalar()
    if known is None:
        connection.execute(insert(community_form).values(community_code=code, version=1, **values))
    else:
        connection.execute(
            update(community_form)
            .where(community_form.c.community_code == code)
            .values(version=known + 1, **values)
        )


def remove_form(connection: Connection, code: str) -> None:
    """Take a community's form away (undoing a batch)."""
    connection.execute(delete(community_form).where(community_form.c.community_code == code))


def _values(answers: Answers, findings: tuple[Finding, ...]) -> dict[str, Any]:
    severities = [finding.severity.value for finding in findings]
    return {
        "answers_json": encode(answers),
        "findings_json": encode_findings(findings),
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
    }


def _to_record(row: Row[Any]) -> CommunityFormRecord:
    return CommunityFormRecord(
        row.community_code,
        row.version,
        decode(row.answers_json),
        decode_findings(row.findings_json),
        RowId(row.row_id),
        row.form_digest,
    )


def save_findings(connection: Connection, code: str, findings: tuple[Finding, ...]) -> None:
    """Keep what was found in a community's form."""
    severities = [finding.severity.value for finding in findings]
    connection.execute(
        update(community_form)
        .where(community_form.c.community_code == code)
        .values(
            findings_json=encode_findings(findings),
            errors=severities.count("error"),
            warnings=severities.count("warning"),
        )
    )

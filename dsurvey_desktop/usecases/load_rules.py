"""The rules that files are read under, as the office holds them."""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import FileKind
from dsurvey_desktop.storage import mapping_store, office_store
from dsurvey_desktop.storage.mapping_store import MappingRecord
from dsurvey_desktop.usecases.editions import submission_forms
from dsurvey_desktop.usecases.reading_rules import ReadingRules


def load_rules(connection: Connection) -> ReadingRules:
    """The rules as they are."""
    campaign = office_store.load_campaign(connection)
    records = mapping_store.list_mappings(connection)
    mappings = map(to_mapping, records)
    return ReadingRules(
        campaign,
        campaign.year,
        submission_forms(connection),
        {one.name: str(one.code) for one in office_store.load_communities(connection)},
        {one.shape: one for one in mappings},
        {one.shape: one.name for one in records},
    )


def to_mapping(record: MappingRecord) -> ColumnMapping:
    """A remembered mapping as the intake reads it."""
    headers, items = zip(*record.columns, strict=True) if record.columns else ((), ())
    return ColumnMapping(FileKind(record.kind), tuple(headers), tuple(items))

"""What files are read under: forms, year, communities and the mappings that persons confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import FileKind
from dsurvey_desktop.storage import mapping_store, office_store
from dsurvey_desktop.storage.mapping_store import MappingRecord
from dsurvey_desktop.usecases.editions import submission_forms


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """True for as long as nobody writes.

    Attributes:
        campaign: as it is set.
        year: of dates that name none.
        forms: the campaign's editions.
        codes: of the office's communities, by name.
        mappings, mapping_names: what persons said of tables and what they called it, by shape.
    """

    campaign: Campaign
    year: int
    forms: Mapping[FileKind, Form]
    codes: Mapping[str, str]
    mappings: Mapping[str, ColumnMapping]
    mapping_names: Mapping[str, str]


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

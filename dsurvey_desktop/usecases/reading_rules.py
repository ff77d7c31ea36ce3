"""What files are read under: forms, year, communities and the mappings that persons confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import FileKind


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

"""The campaign's form editions, read and compiled once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection

from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.domain.clock import OFFICE_ZONE, Clock
from dsurvey_desktop.forms.compile import CompiledForm, compile_form
from dsurvey_desktop.forms.context import CAMPAIGN_TABLE, FormContext
from dsurvey_desktop.forms.form_json import form_from_json
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.intake.model import FileKind
from dsurvey_desktop.storage import form_store

INDIVIDUAL = "individual"
COMMUNITY = "community"


@dataclass(frozen=True, slots=True)
class Edition:
    """A form with its rules compiled."""

    form: Form
    compiled: CompiledForm


def load_edition(connection: Connection, kind: str) -> Edition:
    """The campaign's edition of a kind (`individual` or `community`)."""
    return _edition(form_store.load_form_json(connection, kind))


def edition_of(connection: Connection, digest: str) -> Edition:
    """An edition that is kept, whether it is the campaign's or not."""
    return _edition(form_store.edition_json(connection, digest))


def load_form(connection: Connection, digest: str) -> Form:
    """The form of an edition that is kept."""
    return edition_of(connection, digest).form


def submission_forms(connection: Connection) -> dict[FileKind, Form]:
    """The forms that submissions are recognised by."""
    return {
        FileKind.INDIVIDUAL: load_edition(connection, INDIVIDUAL).form,
        FileKind.COMMUNITY: load_edition(connection, COMMUNITY).form,
    }


@lru_cache(maxsize=8)
def _edition(form_json: str) -> Edition:
    form = form_from_json(form_json)
    return Edition(form, compile_form(form))


def form_context(campaign: Campaign, clock: Clock) -> FormContext:
    """What a form may ask about the campaign: its reference date, as table `campaign`."""
    rows = ({"name": "reference_date", "value": campaign.reference_date.isoformat()},)
    return FormContext(clock().astimezone(OFFICE_ZONE), {CAMPAIGN_TABLE: rows})

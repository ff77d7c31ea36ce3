"""The campaign's form editions, read and compiled once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.domain.clock import OFFICE_ZONE, Clock
from dsurvey_desktop.forms.context import CAMPAIGN_TABLE, FormContext
from dsurvey_desktop.forms.form_json import form_from_json
from dsurvey_desktop.forms.model import Form, Item
from dsurvey_desktop.intake.model import FileKind
from dsurvey_desktop.intake.roster_form import roster_form
from dsurvey_desktop.storage import form_store
from dsurvey_desktop.usecases.desk import Desk

if TYPE_CHECKING:
    from dsurvey_desktop.forms.compile import CompiledForm

SHOWN_DIGITS = 6
INDIVIDUAL = "individual"
COMMUNITY = "community"


@dataclass(frozen=True)
class Edition:
    """A form, and its rules as code."""

    form: Form

    @cached_property
    def compiled(self) -> CompiledForm:
        """Compiled when it is first asked for: who only reads files by the form needs no rules."""
        from dsurvey_desktop.forms.compile import compile_form  # noqa: PLC0415 - as above

        return compile_form(self.form)

    def with_code(self) -> Edition:
        """The same, compiled now: somebody would wait for it later."""
        _code = self.compiled
        return self


def load_edition(connection: Connection, kind: str) -> Edition:
    """The campaign's edition of a kind (`individual` or `community`)."""
    return _edition(form_store.load_form_json(connection, kind))


def read_ahead(desk: Desk) -> None:
    """Have the campaign's editions read and compiled before somebody waits for them."""
    with desk.database.read() as connection:
        for kind in (INDIVIDUAL, COMMUNITY):
            load_edition(connection, kind).with_code()


def edition_of(connection: Connection, digest: str) -> Edition:
    """An edition that is kept, whether it is the campaign's or not."""
    return _edition(form_store.edition_json(connection, digest))


def load_form(connection: Connection, digest: str) -> Form:
    """The form of an edition that is kept."""
    return edition_of(connection, digest).form


def items_of(connection: Connection, digest: str) -> dict[str, Item]:
    """The items of an edition that is kept, by name."""
    return {item.name: item for item in load_form(connection, digest).items}


class Editions:
    """Editions by digest, each read when it is first asked for; good inside one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, Edition] = {}

    def of(self, digest: str) -> Edition:
        """The edition of that digest, which must be kept."""
        found = self._known.get(digest)
        if found is None:
            found = self._known[digest] = edition_of(self._connection, digest)
        return found


def edition_names(connection: Connection) -> dict[str, str]:
    """What each edition that is kept is called, by digest: `title version`.

    Where two share both, the beginning of the digest tells them apart.
    """
    titles = form_store.titles_by_digest(connection)
    plain = {digest: f"{title} {version}" for digest, (title, version) in titles.items()}
    shared = Counter(plain.values())
    return {
        digest: name if shared[name] == 1 else f"{name} ({digest[:SHOWN_DIGITS]})"
        for digest, name in plain.items()
    }


def all_items(connection: Connection, kind: str) -> dict[str, Item]:
    """Items by name of every edition of a kind; what the campaign's has goes first."""
    current = form_store.current_digest(connection, kind)
    kinds = form_store.kinds_by_digest(connection)
    others = [digest for digest, its in kinds.items() if its == kind and digest != current]
    forms = [load_form(connection, digest) for digest in (*others, current)]
    return {item.name: item for form in forms for item in form.items}


def submission_forms(connection: Connection) -> dict[FileKind, Form]:
    """The forms that submissions are recognised by."""
    return {
        FileKind.INDIVIDUAL: load_edition(connection, INDIVIDUAL).form,
        FileKind.COMMUNITY: load_edition(connection, COMMUNITY).form,
    }


def mapping_forms(connection: Connection) -> dict[FileKind, Form]:
    """The forms whose items columns of files can be: those of submissions, and the roster's."""
    return {**submission_forms(connection), FileKind.ROSTER: roster_form()}


@lru_cache(maxsize=8)
def _edition(form_json: str) -> Edition:
    return Edition(form_from_json(form_json))


def form_context(campaign: Campaign, clock: Clock) -> FormContext:
    """What a form may ask about the campaign: its reference date, as table `campaign`."""
    rows = ({"name": "reference_date", "value": campaign.reference_date.isoformat()},)
    return FormContext(clock().astimezone(OFFICE_ZONE), {CAMPAIGN_TABLE: rows})

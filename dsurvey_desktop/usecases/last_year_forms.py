"""The edition of the form that last year's data were said under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.form_json import form_from_json, form_to_json
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.forms.read_xlsform import read_form
from dsurvey_desktop.storage import form_store, last_year_form_store, last_year_store
from dsurvey_desktop.storage.last_year_form_store import KeptForm
from dsurvey_desktop.usecases.counterparts import Said, partners, words_of
from dsurvey_desktop.usecases.editions import INDIVIDUAL, load_edition
from dsurvey_desktop.usecases.find_edition import LEAST_DIGEST_LENGTH, shipped_form
from dsurvey_desktop.usecases.read_form_source import read_form_source
from dsurvey_desktop.usecases.read_source import shown_name

_IDENTITY = ("certificate_no", "name")
FormChoice = Path | str | None
"""A workbook; `individual` for the campaign's edition; the beginning of a digest that is kept; or
nothing, for the one that was used before."""


@dataclass(frozen=True, slots=True)
class LastForm:
    """An edition that last year's data are read by.

    Attributes:
        form: with number and name of the person under the names that this year's form has.
        workbook: as it came; empty for what is kept already.
        renamed: those names, by the names they had.
    """

    form: Form
    is_campaigns: bool
    workbook: bytes = field(default=b"", repr=False)
    renamed: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Title and version."""
        return f"{self.form.title} {self.form.version}".strip()


def find_last_form(connection: Connection, wanted: FormChoice) -> LastForm:
    """The edition that a person means.

    Raises:
        FormError: where a workbook is no sound form.
        AppError: `no_edition`, `last_year_form_other`, or the trouble of reading the file.
    """
    if isinstance(wanted, Path):
        return last_form_of(connection, read_form_source(wanted), shown_name(wanted))
    digest = last_year_form_store.form_in_use(connection) if wanted is None else wanted
    if digest in ("", INDIVIDUAL):
        return LastForm(load_edition(connection, INDIVIDUAL).form, is_campaigns=True)
    return _kept(connection, digest)


def last_form_of(connection: Connection, workbook: bytes, file_name: str) -> LastForm:
    """The edition in a workbook; raises as `find_last_form`."""
    return adapted(connection, read_form(workbook, file_name)[0], workbook)


def known_form(connection: Connection, digest: str) -> LastForm | None:
    """An edition that is kept or comes with the program; None where it is neither."""
    kept = last_year_form_store.load_form(connection, digest)
    if kept is not None:
        return adapted(connection, _form(kept.form_json))
    shipped = shipped_form(INDIVIDUAL)
    return adapted(connection, shipped) if shipped.digest == digest else None


def keep_last_form(connection: Connection, last: LastForm) -> None:
    """Keep an edition, so that what was said under it can always be read."""
    form = last.form
    own = {new: old for old, new in last.renamed.items()}
    plain = replace(form, items=tuple(replace(i, name=own.get(i.name, i.name)) for i in form.items))
    kept = KeptForm(form.digest, form.title, form.version, form_to_json(plain), last.workbook)
    last_year_form_store.keep_form(connection, kept)


def said_besides(connection: Connection, person_no: str) -> tuple[Said, ...]:
    """What last year's data say of a person that this year's form has no words for."""
    left = last_year_store.left_of(connection, person_no)
    if left is None or not left.answers:
        return ()
    return tuple(words_of(plain_form(connection, left.form_digest), left.answers, left.answers))


def plain_form(connection: Connection, digest: str) -> Form | None:
    """An edition that is kept, as it came, for what its questions are called."""
    said = last_year_form_store.form_json_of(connection, digest)
    return None if said is None else _form(said)


def _kept(connection: Connection, beginning: str) -> LastForm:
    known = (*last_year_form_store.digests(connection), *form_store.kinds_by_digest(connection))
    found = [digest for digest in known if digest.startswith(beginning.lower())]
    if len(beginning) < LEAST_DIGEST_LENGTH or len(set(found)) != 1:
        raise AppError(
            "no_edition",
            text("There is no form edition {digest} here.", digest=beginning),
            text("Please choose the workbook of last year's form."),
        )
    last = known_form(connection, found[0])
    assert last is not None
    return last


def adapted(connection: Connection, form: Form, workbook: bytes = b"") -> LastForm:
    """The edition with the person's number and name under the names the program knows."""
    this_year = load_edition(connection, INDIVIDUAL).form
    if form.digest == this_year.digest:
        return LastForm(this_year, is_campaigns=True)
    pairs = partners(form, this_year)
    renamed = {
        old: new.name for old, new in pairs.items() if new.name in _IDENTITY and old != new.name
    }
    taken = {new.name for new in pairs.values() if new.name in _IDENTITY}
    names = {item.name for item in form.items}
    if _IDENTITY[0] not in taken | names:
        raise _other_form(form)
    items = tuple(replace(item, name=renamed.get(item.name, item.name)) for item in form.items)
    return LastForm(
        replace(form, items=items), is_campaigns=False, workbook=workbook, renamed=renamed
    )


def _other_form(form: Form) -> AppError:
    return AppError(
        "last_year_form_other",
        text("The form {title} asks for no certificate number.", title=form.title),
        text("Please choose the workbook of last year's individual form."),
    )


@lru_cache(maxsize=4)
def _form(form_json: str) -> Form:
    return form_from_json(form_json)

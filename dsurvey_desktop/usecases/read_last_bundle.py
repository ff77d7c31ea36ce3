"""Reading last year's hand-over: verified, and by the edition of the form that it carries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import starmap
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Answers, Value
from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.digests import sha256_hex
from dsurvey_desktop.exchange.hand_over_tables import EntryRow
from dsurvey_desktop.exchange.office_tables import FORMS_FOLDER
from dsurvey_desktop.exchange.statement import BundleKind
from dsurvey_desktop.exchange.trust_list import TrustList
from dsurvey_desktop.exchange.verification import VerifiedBundle
from dsurvey_desktop.forms.answer_values import LIST_KINDS
from dsurvey_desktop.forms.form_json import form_from_json
from dsurvey_desktop.forms.model import ItemKind
from dsurvey_desktop.storage import form_store, last_year_form_store, office_store
from dsurvey_desktop.storage.last_year_form_store import KeptForm
from dsurvey_desktop.storage.last_year_store import LastYearRow
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL, SHOWN_DIGITS, load_edition
from dsurvey_desktop.usecases.last_year_file import HowToRead, LastOffice, LastYearFile, tell_rows
from dsurvey_desktop.usecases.last_year_forms import (
    LastForm,
    adapted,
    find_last_form,
    known_form,
    last_form_of,
)
from dsurvey_desktop.usecases.last_year_views import BUNDLE
from dsurvey_desktop.usecases.manage_keys import read_text
from dsurvey_desktop.usecases.office_keys import own_card, own_opener, trusted_cards
from dsurvey_desktop.usecases.open_bundle import Receiver, load_receiver, open_bundle
from dsurvey_desktop.usecases.open_office import close_office, open_office

FORM_UNKNOWN = "last_form_unknown"


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who opens the bundle, and the editions that last year's office keeps, by digest."""

    receiver: Receiver
    kept: Mapping[str, KeptForm]


def read_last_bundle(desk: Desk, path: Path, how: HowToRead) -> LastYearFile:
    """Read a bundle of last year; nothing is stored.

    Raises:
        AppError: BundleError with the code of the first thing that is wrong, or of
            `find_last_form`.
    """
    with desk.database.read() as connection:
        year = office_store.load_campaign(connection).year - 1
        reader = _reader(connection, desk, year, how)
        this_year = load_edition(connection, INDIVIDUAL).form
    opened = open_bundle(path, reader.receiver)
    bundle = opened.bundle
    with desk.database.read() as connection:
        forms = _forms(connection, bundle, reader.kept, how)
    told = list(_rows(bundle, forms))
    most = Counter(last.form.digest for last, _row in told).most_common(1)
    used = {last.form.digest: last for last, _row in told}
    return LastYearFile(
        opened.file,
        opened.data,
        BUNDLE,
        year,
        tuple(tell_rows(told, this_year)),
        used[most[0][0]] if most else next(iter(forms.values())),
        tuple(used.values()),
        tuple(_guesses(opened.file, forms)),
        sequence=bundle.statement.sequence,
    )


def _guesses(file: str, forms: Mapping[str, LastForm]) -> Iterator[Problem]:
    """A problem for each edition that is read by another one."""
    for digest, last in forms.items():
        if last.form.digest != digest:
            yield _unknown(file, digest, last)


def _unknown(file: str, digest: str, last: LastForm) -> Problem:
    return Problem(
        FORM_UNKNOWN,
        Severity.WARNING,
        Place(file),
        digest[:SHOWN_DIGITS],
        text(
            "The bundle does not carry its form, and it is not known here; its codes are read by "
            "{form}.",
            form=last.name,
        ),
        text("Please choose last year's form or last year's office, then import again."),
    )


def _reader(connection: Connection, desk: Desk, year: int, how: HowToRead) -> _Reader:
    """This office as one that reads what it, or its office of last year, handed over."""
    receiver = load_receiver(connection, desk, BundleKind.HAND_OVER)
    trust = trusted_cards(connection).with_card(own_card(connection))
    if how.trust is not None:
        trust = trust.merged(TrustList.parse(read_text(how.trust)))
    expected = replace(receiver.expected, addressee=None, campaign_year=year, suite=None)
    receiver = replace(receiver, trust=trust, expected=expected)
    return _Reader(receiver, {}) if how.office is None else _with_office(receiver, how.office)


def _with_office(receiver: Receiver, office: LastOffice) -> _Reader:
    last = open_office(office.folder, office.password)
    try:
        with last.database.read() as connection:
            opener = own_opener(connection)
            trust = receiver.trust.with_card(own_card(connection))
            digests = form_store.kinds_by_digest(connection)
            kept = {one: last_year_form_store.load_form(connection, one) for one in digests}
    finally:
        close_office(last)
    found = {digest: form for digest, form in kept.items() if form is not None}
    return _Reader(replace(receiver, opener=opener, trust=trust), found)


def _forms(
    connection: Connection, bundle: VerifiedBundle, kept: Mapping[str, KeptForm], how: HowToRead
) -> Mapping[str, LastForm]:
    """The edition of each entry by digest: the bundle's own, else one that is known elsewhere.

    Where an edition is known nowhere, the one is taken that tables are read by.
    """
    inside = {
        sha256_hex(data): data
        for name, data in bundle.files.items()
        if name.startswith(FORMS_FOLDER)
    }
    found = {}
    for name, digest in bundle.statement.form_editions.items():
        if not name.startswith(INDIVIDUAL):
            continue
        if digest in inside:
            found[digest] = last_form_of(connection, inside[digest], f"{name}.xlsx")
        elif digest in kept:
            form = form_from_json(kept[digest].form_json)
            found[digest] = adapted(connection, form, kept[digest].workbook)
        else:
            known = known_form(connection, digest)
            found[digest] = known or find_last_form(connection, how.form)
    return found


def _rows(
    bundle: VerifiedBundle, forms: Mapping[str, LastForm]
) -> Iterator[tuple[LastForm, LastYearRow]]:
    said = _answers(bundle)
    kinds = {digest: {i.name: i.kind for i in one.form.items} for digest, one in forms.items()}
    for number, row in enumerate(starmap(EntryRow, bundle.tables["entries"].rows()), start=2):
        last = forms[row.form_edition]
        values = _values(last, kinds[row.form_edition], said.get(row.entry_id, {}))
        yield (
            last,
            LastYearRow(
                "entries",
                number,
                row.certificate_no,
                row.certificate_no[:18],
                row.name,
                (),
                values,
                community=row.community_code,
            ),
        )


def _answers(bundle: VerifiedBundle) -> Mapping[int, Mapping[str, str]]:
    """Answers as text, by entry."""
    found: dict[int, dict[str, str]] = {}
    for entry, item, value in bundle.tables["answers"].rows():
        assert isinstance(entry, int)
        found.setdefault(entry, {})[str(item)] = str(value)
    return found


def _values(last: LastForm, kinds: Mapping[str, ItemKind], said: Mapping[str, str]) -> Answers:
    """Answers in the shape the edition keeps them."""
    names = ((last.renamed.get(name, name), words) for name, words in said.items())
    return {name: _value(kinds.get(name), words) for name, words in names}


def _value(kind: ItemKind | None, words: str) -> Value:
    if kind in LIST_KINDS:
        return list(words.split())
    if kind is ItemKind.INTEGER and words.lstrip("-").isdecimal():
        return int(words)
    return words

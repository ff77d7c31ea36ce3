"""The survey for ODK Collect or KoboCollect: forms and the lists to attach (product B9)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.documents.write_file import replace_file
from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.domain.classification import category_name, grade_name
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.domain.texts import _, text
from dsurvey_desktop.storage import form_store, office_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import COMMUNITY, INDIVIDUAL
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.make_workbooks import people_by_community
from dsurvey_desktop.usecases.roster_values import age_of, roster_answers, sex_of
from dsurvey_desktop.usecases.target_folder import make_folder

NOBODY = "none"
"""The choice for somebody whom the roster does not name."""
_PEOPLE = (
    *("name", "label", "community", "person", "certificate_no", "facts"),
    *("hukou", "address", "landline", "mobile"),
)
Table = list[Sequence[str]]


@dataclass(frozen=True, slots=True)
class OdkFile:
    """A file that was written; `kind` is form, list or guide, `rows` counts a list's lines."""

    path: str
    kind: str
    rows: int


@dataclass(frozen=True, slots=True)
class _Material:
    campaign: Campaign
    communities: tuple[Community, ...]
    people: tuple[Person, ...]
    forms: dict[str, bytes]


def make_odk_material(desk: Desk, folder: Path) -> tuple[OdkFile, ...]:
    """Write both forms, the lists they look up, and how to put them on a server; logged.

    Raises:
        AppError: `no_communities`, `folder_unusable`, and by `replace_file`.
    """
    with desk.database.read() as connection:
        material = _load(connection)
    make_folder(folder)
    written = (*_write_forms(folder, material), *_write_lists(folder, material))
    guide = folder / f"{_('How to use it')}.txt"
    _write_text(guide, str(_guide()))
    with desk.database.write() as connection:
        detail = {"people": len(material.people)}
        note(connection, desk, "odk_material_made", f"{len(written)} files", detail)
    return (*written, OdkFile(str(guide), "guide", 0))


def _load(connection: Connection) -> _Material:
    people = people_by_community(connection)
    kinds = (INDIVIDUAL, COMMUNITY)
    return _Material(
        office_store.load_campaign(connection),
        tuple(people),
        tuple(one for members in people.values() for one in members),
        {kind: form_store.load_workbook(connection, kind) for kind in kinds},
    )


def _write_forms(folder: Path, material: _Material) -> Iterator[OdkFile]:
    # Loads the spreadsheet libraries, which the window starts without.
    from dsurvey_desktop.documents.odk_form import write_odk_form  # noqa: PLC0415

    for kind, edition in material.forms.items():
        target = folder / f"{kind}.xlsx"
        write_odk_form(target, edition, kind, resources_folder() / "survey")
        yield OdkFile(str(target), "form", 0)


def _write_lists(folder: Path, material: _Material) -> Iterator[OdkFile]:
    day = material.campaign.reference_date
    communities: Table = [(str(one.code), one.name) for one in material.communities]
    people: Table = [_person(one, material) for one in material.people]
    people.append((NOBODY, _("Not on the roster"), *([""] * (len(_PEOPLE) - 2))))
    for name, header, rows in (
        ("communities", ("name", "label"), communities),
        ("people", _PEOPLE, people),
        ("campaign", ("name", "value"), [("reference_date", day.isoformat())]),
    ):
        target = folder / f"{name}.csv"
        _write_text(target, _as_csv([header, *rows]))
        yield OdkFile(str(target), "list", len(rows))


def _person(person: Person, material: _Material) -> Sequence[str]:
    age = age_of(person, material.campaign.reference_date)
    years = "" if age is None else _("aged {age}").format(age=age)
    kind = f"{category_name(person.category)}{grade_name(person.grade)}"
    facts = " ".join(one for one in (sex_of(person), years, kind, person.address) if one)
    number = person.certificate_no
    label = f"{person.name} {number[6:14]}"
    first = (number, label, person.community_code, person.name, number, facts)
    return (*first, *roster_answers(person).values())


def _as_csv(rows: Iterable[Sequence[str]]) -> str:
    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerows(rows)
    return made.getvalue()


def _write_text(target: Path, words: str) -> None:
    with replace_file(target) as file:
        file.write(words.encode("utf-8"))


def _guide() -> object:
    return text(
        "1. ODK Central or KoboToolbox: make a project and upload individual.xlsx and "
        "community.xlsx as forms.\n"
        "2. Attach the lists to the forms as media files: communities.csv, people.csv and "
        "campaign.csv. The list of people holds personal data: use the office's own server only.\n"
        "3. On the phone choose community and person first; what the roster says is filled in and "
        "may be corrected. Somebody whom the roster does not name stands at the end of the list.\n"
        "4. Export the answers as csv or xlsx and take the file in like any other submission.\n"
        "5. After a later roster make these files again and replace the lists on the server."
    )

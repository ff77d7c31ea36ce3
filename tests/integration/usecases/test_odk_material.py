"""Forms and lists for ODK Collect: valid, reading the roster, and taken in again."""

from __future__ import annotations

import copy
import csv
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from dsurvey_desktop.forms.compile import compile_form
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.read_xlsform import read_form, xform_of
from dsurvey_desktop.storage import community_store
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.make_odk_material import NOBODY, make_odk_material
from dsurvey_desktop.usecases.show_office import show_office

CODE, NAME = "330282105201", "东溪村"


@pytest.fixture
def material(new_desk: Desk, tmp_path: Path) -> Path:
    make_odk_material(new_desk, tmp_path / "odk")
    return tmp_path / "odk"


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def form_of(path: Path) -> Any:
    form, problems = read_form(path.read_bytes(), path.name)
    assert problems == []
    return form


@pytest.fixture
def sent(truth: dict) -> list[dict[str, Any]]:
    """Answers of a few people of one community."""
    found = [
        one["clean"]
        for one in truth["people"].values()
        if one["community"] == NAME and "clean" in one
    ]
    return [{k: v for k, v in one.items() if v is not None} for one in found[:6]]


def instance(xform: str, answers: dict[str, Any]) -> bytes:
    """What ODK Collect sends: the form's main instance with the answers in it."""
    tree = etree.fromstring(xform.encode())
    root = copy.deepcopy(tree.xpath("//*[local-name()='instance'][1]/*")[0])
    for element in root.iter():
        value = answers.get(etree.QName(element).localname)
        if value is not None and not len(element):
            element.text = " ".join(value) if isinstance(value, list) else str(value)
        elif not len(element):
            element.text = None
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def chosen(answers: dict[str, Any]) -> dict[str, Any]:
    number = answers["certificate_no"]
    return answers | {"community": CODE, "roster_person": number, "roster_facts": "男 30岁"}


def test_the_lists_hold_the_roster_and_the_reference_date(new_desk: Desk, material: Path) -> None:
    office = show_office(new_desk)
    people = table(material / "people.csv")
    assert len(people) == office.people + 1
    assert people[-1]["name"] == NOBODY
    assert {one["community"] for one in people[:-1]} == {
        str(one.code) for one in office.communities
    }
    assert len({one["name"] for one in people}) == len(people)
    assert table(material / "campaign.csv") == [
        {"name": "reference_date", "value": office.campaign.reference_date.isoformat()}
    ]


@pytest.mark.parametrize("kind", ["individual", "community"])
def test_the_forms_keep_every_item_and_fill_in_what_the_roster_says(
    material: Path, kind: str
) -> None:
    path = material / f"{kind}.xlsx"
    form = form_of(path)
    assert sum(1 for item in form.items if item.code) == {"individual": 52, "community": 18}[kind]
    xform = etree.fromstring(xform_of(path.read_bytes(), path.name).encode())
    filled = xform.xpath("//*[local-name()='setvalue'][@event='xforms-value-changed']/@ref")
    assert len(filled) == {"individual": 6, "community": 2}[kind]


@pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed")
@pytest.mark.parametrize("kind", ["individual", "community"])
def test_odk_validate_accepts_the_forms(material: Path, kind: str) -> None:
    from pyxform.xls2xform import convert

    data = (material / f"{kind}.xlsx").read_bytes()
    assert convert(data, validate=True, file_type=".xlsx").warnings == []


def test_the_form_shows_what_the_roster_says(new_desk: Desk, material: Path) -> None:
    tables = {name: table(material / f"{name}.csv") for name in ("people", "campaign")}
    person = tables["people"][0]
    compiled = compile_form(form_of(material / "individual.xlsx"))
    context = FormContext(new_desk.now(), tables)
    states = compiled.evaluate({"roster_person": person["name"]}, context)
    assert states["roster_facts"].value == person["facts"]
    assert "岁" in person["facts"]


def test_what_the_app_sends_comes_back_as_it_was_answered(
    new_desk: Desk, material: Path, sent: list[dict[str, Any]], tmp_path: Path
) -> None:
    path = material / "individual.xlsx"
    xform = xform_of(path.read_bytes(), path.name)
    for number, answers in enumerate(sent):
        folder = tmp_path / "instances" / f"individual_{number}"
        folder.mkdir(parents=True)
        (folder / f"individual_{number}.xml").write_bytes(instance(xform, chosen(answers)))
    outcomes = add_submissions(new_desk, [tmp_path / "instances"])
    assert [one.refusal for one in outcomes] == [None] * len(outcomes)
    assert {one.certificate_no: dict(one.answers) for one in list_entries(new_desk)} == {
        one["certificate_no"]: one for one in sent
    }
    assert not [p.code for one in outcomes for p in one.problems if p.code == "unknown_column"]


def test_an_export_of_the_server_comes_back_as_it_was_answered(
    new_desk: Desk, material: Path, sent: list[dict[str, Any]], tmp_path: Path
) -> None:
    form = form_of(material / "individual.xlsx")
    paths = [item.path for item in form.items if item.kind != "note"]
    header = ["SubmissionDate", *(path.replace("/", "-") for path in paths), "KEY"]
    lines = [
        [f"2025-10-0{at}", *(cell(chosen(one), path) for path in paths), f"uuid:{at}"]
        for at, one in enumerate(sent, start=1)
    ]
    export = tmp_path / "dsurvey_individual.csv"
    with export.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *lines])
    (outcome,) = add_submissions(new_desk, [export])
    assert outcome.taken == len(sent)
    assert {one.certificate_no: dict(one.answers) for one in list_entries(new_desk)} == {
        one["certificate_no"]: one for one in sent
    }


def cell(answers: dict[str, Any], path: str) -> str:
    value = answers.get(path.rpartition("/")[2], "")
    return " ".join(value) if isinstance(value, list) else str(value)


def test_the_communitys_own_form_comes_back(new_desk: Desk, material: Path, tmp_path: Path) -> None:
    path = material / "community.xlsx"
    answers = {"community_code": CODE, "community_name": NAME, "clinic": "2", "filled_by": "丁一"}
    file = tmp_path / "community.xml"
    xform = xform_of(path.read_bytes(), path.name)
    file.write_bytes(instance(xform, answers | {"community": CODE}))
    (outcome,) = add_submissions(new_desk, [file])
    assert outcome.taken == 1
    with new_desk.database.read() as connection:
        (form,) = community_store.load_forms(connection).values()
    assert form.answers == answers

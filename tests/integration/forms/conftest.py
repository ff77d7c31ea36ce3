"""Workbooks made on the spot, and JavaRosa as a second opinion on them."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from lxml import etree

from dsurvey_desktop.forms.read_xlsform import xform_of

HARNESS = Path(__file__).parent / "javarosa" / "States.java"
TEMPLATE = "{http://openrosa.org/javarosa}template"


def workbook(survey, choices=(), settings=()):
    """An XLSForm; each sheet is a header tuple and row tuples."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for name, rows in (("survey", survey), ("choices", choices), ("settings", settings)):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return buffer.getvalue()


@pytest.fixture
def make_workbook():
    return workbook


@dataclass(frozen=True)
class JavaState:
    relevant: bool
    required: bool
    valid: str
    value: str


class JavaRosa:
    """JavaRosa out of the ODK Validate that pyxform ships."""

    def __init__(self, folder: Path) -> None:
        import pyxform

        package = Path(pyxform.__file__).parent
        self._jar = package / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"
        self._folder = folder
        self._run("javac", "-Xlint:none", "-nowarn", "-d", str(folder), str(HARNESS))

    def _run(self, program, *arguments):
        classes = os.pathsep.join((str(self._folder), str(self._jar)))
        command = [program, "-cp", classes, *arguments]
        done = subprocess.run(
            command, capture_output=True, check=True, encoding="utf-8", timeout=300
        )
        return done.stdout

    def states(self, data: bytes, answer_sets, looked_up: str = ""):
        """For each answer set a dict of path to state, or the text of JavaRosa's error."""
        xform = etree.fromstring(xform_of(data, "form.xlsx").encode())
        files = []
        for number, answers in enumerate(answer_sets):
            file = self._folder / f"answers_{number}.xml"
            file.write_bytes(filled_in(xform, answers))
            files.append(str(file))
        zone = "-Duser.timezone=UTC"
        output = self._run("java", zone, "-Dfile.encoding=UTF-8", "States", looked_up, *files)
        return list(_parsed(output))


def _parsed(output):
    found = None
    for line in output.splitlines():
        parts = line.split("\t")
        if parts[0] == "FILE":
            if found is not None:
                yield found
            found = {}
        elif parts[0] == "ERROR":
            found = parts[1]
        elif isinstance(found, dict) and len(parts) == 5:
            path, relevant, required, valid, value = parts
            found[path] = JavaState(relevant == "true", required == "true", valid, value)
    yield found


def filled_in(xform, answers):
    """The XForm with the answers in its main instance; attached csv files are left out."""
    form = etree.fromstring(etree.tostring(xform))
    for instance in form.xpath("//*[local-name()='instance'][starts-with(@src, 'jr://file-csv')]"):
        instance.getparent().remove(instance)
    root = form.xpath("//*[local-name()='instance'][1]/*")[0]
    _fill(root, answers)
    return etree.tostring(form, encoding="utf-8", xml_declaration=True)


def _fill(parent, answers, path="", keeps_templates=True):
    for child in list(parent):
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child).localname
        here = f"{path}/{name}".lstrip("/")
        if TEMPLATE in child.attrib:
            _fill_rows(parent, child, answers.get(name) or [])
            if not keeps_templates:
                parent.remove(child)
        elif len(child):
            _fill(child, answers, here, keeps_templates)
        else:
            answer = answers.get(here, answers.get(name))
            if answer not in (None, "", []):
                child.text = " ".join(answer) if isinstance(answer, list) else str(answer)


def _fill_rows(parent, template, rows):
    for other in [c for c in parent if c.tag == template.tag and c is not template]:
        parent.remove(other)
    last = template
    for row in rows:
        made = etree.fromstring(etree.tostring(template))
        del made.attrib[TEMPLATE]
        _fill(made, row, keeps_templates=False)
        last.addnext(made)
        last = made


@pytest.fixture(scope="session")
def javarosa(tmp_path_factory):
    if shutil.which("javac") is None or shutil.which("java") is None:
        pytest.skip("Java is not installed")
    return JavaRosa(tmp_path_factory.mktemp("javarosa"))

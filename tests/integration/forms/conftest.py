"""Workbooks made on the spot, and JavaRosa as a second opinion on them."""

import copy
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from lxml import etree

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.forms.compile import compile_form
from dsurvey_desktop.forms.context import FormContext, ItemState
from dsurvey_desktop.forms.model import Item, ItemKind
from dsurvey_desktop.forms.read_xlsform import load_form, xform_of

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
    choices: frozenset[str] | None


class JavaRosa:
    """JavaRosa out of the ODK Validate that pyxform ships.

    Attributes:
        gives_one_by_one: whether a new entry is answered as a person does, in the form's order.
    """

    gives_one_by_one = False

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

    def states(self, data: bytes, answer_sets, tables=None, *, is_new=True):
        """For each answer set a dict of path to state, or the text of JavaRosa's error."""
        return self.states_of([(data, answer_sets)], tables, is_new=is_new)[0]

    def states_of(self, cases, tables=None, *, is_new=True, name="form.xlsx"):
        """As `states` for many forms at once, since starting Java takes longer than most forms.

        Args:
            cases: pairs of a workbook's bytes and its answer sets.
            tables: rows of the tables that pulldata() and csv lists read, by name; first the header.
            is_new: whether the answers are a new entry's (first-load events and metadata) or saved.
            name: a file name, whose ending says how the bytes are read.
        """
        tables = tables or {}
        for table, rows in tables.items():
            lines = "\n".join("\t".join(row) for row in rows)
            (self._folder / f"{table}.tsv").write_text(lines, encoding="utf-8")
        files = [
            file
            for place, case in enumerate(cases)
            for file in self._files(place, case, tables, name)
        ]
        listed = self._folder / "files.txt"
        listed.write_text("\n".join(map(str, files)), encoding="utf-8")
        zone = "-Duser.timezone=UTC"
        mode = "new" if is_new else "saved"
        options = (zone, "-Dfile.encoding=UTF-8", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
        output = self._run("java", *options, "States", str(self._folder), mode, str(listed))
        states = iter(_parsed(output))
        return [[next(states) for _ in answer_sets] for _, answer_sets in cases]

    def _files(self, place, case, tables, name):
        data, answer_sets = case
        xform = etree.fromstring(xform_of(data, name).encode())
        for number, answers in enumerate(answer_sets):
            file = self._folder / f"answers_{place}_{number}.xml"
            one_by_one = Path(f"{file}.answers")
            one_by_one.unlink(missing_ok=True)
            filled, given = taken_out(answers) if self.gives_one_by_one else (answers, ())
            if given:
                one_by_one.write_text("".join(f"{k}\t{v}\n" for k, v in given), encoding="utf-8")
            file.write_bytes(filled_in(xform, filled, tables))
            yield file


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
        elif isinstance(found, dict) and len(parts) == 6:
            path, relevant, required, valid, value, offered = parts
            choices = None if offered == "-" else frozenset(offered[1:].split("\x01"))
            found[path] = JavaState(relevant == "true", required == "true", valid, value, choices)
    yield found


def taken_out(answers, path=""):
    """The answers with blanks in their place (rows of repeats stay), and each by its path."""
    blank, given = {}, []
    for name, answer in answers.items():
        here = f"{path}/{name}".lstrip("/")
        if isinstance(answer, list) and all(isinstance(row, dict) for row in answer):
            pairs = [taken_out(row, f"{here}[{place}]") for place, row in enumerate(answer, 1)]
            blank[name] = [row for row, _ in pairs]
            given += [one for _, own in pairs for one in own]
        elif answer is not None:
            given.append((here, " ".join(answer) if isinstance(answer, list) else answer))
    return blank, given


def filled_in(xform, answers, tables):
    """The XForm with the answers in its main instance and the csv files it attaches inside it."""
    form = copy.deepcopy(xform)
    for instance in form.xpath("//*[local-name()='instance'][starts-with(@src, 'jr://file')]"):
        rows = tables.get(instance.get("id"))
        if rows is None:
            instance.getparent().remove(instance)
        else:
            del instance.attrib["src"]
            _attach(instance, rows)
    _free_counts(form, _repeats_in(answers))
    root = form.xpath("//*[local-name()='instance'][1]/*")[0]
    _fill(root, answers)
    return etree.tostring(form, encoding="utf-8", xml_declaration=True)


def _repeats_in(answers):
    """The names of repeats that answers have rows of (or say that there are none)."""
    for name, answer in answers.items():
        if isinstance(answer, list) and all(isinstance(row, dict) for row in answer):
            yield name
            for row in answer:
                yield from _repeats_in(row)


def _free_counts(form, named):
    """Take away the number of rows of repeats that are answered: their rows are those."""
    named = set(named)
    for repeat in form.xpath("//*[local-name()='repeat']"):
        if repeat.get("nodeset").rpartition("/")[2] in named:
            repeat.attrib.pop("{http://openrosa.org/javarosa}count", None)


def _attach(instance, rows):
    root = etree.SubElement(instance, "root")
    for row in rows[1:]:
        item = etree.SubElement(root, "item")
        for column, cell in zip(rows[0], row, strict=True):
            if column.startswith("@"):
                item.set(column[1:], cell)
            else:
                etree.SubElement(item, column).text = cell


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
        made = copy.deepcopy(template)
        made.tail = None
        del made.attrib[TEMPLATE]
        _fill(made, row, keeps_templates=False)
        last.addnext(made)
        last = made
    for inner in template.xpath(".//*[@*[local-name()='template']]"):
        for other in [c for c in inner.getparent() if c.tag == inner.tag and c is not inner]:
            other.getparent().remove(other)


@dataclass(frozen=True)
class Difference:
    """An item on which the two engines do not agree."""

    form: int
    key: str
    item: Item
    ours: ItemState
    theirs: JavaState
    answers: dict


class Engines:
    """Our engine and JavaRosa on the same forms and answers.

    Attributes:
        compared: how many states were compared.
        refused: JavaRosa's words where it gave up on an entry (an expression without value).
    """

    def __init__(self, javarosa: JavaRosa) -> None:
        self._javarosa = javarosa
        self.compared = 0
        self.refused: list[str] = []

    def differences(self, cases, tables=None, *, is_new=True, name="form.xlsx") -> list[Difference]:
        """Where they differ on `cases`: pairs of a workbook's bytes and its answer sets."""
        tables = tables or {}
        context = FormContext(
            datetime.now(OFFICE_ZONE), {n: _mappings(t) for n, t in tables.items()}
        )
        theirs = self._javarosa.states_of(cases, tables, is_new=is_new, name=name)
        return [
            difference
            for number, ((data, answer_sets), states) in enumerate(zip(cases, theirs, strict=True))
            for difference in self._of_form(number, (data, name), answer_sets, states, context)
        ]

    def _of_form(self, number, form, answer_sets, theirs, context):
        compiled = compile_form(load_form(*form))
        items = {item.path: item for item in compiled.form.items}
        for answers, found in zip(answer_sets, theirs, strict=True):
            if isinstance(found, str):
                self.refused.append(found)
                continue
            ours = compiled.evaluate(answers, context, is_new=True)
            by_key = {_key(path, ours): (path, state) for path, state in found.items()}
            assert set(ours) == {
                key for key in by_key if key in ours or not _is_made(by_key[key][0])
            }
            for key, state in ours.items():
                path, their_state = by_key[key]
                self.compared += 1
                item = items[re.sub(r"\[\d+\]", "", path)]
                if not _agree(item, state, their_state):
                    yield Difference(number, key, item, state, their_state, answers)


def _mappings(table):
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]]


def _key(path, ours):
    parts = path.split("/")
    short = "/".join([part for part in parts[:-1] if "[" in part] + parts[-1:])
    return short if short in ours else path


def _is_made(path):
    """Whether pyxform has added the node itself."""
    return path.endswith("_count") or "reserved_name_for_field_list_labels" in path


def _agree(item, ours, theirs):
    valid = theirs.valid
    if theirs.choices is not None and theirs.value:
        is_one = item.kind is ItemKind.SELECT_ONE
        chosen = {theirs.value} if is_one else set(theirs.value.split())
        valid = valid if chosen <= theirs.choices else "false"
    return (
        ours.relevant == theirs.relevant
        and ours.required == theirs.required
        and valid in {"error", {None: "null", True: "true", False: "false"}[ours.valid]}
        and (item.kind in SPELLED_OTHERWISE or is_same(ours.value, theirs.value))
    )


SPELLED_OTHERWISE = {
    *(ItemKind.GEOPOINT, ItemKind.GEOTRACE, ItemKind.GEOSHAPE),
    *(ItemKind.TIME, ItemKind.DATETIME),
}
"""Kinds whose answers we show as they came."""


def is_same(ours, theirs):
    """Whether a value of ours is the text that JavaRosa keeps."""
    if isinstance(ours, bool):
        return theirs in ({"true", "1"} if ours else {"false", "0"})
    if isinstance(ours, int | float):
        try:
            return ours == pytest.approx(float(theirs), rel=1e-11, abs=1e-11)
        except ValueError:
            return False
    text = " ".join(ours) if isinstance(ours, list) else ours or ""
    return text in {theirs, theirs.removesuffix("T00:00:00.000Z"), theirs.removesuffix("Z")}


@pytest.fixture
def engines(javarosa):
    return Engines(javarosa)


@pytest.fixture(scope="session")
def javarosa(tmp_path_factory):
    if shutil.which("javac") is None or shutil.which("java") is None:
        pytest.skip("Java is not installed")
    return JavaRosa(tmp_path_factory.mktemp("javarosa"))

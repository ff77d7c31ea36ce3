"""Builds the XLSForm workbooks in `resources/forms/` from the tables in `resources/survey/`.

The same tables give the same bytes: the dates in the workbook are fixed. Run it with no argument
after changing a table; a test holds the workbooks against the tables.

`*_logic.csv` has one line for each top-level `and` term of an expression, with the rule it states.
`part` is relevant, required, constraint, calculate (`about`: data type), notice (`about`: the item
it speaks of) or macro (called in other lines as `@name(argument)`).
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

import xlsxwriter

ROOT = Path(__file__).resolve().parents[1]
SURVEY = ROOT / "resources" / "survey"
FORMS = ROOT / "resources" / "forms"
NAMESPACES = 'ds="urn:dsurvey:form"'
DEFAULT_LANGUAGE = "中文 (zh)"
FIXED_DATE = datetime(2025, 1, 1)  # noqa: DTZ001 - a workbook's date has no zone
MACRO = re.compile(r"@(\w+)\(([^()]*)\)")
NOTICE_SEVERITY = {"K33": "notice"}
BINDS = (
    *("item", "relevant_rules", "constraint_rules", "required_rule"),
    *("notice_rule", "notice_item", "severity"),
)
COLUMNS = (
    *("type", "name", "label::中文 (zh)", "label::English (en)"),
    *("hint::中文 (zh)", "hint::English (en)"),
    *("guidance_hint::中文 (zh)", "guidance_hint::English (en)"),
    *("relevant", "required", "constraint"),
    *("constraint_message::中文 (zh)", "constraint_message::English (en)"),
    *("calculation", "bind::type", "appearance"),
    *(f"bind::ds:{name}" for name in BINDS),
)

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Edition:
    """Which tables make which workbook."""

    file: str
    form_id: str
    title: str
    items: str
    logic: str
    section: str = ""


EDITIONS = (
    Edition(
        "individual.xlsx",
        "dsurvey_individual",
        "全国持证残疾人基本状况调查 个人表",
        "individual_items.csv",
        "individual_logic.csv",
    ),
    Edition(
        "community.xlsx",
        "dsurvey_community",
        "全国持证残疾人基本状况调查 村(社区)表",
        "community_items.csv",
        "community_logic.csv",
        section="村（社区）情况",
    ),
)
VERSION = "1.0"


def read_table(name: str) -> list[Row]:
    """The rows of a table in `resources/survey/`."""
    with (SURVEY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Logic:
    """The expressions of a form, by item and part."""

    def __init__(self, rows: list[Row]) -> None:
        self._macros = {row["name"]: row["expression"] for row in rows if row["part"] == "macro"}
        self._rows = [row for row in rows if row["part"] != "macro"]

    def terms(self, name: str, part: str) -> list[Row]:
        """The lines of one part of an item, in order, macros filled in."""
        return [
            {**row, "expression": self._filled(row["expression"])}
            for row in self._rows
            if (row["name"], row["part"]) == (name, part)
        ]

    def names(self, part: str) -> list[str]:
        """The names that have lines of that part, in order."""
        return list(dict.fromkeys(row["name"] for row in self._rows if row["part"] == part))

    def _filled(self, expression: str) -> str:
        return MACRO.sub(lambda m: self._macros[m[1]].replace("{}", m[2]), expression)


def joined(terms: list[Row], column: str, separator: str) -> str:
    """The different values of a column in order, as one text."""
    return separator.join(dict.fromkeys(term[column] for term in terms if term[column]))


def conjunction(terms: list[Row]) -> str:
    """All terms as one expression; each stays a top-level term (brackets keep `or` inside)."""
    if len(terms) == 1:
        return terms[0]["expression"]
    return " and ".join(
        f"({term['expression']})" if " or " in term["expression"] else term["expression"]
        for term in terms
    )


def rules(terms: list[Row]) -> str:
    """The rule ids of the terms, separated by blanks."""
    return " ".join(term["rule"] for term in terms)


def words_by_code() -> dict[str, Row]:
    """Explanation and, where there is one, hint of each item; a name may stand in both forms."""
    found = {row["code"]: row for row in read_table("explanations.csv")}
    for row in read_table("hints.csv"):
        found[row["code"]].update(row)
    return found


def item_row(item: Row, words: Row, logic: Logic) -> Row:
    """A question of the survey sheet; `words` holds its hint and its explanation."""
    name = item["name"]
    relevant, required, constraint = (
        logic.terms(name, part) for part in ("relevant", "required", "constraint")
    )
    return {
        "type": f"{item['type']} {item['choices']}".strip(),
        "name": name,
        "label::中文 (zh)": item["question_zh"],
        "label::English (en)": item["question_en"],
        "hint::中文 (zh)": words.get("hint_zh", ""),
        "hint::English (en)": words.get("hint_en", ""),
        "guidance_hint::中文 (zh)": words["explanation_zh"],
        "guidance_hint::English (en)": words["explanation_en"],
        "relevant": conjunction(relevant),
        "required": conjunction(required),
        "constraint": conjunction(constraint),
        "constraint_message::中文 (zh)": joined(constraint, "message_zh", "；"),
        "constraint_message::English (en)": joined(constraint, "message_en", "; "),
        "bind::ds:item": item["code"],
        "bind::ds:relevant_rules": rules(relevant),
        "bind::ds:required_rule": rules(required),
        "bind::ds:constraint_rules": rules(constraint),
    }


def calculation_rows(logic: Logic) -> Iterator[Row]:
    """What the form works out for itself."""
    for name in logic.names("calculate"):
        (term,) = logic.terms(name, "calculate")
        yield {
            "type": "calculate",
            "name": name,
            "calculation": term["expression"],
            "bind::type": term["about"],
        }


def notice_rows(logic: Logic) -> Iterator[Row]:
    """Notes that are relevant exactly when a warning holds."""
    for name in logic.names("notice"):
        (term,) = logic.terms(name, "notice")
        yield {
            "type": "note",
            "name": name,
            "label::中文 (zh)": term["message_zh"],
            "label::English (en)": term["message_en"],
            "relevant": term["expression"],
            "bind::ds:notice_rule": term["rule"],
            "bind::ds:notice_item": term["about"],
            "bind::ds:severity": NOTICE_SEVERITY.get(term["rule"], "warning"),
        }


def survey_rows(edition: Edition) -> Iterator[Row]:
    """The survey sheet: calculations, the sections as groups, notices."""
    logic = Logic(read_table(edition.logic))
    words = words_by_code()
    items = read_table(edition.items)
    yield from calculation_rows(logic)
    for section in read_table("sections.csv"):
        members = [i for i in items if i.get("section", edition.section) == section["section"]]
        if members:
            yield {
                "type": "begin_group",
                "name": section["name"],
                "label::中文 (zh)": section["section"],
                "label::English (en)": section["label_en"],
                "appearance": "field-list",
            }
            yield from (item_row(item, words[item["code"]], logic) for item in members)
            yield {"type": "end_group"}
    yield from notice_rows(logic)


def choice_rows(edition: Edition) -> Iterator[tuple[str, str, str, str]]:
    """The choices sheet: only the lists that the form uses."""
    used = {item["choices"] for item in read_table(edition.items)}
    for row in read_table("choices.csv"):
        if row["list"] in used:
            yield row["list"], row["code"], row["label_zh"], row["label_en"]


def workbook_bytes(edition: Edition) -> bytes:
    """The workbook; the same tables give the same bytes."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": edition.title, "created": FIXED_DATE})
        write_sheet(book, "survey", COLUMNS, list(survey_table(edition)))
        labels = ("label::中文 (zh)", "label::English (en)")
        write_sheet(book, "choices", ("list_name", "name", *labels), list(choice_rows(edition)))
        settings = (edition.title, edition.form_id, VERSION, DEFAULT_LANGUAGE, NAMESPACES)
        names = ("form_title", "form_id", "version", "default_language", "namespaces")
        write_sheet(book, "settings", names, [settings])
    return buffer.getvalue()


def survey_table(edition: Edition) -> Iterator[tuple[str, ...]]:
    """The survey sheet as rows in the order of `COLUMNS`."""
    return (tuple(row.get(column, "") for column in COLUMNS) for row in survey_rows(edition))


def write_sheet(
    book: xlsxwriter.Workbook, name: str, header: tuple[str, ...], rows: list[tuple[str, ...]]
) -> None:
    """A sheet of texts with a frozen bold header."""
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, header, book.add_format({"bold": True, "bg_color": "#E7EDF3"}))
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(number, column, cell)
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, len(header) - 1, 24)


def main() -> None:
    """Write all workbooks, and beside each the form as JSON, which the program starts with."""
    sys.path.insert(0, str(ROOT))
    from dsurvey_desktop.forms.form_json import form_to_json  # noqa: PLC0415 - a script's own path
    from dsurvey_desktop.forms.read_xlsform import load_form  # noqa: PLC0415

    FORMS.mkdir(parents=True, exist_ok=True)
    for edition in EDITIONS:
        data = workbook_bytes(edition)
        target = FORMS / edition.file
        target.write_bytes(data)
        json = form_to_json(load_form(data, edition.file))
        target.with_suffix(".json").write_text(json, encoding="utf-8", newline="\n")
        print(target)


if __name__ == "__main__":
    main()

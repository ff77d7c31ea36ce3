"""Printed forms, and tables filled in with marks: what people do with a pen, done in a table."""

from __future__ import annotations

import town_tables as tables
import town_writers as writers
from town_cells import ITEM, Spelling
from town_styles import NAMING, STYLES, Made, Records, Sender

_FEW, _PLAIN_MARKS = 5, ("√", "×")
_MARKS = (("●", "○"), ("√", "×"), ("1", "0"), ("■", "□"), ("○", "×"))


def printed(sender: Sender, records: Records) -> Made:
    """A form a sheet, each answer beside its question; one or several pairs a line."""
    chance = sender.chance
    header = chance.choice((tables.label_of, tables.code_and_label))
    columns = tables.spelled(chance, 0, header)
    pairs, gap = chance.randint(1, 3), chance.randint(0, 1)
    titles = [f"{sender.year}年残疾人基本状况调查登记表", f"村(社区)：{sender.community}"]
    grids = []
    for number, (person, answers) in enumerate(records, start=1):
        cells = [(one.header, one.cell(person, answers)) for one in columns]
        lines = [cells[at : at + pairs] for at in range(0, len(cells), pairs)]
        body = [_line(line, gap) for line in lines]
        rows = [[titles[0]], [titles[1]], *body, ["填表人：张某", "", "审核人："]]
        grids.append(tables.Grid(f"{number}号", rows))
    return Made(f"{sender.community}一人一表.xlsx", writers.by_xlsxwriter(grids))


def _line(pairs: list[tuple[str, object]], gap: int) -> list[object]:
    cells: list[object] = []
    for label, value in pairs:
        cells += [label, value, *[""] * gap]
    return cells


def marked(sender: Sender, records: Records) -> Made:
    """Marks for yes and no, codes without anything between, and `同上` down the columns."""
    chance = sender.chance
    spelling = Spelling(chance, 0)
    marks = chance.choice(_MARKS) if len(records) > _FEW else _PLAIN_MARKS

    def said(item: str, value: object) -> object:
        if ITEM[item]["choices"] == "yes_no":
            return marks[0] if value == "1" else marks[1]
        return "".join(value) if isinstance(value, list) else spelling.cell(item, value)

    columns = tables.columns_of(said, tables.label_of)
    columns = tables.with_community(columns, sender.community)
    grid = tables.simple("登记", columns, records)
    for at, column in enumerate(columns):
        if column.item in ("mode", "enumerator", tables.COMMUNITY):
            _as_above(grid.rows, at, chance.choice(("同上", "〃")))
    return Made(f"{sender.community}手工表.xlsx", writers.by_openpyxl([grid]))


def _as_above(rows: list[list], at: int, mark: str) -> None:
    before = None
    for row in rows[1:]:
        before, row[at] = row[at], mark if row[at] == before != "" else row[at]


ALL_STYLES = STYLES | {"printed": printed, "marked": marked}
ALL_NAMING = NAMING | {"printed", "marked"}
"""Styles in which each row says its community."""

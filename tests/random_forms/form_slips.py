"""Slips in random forms: cells overwritten, cut or torn, rows lost, doubled or moved."""

from __future__ import annotations

from random import Random

Rows = list[list[str]]
JUNK = [
    *("", "(", ")", "${", "${x}", "'", '"', "[", "]", "..", "/", "//", "|", "@a", "*", "- -"),
    *("begin_group", "end_group", "begin_repeat", "end_repeat", "select_one", "or", "and", "div"),
    *("select_one letters or_other", "select_multiple_from_file towns.csv", "current()", "count()"),
    *(
        "instance('x')",
        "instance()",
        "position(..)",
        "1e5",
        "0.0.1",
        "\t",
        "日",
        "（",
        "::",
        "a::b",
    ),
    *("self::node()", "text()", "last()", "not", "if(", "true", "yes", "1 2", "data", "meta"),
    *("instanceID", "concat(", "randomize(.)", "a[1]", "../..", "../../../..", ". + .", "range"),
    *("${q1}${q2}", "rows=3", "start=0 end=1 step=0", "loop", "audit", "x" * 300, "<b>", "&"),
    *("]]>", "{", "}", "%", "\\", "q1", "${ q1 }", "$q1", "hidden", "osm letters"),
]


def mutated(rows: Rows, source: Random) -> Rows:
    """The rows with one to three slips."""
    found = [list(row) for row in rows]
    for _ in range(source.randint(1, 3)):
        _SLIPS[source.randrange(len(_SLIPS))](found, source)
    return found


def _overwrite(rows: Rows, source: Random) -> None:
    row = source.choice(rows)
    row[source.randrange(len(row))] = source.choice(JUNK)


def _tear(rows: Rows, source: Random) -> None:
    row = source.choice(rows)
    column = source.randrange(len(row))
    cell = row[column]
    if cell:
        place = source.randrange(len(cell))
        middle = source.choice(["", source.choice(JUNK)])
        row[column] = cell[:place] + middle + cell[place + source.randint(0, 2) :]


def _lose(rows: Rows, source: Random) -> None:
    if len(rows) > 2:
        rows.pop(source.randrange(1, len(rows)))


def _double(rows: Rows, source: Random) -> None:
    rows.insert(source.randrange(1, len(rows)), list(source.choice(rows)))


_SLIPS = (_overwrite, _overwrite, _overwrite, _tear, _tear, _lose, _double)

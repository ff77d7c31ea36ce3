"""Random forms: every type that holds data, groups, nested repeats and expressions over them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from random_expressions import DATE, NUMBER, TEXT, TRUTH, WORDS, Expressions, Known

HEADER = (
    *("type", "name", "label", "relevant", "required", "constraint", "calculation"),
    *("choice_filter", "default", "parameters", "bind::type", "repeat_count"),
)
LETTERS = [
    ("list_name", "name", "label", "weight", "kind"),
    ("letters", "p", "Pe", "1", "k1"),
    ("letters", "q", "Qu", "2", "k2"),
    ("letters", "r", "Er", "3.5", "k1"),
    ("letters", "10", "Ten", "", "k2"),
    ("fruits", "fig", "Fig", "", ""),
    ("fruits", "nut", "Nut", "", ""),
]
CODES = [row[1] for row in LETTERS[1:] if row[0] == "letters"]
TOWNS = [
    ("key", "title", "size", "@grade"),
    ("abc", "Yunxi", "12", "2"),
    ("b", "Suzhou", "x", "7"),
    ("p", "Ning", "3", ""),
]
KINDS = {
    "text": "text",
    "integer": "int",
    "decimal": "decimal",
    "range": "decimal",
    "date": "date",
    "dateTime": "date",
    "time": "time",
    "select_one letters": "one",
    "select_multiple letters": "many",
    "rank letters": "many",
    "geopoint": "point",
    "geotrace": "trace",
    "geoshape": "shape",
    "acknowledge": "text",
    "barcode": "text",
    "image": "file",
    "hidden": "text",
    "select_one_from_file towns.csv": "one",
    "select_multiple_from_file towns.csv": "many",
}
WEIGHTS = [5, 5, 3, 1, 3, 1, 1, 5, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
CALCULATED = {"int": NUMBER, "decimal": NUMBER, "string": TEXT, "date": DATE, "": ""}
MOST_ITEMS = 24


@dataclass
class Form:
    """A form and what can be answered: `answerable` is a tree of `(type, name)` and repeats."""

    survey: list[tuple[str, ...]] = field(
        default_factory=lambda: [HEADER, ("csv-external", "towns", *[""] * (len(HEADER) - 2))]
    )
    answerable: list[Any] = field(default_factory=list)


class FormMaker:
    """Makes one form from a source of chance."""

    def __init__(self, source: Random) -> None:
        self._source = source
        self._known: list[Known] = []
        self._form = Form()
        self._count = 0

    def make(self) -> Form:
        """The form."""
        while self._count < MOST_ITEMS:
            self._part((), (), self._form.answerable, 3)
        return self._form

    def _name(self, letter: str) -> str:
        self._count += 1
        return f"{letter}{self._count}"

    def _part(
        self, path: tuple[str, ...], repeats: tuple[str, ...], answerable: list[Any], depth: int
    ) -> None:
        chance = self._source.random()
        if chance < 0.1 and depth:
            self._block("group", path, repeats, answerable, depth)
        elif chance < 0.2 and depth:
            self._block("repeat", path, repeats, answerable, depth)
        elif chance < 0.57:
            self._calculation(path, repeats)
        elif chance < 0.6:
            self._note(path, repeats)
        elif chance < 0.64:
            self._answer_as_choice(path, repeats, answerable)
        else:
            self._question(path, repeats, answerable)

    def _block(
        self,
        kind: str,
        path: tuple[str, ...],
        repeats: tuple[str, ...],
        answerable: list[Any],
        depth: int,
    ) -> None:
        name = self._name(kind[0])
        here = (*path, name)
        relevant = self._maybe(TRUTH, here, repeats, 0.4)
        count = self._row_count(here, repeats) if kind == "repeat" else ""
        self._row(f"begin_{kind}", name, relevant=relevant, repeat_count=count)
        inner, children = repeats, answerable
        if kind == "repeat":
            inner, children = (*repeats, name), []
            if not count:
                answerable.append((name, children))
        for _ in range(self._source.randint(1, 5)):
            self._part(here, inner, children, depth - 1)
        self._question(here, inner, children)
        self._row(f"end_{kind}", "")
        if kind == "repeat":
            self._known.append(Known(name, here, (*repeats, name), "repeat"))

    def _row_count(self, here: tuple[str, ...], repeats: tuple[str, ...]) -> str:
        """Up to four rows, by a number or an expression; none where a person adds rows."""
        if self._source.random() < 0.6:
            return ""
        wanted = self._expressions(here, repeats).make(NUMBER, self._source.randint(0, 1))
        return self._source.choice(["2", f"int(({wanted}) mod 4)", f"if({wanted} > 2, 3, 1)"])

    def _note(self, path: tuple[str, ...], repeats: tuple[str, ...]) -> None:
        name = self._name("n")
        self._row("note", name, relevant=self._maybe(TRUTH, (*path, name), repeats, 0.8))

    def _answer_as_choice(
        self, path: tuple[str, ...], repeats: tuple[str, ...], answerable: list[Any]
    ) -> None:
        """A question whose choices are the answers of another in the rows of a repeat."""
        texts = [one.name for one in self._known if one.kind == "text" and one.is_answered]
        inside = {one.name: one.repeats for one in self._known}
        found = [one for one in texts if inside[one] and inside[one] != repeats[: len(inside[one])]]
        name = self._name("q")
        kind = (
            f"select_one ${{{self._source.choice(found)}}}"
            if found
            else "select_one fruits or_other"
        )
        self._row(kind, name, relevant=self._maybe(TRUTH, (*path, name), repeats, 0.3))
        answerable.append((kind, name))
        if not found:
            answerable.append(("text", f"{name}_other"))
        self._known.append(Known(name, (*path, name), repeats, "one"))

    def _calculation(self, path: tuple[str, ...], repeats: tuple[str, ...]) -> None:
        name = self._name("c")
        here = (*path, name)
        data_type = self._source.choice(["", "", "", "int", "decimal", "string"])
        kind = self._source.choice([NUMBER, NUMBER, TEXT, TRUTH, DATE])
        if data_type in {"int", "decimal"}:
            kind = NUMBER
        expression = self._expressions(here, repeats).make(kind, self._source.randint(1, 3))
        relevant = self._maybe(TRUTH, here, repeats, 0.2)
        row = {"calculation": expression, "relevant": relevant, "bind::type": data_type}
        self._row("calculate", name, **row)
        seen = {NUMBER: "int", TEXT: "text", TRUTH: "text", DATE: "text"}[kind]
        self._known.append(Known(name, here, repeats, seen))

    def _question(
        self, path: tuple[str, ...], repeats: tuple[str, ...], answerable: list[Any]
    ) -> None:
        kind = self._source.choices(list(KINDS), WEIGHTS)[0]
        name = self._name("q")
        here = (*path, name)
        is_filtered = "letters" in kind and self._source.random() < 0.5
        choice_list = "letters" if "letters" in kind and not is_filtered else ""
        made = Known(name, here, repeats, KINDS[kind], choice_list, kind in {"text", "barcode"})
        row = {
            "relevant": self._maybe(TRUTH, here, repeats, 0.4),
            "required": self._maybe(TRUTH, here, repeats, 0.3),
            "constraint": self._maybe(TRUTH, here, repeats, 0.5, made.kind),
        }
        if is_filtered:
            row["choice_filter"] = self._expressions(here, repeats).filter(1)
        if kind == "range":
            row["parameters"] = "start=0 end=10 step=0.5"
        if "towns.csv" in kind:
            row["parameters"] = "value=key label=title"
            row["choice_filter"] = self._source.choice(["", "size != 'x'", "title != ${%s}"])
            row["choice_filter"] = row["choice_filter"].replace("${%s}", self._seen_text(repeats))
        if kind in {"text", "integer"} and self._source.random() < 0.2:
            row["default"] = "5"
        if kind in {"text", "integer", "decimal"} and self._source.random() < 0.1:
            wanted = TEXT if kind == "text" else NUMBER
            row["calculation"] = self._expressions(here, repeats).make(wanted, 1)
        else:
            answerable.append((kind, name))
        self._row(kind, name, **row)
        self._known.append(made)

    def _seen_text(self, repeats: tuple[str, ...]) -> str:
        found = [k.name for k in self._known if k.kind == "text" and k.repeats == repeats]
        return f"${{{self._source.choice(found)}}}" if found else "'Ning'"

    def _expressions(self, here: tuple[str, ...], repeats: tuple[str, ...]) -> Expressions:
        return Expressions(self._source, self._known, here, repeats)

    def _maybe(
        self,
        kind: str,
        here: tuple[str, ...],
        repeats: tuple[str, ...],
        share: float,
        own: str = "",
    ) -> str:
        if self._source.random() > share:
            return ""
        if kind == TRUTH and self._source.random() < 0.04:
            return self._source.choice(WORDS)
        expressions = self._expressions(here, repeats)
        expressions.own = own
        return expressions.make(kind, self._source.randint(0, 2))

    def _row(self, kind: str, name: str, **cells: str) -> None:
        label = "" if kind.startswith("end") or kind in {"calculate", "hidden"} else "L"
        row = {"type": kind, "name": name, "label": label, **cells}
        self._form.survey.append(tuple(row.get(column, "") for column in HEADER))


TEXT_ANSWERS = ["abc", "b", "Zhang San", "12", "3.5", "-7", "1,5", "a b  c", "阿依·古丽", "p", "q"]
POINTS = ["30.25 120.16 5 3", "30.26 120.17 0 0", "30.27 120.12 0 0", "-12.5 40.75 1.5 2"]


def answers_to(answerable: list[Any], source: Random, share: float) -> dict[str, Any]:
    """Random answers of the right types; a repeat has up to three rows."""
    found: dict[str, Any] = {}
    for kind, name in answerable:
        if isinstance(name, list):
            rows = [answers_to(name, source, share) for _ in range(source.randint(0, 3))]
            found[kind] = rows
        elif source.random() < share:
            found[name] = _answer(kind, source)
    return found


def _answer(kind: str, source: Random) -> Any:
    name = kind.partition(" ")[0]
    if "towns.csv" in kind:
        keys = [row[0] for row in TOWNS[1:]]
        return source.choice(keys) if name == "select_one_from_file" else source.sample(keys, 2)
    if "or_other" in kind:
        return source.choice(["fig", "nut", "other"])
    if "${" in kind:
        return source.choice(TEXT_ANSWERS)
    return ANSWERS[name](source) if name in ANSWERS else source.choice(TEXT_ANSWERS)


def _day(source: Random) -> str:
    year = source.choice([1970, 1999, 2024, 2025])
    return f"{year}-{source.randint(1, 12):02}-{source.randint(1, 28):02}"


def _clock(source: Random) -> str:
    return f"{source.randint(0, 23):02}:{source.randint(0, 59):02}:00.000"


def _codes(source: Random) -> list[str]:
    return source.sample(CODES, source.randint(1, 3))


def _shape(source: Random) -> str:
    corners = source.sample(POINTS, 3)
    return "; ".join([*corners, corners[0]])


DECIMALS = [0.0, 1.5, -2.25, 1e7, 12345678.5, 0.0001, 3.0, 7.3]
ANSWERS: dict[str, Callable[[Random], Any]] = {
    "integer": lambda source: source.randint(-3, 45),
    "decimal": lambda source: source.choice(DECIMALS),
    "range": lambda source: source.choice([0, 0.5, 7, 9.5]),
    "date": _day,
    "time": _clock,
    "dateTime": lambda source: f"{_day(source)}T{_clock(source)}",
    "select_one": lambda source: source.choice(CODES),
    "select_multiple": _codes,
    "rank": _codes,
    "geopoint": lambda source: source.choice(POINTS),
    "geotrace": lambda source: "; ".join(source.sample(POINTS, 3)),
    "geoshape": _shape,
    "acknowledge": lambda source: "OK",
    "image": lambda source: "picture.jpg",
}

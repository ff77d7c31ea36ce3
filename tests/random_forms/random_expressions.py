"""Random XForms expressions of a wanted type over the questions that can be seen from a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

NUMBER, TEXT, TRUTH, DATE = "number", "text", "truth", "date"
TEXTS = ["", "abc", "b", "Zhang San", "12", "3.5", "-7", "1,5", "a b  c", "x.y", "阿依·古丽", "p q"]
TEXTS += ["甲\u3000乙", "\u30005", " p  q ", "a\u00a0b", "yes", "TRUE", "NaN", "30.1 120.2"]
DATES = ["2024-02-29", "2025-09-30", "1969-12-31", "2000-01-01", "2025-10-05"]
PATTERNS = ["[a-z]+", "[0-9]{1,2}", ".*b.*", "(a|p).*", r"\\d+", r"[^0-9]*", r"\\w+ \\w+"]
PATTERNS += ["[a-z&&[^b]]*", "(a|b)+(c|$)", "\\p{L}*", "[^\\p{L}[1-3]]+", "(\\w+\\b ?)+", "a++b*"]
WORDS = ["yes", "no", "TRUE", "False"]
"""What may stand in the cell of a condition for a truth."""
FORMATS = ["%Y-%m-%d", "%d.%n.%y", "%e %b %a", "%H:%M:%S", "%Y%m%d", "%3", "%h"]
REAL = ["sin", "cos", "tan", "atan", "exp", "log", "log10", "asin", "acos", "exp10"]
COLUMNS = ["weight", "kind"]


@dataclass(frozen=True)
class Known:
    """A question, group or repeat that stands before: its type and the repeats around it."""

    name: str
    path: tuple[str, ...]
    repeats: tuple[str, ...]
    kind: str
    choice_list: str = ""
    is_answered: bool = False


class Expressions:
    """Makes expressions for one place of a form.

    Attributes:
        here: the path of the item or group that the expression belongs to.
    """

    def __init__(
        self,
        source: Random,
        known: Sequence[Known],
        here: tuple[str, ...],
        repeats: tuple[str, ...],
    ) -> None:
        self._source = source
        self._known = known
        self._here = here
        self._repeats = repeats
        self.own = ""
        self._is_in_list = False

    def _makers(self, depth: int) -> tuple[Callable[[], str], ...]:
        """Makers of smaller numbers, texts, truths and dates."""
        return tuple(
            partial(self.make, kind, max(depth, 0)) for kind in (NUMBER, TEXT, TRUTH, DATE)
        )

    def make(self, kind: str, depth: int = 2) -> str:
        """An expression of that type; now and then one of another, which is converted."""
        return getattr(self, f"_{kind}")(depth)

    def _pick(self, options: Sequence[str]) -> str:
        return self._source.choice(options)

    def _single(self, *kinds: str) -> list[Known]:
        """Questions of which there is one from here."""
        return [
            one
            for one in self._known
            if one.kind in kinds and self._repeats[: len(one.repeats)] == one.repeats
        ]

    def _several(self, *kinds: str) -> list[Known]:
        """Questions in repeats that this place is not in."""
        return [
            one
            for one in self._known
            if one.kind in kinds and self._repeats[: len(one.repeats)] != one.repeats
        ]

    def _reference(self, one: Known) -> str:
        """A question in one of the ways it can be written."""
        parent = self._here[:-1]
        ways = [f"${{{one.name}}}"] * 6 + ["/data/" + "/".join(one.path)]
        if self._is_in_list:
            return ways[0]
        if one.path[:-1] == parent:
            ways += [f"../{one.name}", f"current()/../{one.name}", f"parent::node()/{one.name}"]
            ways += [f"../child::{one.name}", f"current()/parent::node()/self::node()/{one.name}"]
        elif parent and one.path[:-1] == parent[:-1]:
            ways += [f"../../{one.name}"]
        return self._pick(ways)

    def _of(self, kinds: tuple[str, ...], literals: Sequence[str]) -> str:
        found = self._single(*kinds)
        if self.own in kinds and not self._is_in_list and self._source.random() < 0.5:
            return "."
        if not found or self._source.random() < 0.15:
            return self._pick(literals)
        return self._reference(self._source.choice(found))

    def _any(self, depth: int) -> str:
        kind = self._pick([NUMBER, TEXT, TRUTH, DATE])
        if depth <= 0:
            return self._of(("int", "decimal", "text", "one", "many", "date"), ["''", "1", "'b'"])
        return self.make(kind, depth - 1)

    def _number(self, depth: int) -> str:
        if depth <= 0:
            literals = [str(self._source.randint(-3, 40)), "0.5", "2", "3"]
            return self._of(("int", "decimal"), literals)
        n, t, b, d = self._makers(depth - 1)
        options = [
            lambda: f"{n()} + {n()}",
            lambda: f"{n()} - {n()}",
            lambda: f"({n()} + {n()}) * {n()}",
            lambda: f"{n()} * {n()}",
            lambda: f"({n()} - {n()}) div {n()}",
            lambda: f"{n()} mod {n()}",
            lambda: f"- {n()}",
            lambda: f"round({n()} div 7, {self._pick(['0', '1', '2', '3', '-1'])})",
            lambda: f"round({n()})",
            lambda: f"int({n()})",
            lambda: f"int({n()} div 3)",
            lambda: f"abs({n()})",
            lambda: f"pow({n()}, {self._pick(['2', '0', '3', '0.5'])})",
            lambda: f"sqrt({n()})",
            lambda: f"round({self._pick(REAL)}({n()} div 10), 6)",
            lambda: f"round(atan2({n()}, {n()}), 6)",
            lambda: f"if({b()}, {n()}, {n()})",
            lambda: f"coalesce({n()}, {n()})",
            lambda: f"min({n()}, {n()}, 2)",
            lambda: f"max({n()}, {n()}, 2)",
            lambda: f"string-length({t()})",
            lambda: f"number({t()})",
            lambda: f"number({self._any(depth - 1)})",
            lambda: f"number({d()})",
            lambda: f"{d()} - {d()}",
            lambda: f"decimal-date-time({d()})",
            lambda: f"decimal-time({d()})",
            lambda: f"round(decimal-time({self._of(('time',), [repr('')])}), 9)",
            lambda: f"count-selected({self._of(('many', 'one'), [chr(39) + 'p q' + chr(39)])})",
            self._position,
            lambda: self._aggregate(depth),
            lambda: self._aggregate(depth),
            lambda: self._indexed(("int", "decimal"), depth) or n(),
            lambda: f"count(instance('letters')/root/item[{self.filter(depth - 1)}])",
            lambda: f"sum(instance('letters')/root/item[{self.filter(depth - 1)}]/weight)",
            lambda: f"number(pulldata('towns', 'size', 'key', {t()}))",
            self._area,
            lambda: f"count(instance('towns')/root/item[@grade > {self._in_list(NUMBER)}])",
            lambda: "sum(instance('towns')/root/child::item[attribute::grade != 7]/@grade)",
            lambda: "1" if self._is_in_list else "count(instance('towns')/root/item/@grade)",
            lambda: "count(/data/@id)",
            lambda: f"round(distance({self._of(('point',), [repr('')])}, '30 120', '31 121'), 3)",
            lambda: f"count-selected(string({t()}))",
            lambda: f"string-length(normalize-space({t()}))",
            lambda: f"number(selected-at(string({t()}), 0))",
        ]
        return self._source.choice(options)()

    def _area(self) -> str:
        found = self._single("shape", "trace")
        if not found:
            return "distance('30.1 120.2 0 0; 30.2 120.4 0 0')"
        name = self._pick(["area", "distance", "enclosed-area"])
        return f"round({name}({self._reference(self._source.choice(found))}), 2)"

    def _fence(self) -> str:
        points, shapes = self._single("point"), self._single("shape")
        if not points or not shapes:
            return "true()"
        point, shape = self._source.choice(points), self._source.choice(shapes)
        return f"geofence({self._reference(point)}, {self._reference(shape)})"

    def _position(self) -> str:
        if not self._repeats or self._is_in_list:
            return "7"
        up = "/".join([".."] * (len(self._here) - len(self._repeats_path())))
        return f"position({up})" if up else "1"

    def _repeats_path(self) -> tuple[str, ...]:
        names = list(self._here)
        while names and names[-1] not in self._repeats:
            names.pop()
        return tuple(names)

    def _aggregate(self, depth: int) -> str:
        numbers, anything = self._several("int", "decimal"), self._several("int", "text", "one")
        repeats = self._several("repeat")
        options = []
        if numbers:
            one = self._source.choice(numbers)
            options += [f"{f}(${{{one.name}}})" for f in ("sum", "min", "count")]
        if anything:
            one = self._source.choice(anything)
            options += [f"count-non-empty(${{{one.name}}})", f"count(${{{one.name}}})"]
        if repeats:
            one = self._source.choice(repeats)
            options += [f"count(${{{one.name}}})"] * 2
            inner = [k for k in self._known if k.path[:-1] == one.path and k.kind == "int"]
            if inner:
                child = self._source.choice(inner).name
                test = f"{child} {self._pick(['>', '<', '=', '!='])} {self._outside_number()}"
                options += [
                    f"count(${{{one.name}}}[{test}])",
                    f"sum(${{{one.name}}}[{test}]/{child})",
                    f"sum(${{{one.name}}}[position() < 3]/{child})",
                    f"count(${{{one.name}}}[position() > 1 and {test}])",
                    f"${{{one.name}}}[position() = 1]/{child}",
                ]
        return self._pick(options) if options else self._number(depth - 1)

    def _indexed(self, kinds: tuple[str, ...], depth: int) -> str:
        found = [k for k in self._several(*kinds) if k.repeats]
        if not found:
            return ""
        one = self._source.choice(found)
        pairs = ", ".join(
            f"${{{repeat}}}, {self._pick(['1', '2', '3', self._number(0)])}"
            for repeat in one.repeats
        )
        return f"indexed-repeat(${{{one.name}}}, {pairs})"

    def _text(self, depth: int) -> str:
        if depth <= 0:
            literals = [repr(t) if "'" not in t else "'x'" for t in TEXTS]
            return self._of(("text", "one", "many"), literals)
        n, t, b, d = self._makers(depth - 1)

        def small():
            return self._pick(["0", "1", "2", "3", "-1", "-2", self._number(0)])

        options = [
            lambda: f"concat({t()}, {t()})",
            lambda: f"concat({self._any(depth - 1)}, '-', {self._any(depth - 1)})",
            lambda: f"substr({t()}, {small()})",
            lambda: f"substr({t()}, {small()}, {small()})",
            lambda: f"substring-before({t()}, {self._pick([chr(39) + ' ' + chr(39), t()])})",
            lambda: f"substring-after({t()}, {self._pick([chr(39) + ' ' + chr(39), t()])})",
            lambda: f"translate({t()}, 'abc', 'xy')",
            lambda: f"normalize-space({t()})",
            lambda: f"string({n()})",
            lambda: f"string({self._any(depth - 1)})",
            lambda: f"string({d()})",
            lambda: f"if({b()}, {t()}, {t()})",
            lambda: f"coalesce({t()}, {t()})",
            lambda: f"join('/', {t()}, {n()}, {t()})",
            lambda: f"format-date({d()}, '{self._pick(FORMATS)}')",
            lambda: f"format-date-time({d()}, '{self._pick(FORMATS)}')",
            lambda: f"format-date-time({self._of(('time',), [repr('')])}, '%H:%M:%S.%3')",
            lambda: (
                f"selected-at({self._of(('many', 'one'), [chr(39) + 'p q' + chr(39)])}, {small()})"
            ),
            lambda: f"digest({t()}, '{self._pick(['MD5', 'SHA-1', 'SHA-256'])}', 'hex')",
            lambda: f"digest({t()}, 'SHA-512')",
            self._choice_name,
            lambda: (
                f"instance('letters')/root/item[{self.filter(0)}][position() = 1]/{self._pick(COLUMNS)}"
            ),
            self._looked_up,
            lambda: f"pulldata('towns', 'title', 'key', {t()})",
            lambda: self._joined() or t(),
            lambda: self._indexed(("text", "one"), depth) or t(),
            lambda: f"boolean-from-string({t()})",
            lambda: "base64-decode('5byg5LiJ')",
            self._shuffled,
            lambda: f"instance('towns')/root/item[key = {self._in_list(TEXT)}]/title",
            lambda: f"instance('towns')/root/item[key = {self._in_list(TEXT)}]/@grade",
            lambda: (
                f"string(instance('towns')/root/item[@grade = '7']/{self._pick(['key', '@x'])})"
            ),
            lambda: self._pick(["/data/@version", "/data/attribute::id", "string(/data/@none)"]),
        ]
        return self._source.choice(options)()

    def _joined(self) -> str:
        found = self._several("text", "int", "one")
        if not found:
            return ""
        one = self._source.choice(found)
        return self._pick([f"join(', ', ${{{one.name}}})", f"concat(${{{one.name}}})"])

    def _shuffled(self) -> str:
        rows = f"instance('letters')/root/item[{self.filter(0)}]/name"
        return f"join(' ', randomize({rows}, {self._source.randint(-5, 10**6)}))"

    def _outside_number(self) -> str:
        """A number for a predicate on rows of a repeat: pyxform writes a question beside it wrong."""
        found = [one.name for one in self._single("int", "decimal") if not one.repeats]
        return f"${{{self._source.choice(found)}}}" if found else "3"

    def _in_list(self, kind: str) -> str:
        """An expression inside a predicate, where relative paths mean columns."""
        was_in_list, self._is_in_list = self._is_in_list, True
        found = self.make(kind, 0)
        self._is_in_list = was_in_list
        return found

    def _looked_up(self) -> str:
        return f"instance('letters')/root/item[name = {self._in_list(TEXT)}]/{self._pick(COLUMNS)}"

    def _choice_name(self) -> str:
        found = [one for one in self._single("one") if one.choice_list]
        if not found:
            return "'none'"
        name = self._source.choice(found).name
        return f"jr:choice-name(${{{name}}}, '${{{name}}}')"

    def _truth(self, depth: int) -> str:
        n, t, b, d = self._makers(depth - 1)

        def many():
            return self._of(("many", "one"), ["'p q'"])

        simple = [
            lambda: f"{n()} {self._pick(['>', '<', '>=', '<=', '=', '!='])} {n()}",
            lambda: f"{t()} {self._pick(['=', '!='])} {t()}",
            lambda: f"{d()} {self._pick(['>', '<', '>=', '<=', '=', '!='])} {d()}",
            lambda: f"selected({many()}, '{self._pick(['p', 'q', 'r'])}')",
            lambda: (
                f"{self._of(('text', 'one', 'int', 'date', 'many'), ['1'])} "
                f"{self._pick(['=', '!='])} ''"
            ),
            lambda: f"contains({t()}, {self._pick([chr(39) + 'b' + chr(39), t()])})",
            lambda: f"starts-with({t()}, 'a')",
            lambda: f"ends-with({t()}, 'c')",
            lambda: f"regex({t()}, '{self._pick(PATTERNS)}')",
        ]
        if depth <= 0:
            return self._source.choice(simple)()
        options = [
            *simple,
            lambda: f"({b()}) and ({b()})",
            lambda: f"({b()}) or ({b()})",
            lambda: f"{b()} and {b()} or {b()}",
            lambda: f"not({b()})",
            lambda: f"boolean({self._any(depth - 1)})",
            lambda: (
                f"{self._any(depth - 1)} {self._pick(['=', '!=', '<', '>='])} {self._any(depth - 1)}"
            ),
            lambda: f"checklist({self._pick(['1', '-1'])}, 2, {b()}, {b()}, {n()})",
            lambda: f"weighted-checklist(1, 4, {b()}, 2, {b()}, {n()})",
            lambda: f"selected({many()}, selected-at({many()}, 0))",
            lambda: f"{d()} < today()",
            self._fence,
            lambda: f"boolean-from-string({t()})",
            lambda: f"{n()} = {t()}",
            lambda: f"not({self._any(depth - 1)})",
            lambda: f"{n()} < {n()} = {b()}",
        ]
        return self._source.choice(options)()

    def _date(self, depth: int) -> str:
        if depth <= 0:
            return self._of(("date",), [f"date('{day}')" for day in DATES])
        n, _t, b, d = self._makers(depth - 1)
        options = [
            lambda: f"date({d()})",
            lambda: f"date({d()} + {self._source.randint(-400, 400)})",
            lambda: f"date(int({n()}) mod 30000)",
            lambda: f"if({b()}, {d()}, {d()})",
            lambda: f"coalesce({d()}, {d()})",
            lambda: f"date-time({d()})",
            lambda: f"date-time({d()} + 0.5)",
            lambda: f"date(decimal-date-time({d()}))",
        ]
        return self._source.choice(options)()

    def filter(self, depth: int) -> str:
        """A condition on the rows of a list."""
        was_in_list, self._is_in_list = self._is_in_list, True
        own = [
            f"name = {self._text(max(depth, 0))}",
            f"weight {self._pick(['>', '<', '=', '!=', '>='])} {self._number(max(depth, 0))}",
            f"kind = '{self._pick(['k1', 'k2'])}'",
            f"selected({self._of(('many', 'one'), [repr('p q')])}, name)",
            "position() < 3",
            "true()",
        ]
        self._is_in_list = was_in_list
        first = self._pick(own)
        if self._source.random() < 0.3:
            return f"{first} {self._pick(['and', 'or'])} {self._pick(own)}"
        return first

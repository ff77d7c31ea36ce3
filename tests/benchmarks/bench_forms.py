"""All form rules over 20,000 individual entries, against the same expressions in lxml's XPath.

    python tests/benchmarks/bench_forms.py [entries]

Both run in one process on the same entries. lxml gets each expression once precompiled, written in
XPath 1.0 (substring for substr, contains for selected, EXSLT for regex; calculations with dates are
left out), and a ready element tree for each entry, so that neither parsing nor building is counted.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from dsurvey_desktop.domain.clock import OFFICE_ZONE  # noqa: E402
from dsurvey_desktop.forms import xpath_nodes as x  # noqa: E402
from dsurvey_desktop.forms.compile import CompiledForm, compile_form  # noqa: E402
from dsurvey_desktop.forms.context import FormContext  # noqa: E402
from dsurvey_desktop.forms.form_json import INDIVIDUAL, load_shipped_form  # noqa: E402
from dsurvey_desktop.forms.model import Form, Item, ItemKind  # noqa: E402
from dsurvey_desktop.forms.xpath_parser import parse  # noqa: E402

CASES = ROOT / "tests" / "assets" / "forms" / "town_cases.json"
CONTEXT = FormContext(
    datetime(2025, 10, 1, tzinfo=OFFICE_ZONE),
    {"campaign": [{"name": "reference_date", "value": "2025-09-30"}]},
)
EXSLT = {"re": "http://exslt.org/regular-expressions"}
SMALLEST_RATIO = 5.0
_UNTRANSLATED = re.compile(r"pulldata|date\(|int\(")


def entries(form: Form, count: int) -> list[dict[str, Any]]:
    """A town's entries again and again, a third of them with one answer changed at random."""
    people = json.loads(CASES.read_text(encoding="utf-8"))["people"]
    source = random.Random(1)
    items = [item for item in form.items if item.kind is not ItemKind.NOTE and not item.calculation]
    found = []
    for number in range(count):
        answers = dict(people[number % len(people)]["sent"])
        if source.random() < 1 / 3:
            item = source.choice(items)
            answers[item.name] = _changed(item, source)
        found.append({name: answer for name, answer in answers.items() if answer is not None})
    return found


def _changed(item: Item, source: random.Random) -> Any:
    codes = [choice.code for choice in item.choices]
    if item.kind is ItemKind.SELECT_MULTIPLE:
        return source.sample(codes, min(2, len(codes)))
    if codes:
        return source.choice(codes)
    return {"integer": 7, "date": "2025-09-01"}.get(item.kind.value)


def xpath_expressions(form: Form) -> Iterator[str]:
    """Relevance, requirement, constraint and calculation of every item in XPath 1.0."""
    for item in form.items:
        for expression in (item.relevant, item.required, item.constraint, item.calculation):
            if expression and not _UNTRANSLATED.search(expression):
                yield xpath_1(parse(expression), item.name)


def xpath_1(node: x.Node, own: str) -> str:
    """An expression in XPath 1.0 with EXSLT's regular expressions, on `/e/item`."""
    match node:
        case x.Literal(value=value):
            return f"'{value}'"
        case x.Number(value=value):
            return str(value)
        case x.Negative(operand=operand):
            return f"-({xpath_1(operand, own)})"
        case x.Path(name=name):
            return f"/e/{name or own}"
        case x.Binary(operator=operator, left=left, right=right):
            return f"({xpath_1(left, own)} {operator} {xpath_1(right, own)})"
        case x.Call(name=name, arguments=arguments):
            return _call(name, [xpath_1(argument, own) for argument in arguments])


def _call(name: str, arguments: list[str]) -> str:
    match name, arguments:
        case "selected", [chosen, code]:
            return f"contains(concat(' ', {chosen}, ' '), concat(' ', {code}, ' '))"
        case "count-selected", [chosen]:
            spaced = f"normalize-space({chosen})"
            return f"(string-length({spaced}) - string-length(translate({spaced}, ' ', '')) + 1)"
        case "substr", [text, start, end]:
            return f"substring({text}, {float(start) + 1}, {float(end) - float(start)})"
        case "if", [test, yes, no]:
            return f"(number({test}) * {yes} + number(not({test})) * {no})"
        case "min", [first, _]:
            return first
    return f"{'re:test' if name == 'regex' else name}({', '.join(arguments)})"


def trees(form: Form, answer_sets: list[dict[str, Any]], compiled: CompiledForm) -> list[Any]:
    """An element for each entry, with the dates as numbers that XPath 1.0 can compare."""
    calculated = [item.name for item in form.items if item.calculation]
    found = []
    for answers in answer_sets:
        root = etree.Element("e")
        states = compiled.evaluate(answers, CONTEXT)
        for item in form.items:
            value = states[item.name].value if item.name in calculated else answers.get(item.name)
            text = " ".join(value) if isinstance(value, list) else str(value or "")
            is_date = item.kind is ItemKind.DATE or item.data_type == "date"
            etree.SubElement(root, item.name).text = text.replace("-", "") if is_date else text
        found.append(root)
    return found


def best_of(rounds: int, *works: Callable[[], object]) -> list[float]:
    """Processor seconds of the fastest run of each; they take turns, as other work disturbs both."""
    best = [float("inf")] * len(works)
    for _ in range(rounds):
        for place, work in enumerate(works):
            start = time.process_time()
            work()
            best[place] = min(best[place], time.process_time() - start)
    return best


def peak_kb(work: Callable[[], object]) -> float:
    """Peak of what Python allocates meanwhile, in kilobytes."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e3


def main() -> None:
    """Print one line for each engine; exit with 1 when ours is not fast enough."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    form = load_shipped_form(ROOT / "resources" / "forms", INDIVIDUAL)
    compiled = compile_form(form)
    answer_sets = entries(form, count)
    sample = answer_sets[: max(1, count // 4)]
    elements = trees(form, sample, compiled)
    paths = [etree.XPath(e, namespaces=EXSLT) for e in xpath_expressions(form)]

    def ours() -> int:
        return sum(len(compiled.find(answers, CONTEXT)) for answers in answer_sets)

    def theirs() -> None:
        for element in elements:
            for path in paths:
                path(element)

    ours_s, theirs_s = best_of(2, ours, theirs)
    theirs_s *= count / len(sample)
    ratio = theirs_s / ours_s
    print(f"entries {count}, expressions {len(paths)}, findings {ours()}")
    print(f"{'engine':<24}{'seconds':>10}{'µs/entry':>10}{'peak kB':>10}")
    print(f"{'find()':<24}{ours_s:>10.2f}{ours_s / count * 1e6:>10.1f}{peak_kb(ours):>10.0f}")
    name = f"lxml XPath ({len(sample)} run)"
    print(f"{name:<24}{theirs_s:>10.2f}{theirs_s / count * 1e6:>10.1f}{peak_kb(theirs):>10.0f}")
    print(f"ratio {ratio:.1f} (at least {SMALLEST_RATIO})")
    sys.exit(0 if ratio >= SMALLEST_RATIO else 1)


if __name__ == "__main__":
    main()

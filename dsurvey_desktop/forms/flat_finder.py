"""Findings of the one function's faults; faults alike in answers alike are put into words once.

A third of a town's entries get the same few notices, and wording takes longer than all rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dsurvey_desktop.domain.entry import Answers, Finding
from dsurvey_desktop.domain.word_memory import WordMemory
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.faults import Fault
from dsurvey_desktop.forms.findings import Finder
from dsurvey_desktop.forms.flat_code import FlatForm, RawFault
from dsurvey_desktop.forms.xpath_values import Value

_MOST_KNOWN = 4096
"""Findings kept at once; then it begins anew, so that memory stays small."""
RawFaults = tuple[RawFault, ...]


class FlatFinder:
    """Finds by the function of a form without repeats."""

    def __init__(self, flat: FlatForm, finder: Finder) -> None:
        self._flat = flat
        self._finder = finder
        self._read: dict[RawFaults, tuple[list[str], list[int]]] = {}
        self._known: WordMemory[tuple[RawFaults, str], list[Finding]] = WordMemory()

    def find(self, answers: Answers, context: FormContext) -> list[Finding]:
        """The rules that an entry breaks, in the order of the form.

        Raises:
            EvaluationError: when an expression has no value for these answers.
        """
        result = self._flat.find(context)(answers)
        if result is None:
            return []
        faults, values = tuple(result[0]), result[1]
        key = (faults, self._told(faults, values, answers))
        known = self._known.get(key)
        if known is None:
            known = self._finder.findings(self._in_full(faults, values, answers))
            self._keep(key, known)
        return known.copy()

    def _keep(self, key: tuple[RawFaults, str], found: list[Finding]) -> None:
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
            self._read.clear()
        self._known[key] = found

    def _told(self, faults: RawFaults, values: Sequence[Value], answers: Answers) -> str:
        """All that the findings of these faults may say."""
        if (read := self._read.get(faults)) is None:
            read = self._read[faults] = self._names_read(faults)
        names, places = read
        return repr([*map(answers.get, names), *map(values.__getitem__, places)])

    def _names_read(self, faults: RawFaults) -> tuple[list[str], list[int]]:
        """The answers, by name, and the calculations, by place, that findings depend on."""
        names = {
            name
            for number, kind, _bits in faults
            for name in self._finder.names_read(self._flat.items[number], kind)
        }
        calculated = self._flat.calculated
        places = [place for place, name in enumerate(calculated) if name in names]
        return sorted(names.difference(calculated)), places

    def _in_full(self, faults: RawFaults, values: Sequence[Value], answers: Answers) -> list[Fault]:
        calculated: dict[str, Any] = dict(zip(self._flat.calculated, values, strict=True))
        return [
            Fault(item, item.name, kind, _places(bits), answers, calculated)
            for number, kind, bits in faults
            for item in (self._flat.items[number],)
        ]


def _places(bits: int) -> tuple[int, ...]:
    return tuple(place for place in range(bits.bit_length()) if bits >> place & 1)

"""Turns faults into findings: which rule is broken, and what is said of it.

A term that hangs on an item which is itself missing or wrong (by a term that reads nothing else,
such as 无 beside another choice) accuses nobody: that item has its own finding, and once it is put
right the term can be judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dsurvey_desktop.domain.entry import Finding, basis_of
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.forms.compiled_nodes import CompiledNode
from dsurvey_desktop.forms.faults import Fault, FaultKind
from dsurvey_desktop.forms.form_order import nodes_read
from dsurvey_desktop.forms.form_tree import FormTree, TreeNode
from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.forms.rule_messages import Wording, notice_answers
from dsurvey_desktop.forms.xpath_nodes import and_terms

REQUIRED_RULE, NOT_ASKED_RULE, VALUE_RULE = "F01", "F02", "F03"
"""Rules of items that no consistency rule speaks of: missing, not asked, wrong value."""
NOT_NEEDED_RULE = "F04"
"""Of an item that is not asked but harmless where it is given all the same: told as a notice."""


@dataclass(frozen=True, slots=True)
class Term:
    """A top-level term: the rule it states and the names of the items it reads."""

    rule: str
    read: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one item by part."""

    relevant: tuple[Term, ...]
    constraint: tuple[Term, ...]
    required: Term


class Finder:
    """Findings for the faults of one entry at a time."""

    def __init__(self, tree: FormTree, nodes: Mapping[TreeNode, CompiledNode]) -> None:
        self._wording = Wording({node.name: node.item for node in tree.items if node.item})
        self._terms = {
            node.item.path: _terms_of(tree, nodes[node], node.item)
            for node in tree.items
            if node.item is not None
        }

    def findings(self, faults: Sequence[Fault]) -> list[Finding]:
        """The findings of an entry in the order of the form."""
        unsettled = {fault.item.name for fault in faults if self._is_unsettling(fault)}
        findings: list[Finding] = []
        for fault in faults:
            found = list(self._of(fault, unsettled))
            if not found:  # nobody can say yet whether it is asked: what hangs on it waits too
                unsettled.add(fault.item.name)
            findings += found
        return findings

    def names_read(self, item: Item, kind: FaultKind) -> tuple[str, ...]:
        """The items whose values decide what is found of a fault of this kind, itself included."""
        terms = self._terms[item.path]
        parts = {
            FaultKind.MISSING: (terms.required,),
            FaultKind.NOT_ASKED: terms.relevant,
            FaultKind.NOTICE: (*terms.relevant, Term("", notice_answers(item.notice_rule))),
            FaultKind.CONSTRAINT: terms.constraint,
        }
        return (item.name, *(name for term in parts.get(kind, ()) for name in term.read))

    def _is_unsettling(self, fault: Fault) -> bool:
        if fault.kind is not FaultKind.CONSTRAINT:
            return fault.kind in _UNSETTLING
        terms = self._terms[fault.item.path].constraint
        return any(set(terms[place].read) <= {fault.item.name} for place in fault.terms)

    def _of(self, fault: Fault, unsettled: set[str]) -> Iterator[Finding]:
        terms = self._terms[fault.item.path]
        match fault.kind:
            case FaultKind.MISSING:
                if _is_settled(fault, terms.required, unsettled):
                    yield self._finding(fault, terms.required, ())
            case FaultKind.WRONG_VALUE:
                yield self._finding(fault, Term(VALUE_RULE, ()), ())
            case FaultKind.NOTICE:
                yield from self._notice(fault, terms.relevant, unsettled)
            case FaultKind.NOT_ASKED:
                yield from self._not_asked(fault, terms.relevant, unsettled)
            case FaultKind.CONSTRAINT:
                yield from self._constraints(fault, terms.constraint, unsettled)

    def _not_asked(
        self, fault: Fault, terms: Sequence[Term], unsettled: set[str]
    ) -> Iterator[Finding]:
        """The first term that can be judged; a group that is not asked has no term here."""
        if not fault.terms:
            yield self._finding(fault, Term(NOT_ASKED_RULE, ()), ())
        for place in fault.terms:
            if _is_settled(fault, terms[place], unsettled):
                yield self._finding(fault, terms[place], (place,))
                return

    def _notice(
        self, fault: Fault, terms: Sequence[Term], unsettled: set[str]
    ) -> Iterator[Finding]:
        """A note speaks only of answers that are settled."""
        if all(_is_settled(fault, term, unsettled) for term in terms):
            yield self._finding(fault, Term(fault.item.notice_rule, ()), ())

    def _constraints(
        self, fault: Fault, terms: Sequence[Term], unsettled: set[str]
    ) -> Iterator[Finding]:
        """The first broken term of each rule."""
        told: set[str] = set()
        for place in fault.terms:
            term = terms[place]
            if term.rule not in told and _is_settled(fault, term, unsettled):
                told.add(term.rule)
                yield self._finding(fault, term, (place,))

    def _finding(self, fault: Fault, term: Term, places: Sequence[int]) -> Finding:
        message = self._wording.message(fault, term.rule, places, term.read)
        usual = Severity.NOTICE if term.rule == NOT_NEEDED_RULE else Severity.ERROR
        severity = Severity(fault.item.severity) if fault.item.severity else usual
        basis = "" if severity is Severity.ERROR else self._basis(fault)
        return Finding(term.rule, severity, fault.item.notice_item or fault.key, message, basis)

    def _basis(self, fault: Fault) -> str:
        """Of the values that decide it, as they are read."""
        names = sorted({*self.names_read(fault.item, fault.kind)})
        return basis_of(
            *((name, fault.calculated.get(name, fault.answers.get(name))) for name in names)
        )


_UNSETTLING = frozenset({FaultKind.MISSING, FaultKind.WRONG_VALUE})


def _is_settled(fault: Fault, term: Term, unsettled: set[str]) -> bool:
    """Whether everything the term reads is known; the item itself is what is judged."""
    return not any(
        name in unsettled or fault.calculated.get(name) == ""
        for name in term.read
        if name != fault.item.name
    )


def _terms_of(tree: FormTree, compiled: CompiledNode, item: Item) -> Terms:
    relevant = _part_terms(tree, compiled, "relevant", item.relevant_rules, NOT_ASKED_RULE)
    constraint = _part_terms(tree, compiled, "constraint", item.constraint_rules, VALUE_RULE)
    why = [name for term in relevant for name in term.read]
    if "required" in compiled.parsed:
        why.extend(n.name for n in nodes_read(tree, compiled.node, compiled.parsed["required"]))
    rule = item.required_rule or REQUIRED_RULE
    own = [name for term in relevant if term.rule == rule for name in term.read]
    return Terms(relevant, constraint, Term(rule, tuple(dict.fromkeys(own or why))))


def _part_terms(
    tree: FormTree, compiled: CompiledNode, part: str, rules: Sequence[str], other: str
) -> tuple[Term, ...]:
    if part not in compiled.parsed:
        return ()
    terms = and_terms(compiled.parsed[part])
    known = rules if len(rules) == len(terms) else (other,) * len(terms)
    return tuple(
        Term(rule, tuple(dict.fromkeys(n.name for n in nodes_read(tree, compiled.node, term))))
        for rule, term in zip(known, terms, strict=True)
    )

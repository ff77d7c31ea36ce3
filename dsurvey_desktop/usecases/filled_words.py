"""Wording that names answers (`${name}`), filled in with them as a person sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsurvey_desktop.forms.compile import CompiledForm
from dsurvey_desktop.forms.evaluation import Evaluation
from dsurvey_desktop.forms.form_tree import TreeNode
from dsurvey_desktop.forms.instance import InstanceNode
from dsurvey_desktop.forms.model import ItemKind
from dsurvey_desktop.forms.tree_code import Function, function_of, scope_at
from dsurvey_desktop.forms.xpath_nodes import XPathError
from dsurvey_desktop.forms.xpath_parser import parse
from dsurvey_desktop.forms.xpath_values import EvaluationError, to_text
from dsurvey_desktop.usecases.answer_values import label_of

_REFERENCE = re.compile(r"\$\{\s*[^{}\s]+\s*\}")


class FilledWords:
    """Fills in the wording of one entry; what has no value is left out, as on a device."""

    def __init__(self, compiled: CompiledForm, evaluation: Evaluation) -> None:
        self._compiled = compiled
        self._evaluation = evaluation
        self._functions: dict[tuple[TreeNode, str], Function | None] = {}

    def fill(self, words: str, leaf: InstanceNode) -> str:
        """Words of a question, as they are read where it stands."""
        if "${" not in words:
            return words
        return _REFERENCE.sub(lambda found: self._value(found[0], leaf), words)

    def _value(self, reference: str, leaf: InstanceNode) -> str:
        function = self._function(reference, leaf)
        try:
            if function is None:
                return reference
            return to_text(function(self._evaluation, leaf, leaf, leaf.position))
        except EvaluationError:
            return ""

    def _function(self, reference: str, leaf: InstanceNode) -> Function | None:
        assert leaf.schema is not None
        key = leaf.schema, reference
        if key not in self._functions:
            try:
                scope = scope_at(self._compiled.tree, leaf.schema, self._compiled.form.version)
                self._functions[key] = function_of(scope, parse(reference))
            except XPathError:
                self._functions[key] = None
        return self._functions[key]


def notes_of(compiled: CompiledForm, root: InstanceNode, evaluation: Evaluation) -> Iterator[str]:
    """The notes that answers bring about or stand in; those of a rule are told as findings."""
    words = FilledWords(compiled, evaluation)
    for leaf in root.leaves():
        item = leaf.schema.item if leaf.schema else None
        if item is None or item.kind is not ItemKind.NOTE or item.notice_rule:
            continue
        label = label_of(item.labels)
        if label and (item.relevant or "${" in label) and evaluation.is_relevant(leaf):
            yield words.fill(label, leaf)

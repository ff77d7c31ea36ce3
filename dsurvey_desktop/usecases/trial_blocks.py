"""A form with answers as blocks from top to bottom: sections of questions, repeats row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from dsurvey_desktop.domain.entry import Finding
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.forms.comparison import UNANSWERED
from dsurvey_desktop.forms.compile import CompiledForm
from dsurvey_desktop.forms.evaluation import Evaluation
from dsurvey_desktop.forms.form_tree import TreeNode
from dsurvey_desktop.forms.instance import InstanceNode
from dsurvey_desktop.forms.list_rows import cell
from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.usecases.answer_values import label_of, shown
from dsurvey_desktop.usecases.entry_sections import choices_of
from dsurvey_desktop.usecases.entry_views import (
    ChoiceView,
    Evidence,
    FindingView,
    ItemView,
    SectionView,
)
from dsurvey_desktop.usecases.filled_words import FilledWords
from dsurvey_desktop.usecases.item_explanations import explanation_of
from dsurvey_desktop.usecases.trial_views import TrialRepeat, TrialSection

Block = TrialSection | TrialRepeat
_MOST_SHOWN = 500
"""Choices of a list in a file that are offered at once."""
_NO_EVIDENCE = Evidence("", "", "")


def blocks_of(
    compiled: CompiledForm, root: InstanceNode, evaluation: Evaluation, told: Iterable[Finding]
) -> tuple[Block, ...]:
    """The whole form with an entry's answers; `told` are the findings to show."""
    found: dict[str, list[Finding]] = {}
    for finding in told:
        found.setdefault(finding.item, []).append(finding)
    words = FilledWords(compiled, evaluation)
    return tuple(_Builder(compiled, evaluation, found, words).outermost(root))


@dataclass(slots=True)
class _Row:
    """A row of a repeat: its name, its title, how many repeats are around its questions."""

    name: str = ""
    title: str = ""
    depth: int = 0
    can_go: bool = False
    waiting: list[InstanceNode] = field(default_factory=list)
    pieces: int = 0


@dataclass(slots=True)
class _Builder:
    compiled: CompiledForm
    evaluation: Evaluation
    found: Mapping[str, list[Finding]]
    words: FilledWords

    def outermost(self, root: InstanceNode) -> Iterator[Block]:
        row = _Row()
        yield from self._below(root, row)
        yield from self._flushed(row)

    def _below(self, node: InstanceNode, row: _Row) -> Iterator[Block]:
        assert node.schema is not None
        for schema in node.schema.children.values():
            if schema.is_repeat:
                yield from self._flushed(row)
                yield from self._repeat(node, schema, row)
            elif schema.item is None:
                yield from self._below(node.children[schema.name][0], row)
            elif schema.item.kind not in UNANSWERED:
                row.waiting += node.children[schema.name]

    def _flushed(self, row: _Row) -> Iterator[Block]:
        """The questions that wait, by section where no repeat is around them.

        A row begins with a section even where its first question is another repeat.
        """
        if row.name and not row.pieces and not row.waiting:
            yield self._section(row, row.title, [])
        for label, leaves in groupby(row.waiting, key=lambda leaf: self._label(leaf, row)):
            yield self._section(row, label, list(leaves))
        row.waiting.clear()

    def _section(self, row: _Row, label: str, leaves: list[InstanceNode]) -> TrialSection:
        row.pieces += 1
        is_first = row.pieces == 1
        return TrialSection(
            f"{row.name}#{row.pieces}",
            SectionView(label, tuple(map(self._item, leaves))),
            row.depth,
            row.name if is_first else "",
            row.can_go and is_first,
        )

    @staticmethod
    def _label(leaf: InstanceNode, row: _Row) -> str:
        return row.title or label_of(_item_of(leaf).section)

    def _repeat(self, around: InstanceNode, schema: TreeNode, row: _Row) -> Iterator[Block]:
        assert schema.group is not None
        label = label_of(schema.group.labels) or schema.name
        nodes = around.children[schema.name]
        example = InstanceNode(schema.name, around, 1, schema)
        is_counted = self.compiled.nodes[schema].repeat_count is not None
        yield TrialRepeat(
            self.compiled.key_of(example).removesuffix("[1]"),
            _("{row} › {repeat}").format(row=row.title, repeat=label) if row.title else label,
            len(nodes),
            row.depth,
            self.evaluation.is_relevant(example),
            is_counted,
        )
        for node in nodes:
            yield from self._row(
                node, _title(row, label, node), row.depth + 1, can_go=not is_counted
            )

    def _row(self, node: InstanceNode, title: str, depth: int, *, can_go: bool) -> Iterator[Block]:
        row = _Row(self.compiled.key_of(node), title, depth, can_go=can_go)
        yield from self._below(node, row)
        yield from self._flushed(row)

    def _item(self, leaf: InstanceNode) -> ItemView:
        item, state = _item_of(leaf), self.evaluation.state(leaf)
        name, fill = self.compiled.key_of(leaf), self.words.fill
        choices, value = self._choices(item, leaf), state.value
        known, title = {choice.code for choice in choices}, label_of(item.labels) or item.name
        title = fill(title, leaf)
        return ItemView(
            name=name,
            code=item.code,
            label=title,
            hint=fill(label_of(item.hints), leaf),
            kind=item.kind.value,
            choices=choices,
            value=value,
            shown=shown(item, value),
            is_asked=state.relevant,
            is_required=state.required,
            findings=tuple(FindingView(one, title) for one in self.found.get(name, ())),
            evidence=_NO_EVIDENCE,
            corrections=0,
            explanation=explanation_of(item),
            gone_choices=tuple(one for one in choices_of(item) if one.code not in known),
        )

    def _choices(self, item: Item, leaf: InstanceNode) -> tuple[ChoiceView, ...]:
        """Those that may be chosen with the other answers as they are."""
        if item.choice_list and not item.choices:
            return self._listed(item, leaf)
        if not item.choice_filter and not item.choice_source:
            return choices_of(item)
        allowed = self.evaluation.allowed_codes(leaf)
        if item.choice_source:
            return tuple(ChoiceView(code, code) for code in sorted(allowed or ()))
        return tuple(one for one in choices_of(item) if allowed is None or one.code in allowed)

    def _listed(self, item: Item, leaf: InstanceNode) -> tuple[ChoiceView, ...]:
        """Those of a list in a file; of a long one the code is typed."""
        offered = self.evaluation.offered(item)
        allowed = self.evaluation.allowed_codes(leaf) if offered is not None else None
        if offered is None or allowed is None or len(allowed) > _MOST_SHOWN:
            return ()
        labels = {
            cell(row, item.code_column or "name"): cell(row, item.label_column or "label")
            for row in offered.rows
        }
        return tuple(ChoiceView(c, label or c) for c, label in labels.items() if c in allowed)


def _title(row: _Row, label: str, node: InstanceNode) -> str:
    words = _("{repeat} (no. {number})").format(repeat=label, number=node.position)
    return _("{row} › {repeat}").format(row=row.title, repeat=words) if row.title else words


def _item_of(leaf: InstanceNode) -> Item:
    assert leaf.schema is not None
    assert leaf.schema.item is not None
    return leaf.schema.item

"""Two editions compared, in words: items new, gone, changed, and what of them."""

from __future__ import annotations

from collections.abc import Iterator

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.forms.comparison import (
    Aspect,
    AspectChange,
    ItemChange,
    ItemFate,
    asked_when,
    compare_forms,
)
from dsurvey_desktop.forms.expression_words import ConditionWords
from dsurvey_desktop.forms.form_words import ASPECT_NAMES, FATE_NAMES, kind_name
from dsurvey_desktop.forms.model import Form, Item
from dsurvey_desktop.usecases.answer_values import label_of
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.find_edition import EditionSource, FoundEdition, find_edition
from dsurvey_desktop.usecases.form_views import (
    AspectLine,
    Compared,
    FormComparison,
    ItemDifference,
)
from dsurvey_desktop.usecases.written_words import written_when


def compare_editions(desk: Desk | None, old: EditionSource, new: EditionSource) -> FormComparison:
    """What differs from `old` to `new`; raises as `find_edition`."""
    return comparison_of(find_edition(desk, old), find_edition(desk, new))


def comparison_of(old: FoundEdition, new: FoundEdition) -> FormComparison:
    """The same of two editions that were found."""
    changes = compare_forms(old.form, new.form)
    fates = [change.fate for change in changes]
    return FormComparison(
        _compared(old),
        _compared(new),
        fates.count(ItemFate.NEW),
        fates.count(ItemFate.GONE),
        fates.count(ItemFate.CHANGED),
        tuple(_difference(old.form, new.form, change) for change in changes),
    )


def _compared(found: FoundEdition) -> Compared:
    return Compared(found.form.digest, found.form.title, found.form.version, found.file)


def _difference(old: Form, new: Form, change: ItemChange) -> ItemDifference:
    item = change.item
    lines = _Lines(old, new, change)
    return ItemDifference(
        name=item.name,
        code=item.code,
        label=label_of(item.labels) or item.name,
        section=label_of(item.section),
        fate=change.fate.value,
        fate_words=_(FATE_NAMES[change.fate]),
        changes=tuple(lines.line(one) for one in change.changes),
    )


class _Lines:
    """The changes of one item in words."""

    def __init__(self, old: Form, new: Form, change: ItemChange) -> None:
        self._sides = tuple(
            (form, item) for form, item in ((old, change.old), (new, change.new)) if item
        )

    def line(self, one: AspectChange) -> AspectLine:
        """What one aspect was and is."""
        old, new = (self._said(form, item, one) for form, item in self._sides)
        return AspectLine(one.aspect.value, _(ASPECT_NAMES[one.aspect]), old, new)

    def _said(self, form: Form, item: Item, one: AspectChange) -> str:
        if one.choice:
            return _choice(item, one.choice)
        words = ConditionWords(form.items_by_name, item.name)
        match one.aspect:
            case Aspect.ASKED:
                return words.whole(asked_when(form, item)) or _("everybody")
            case Aspect.REQUIRED:
                return words.whole(item.required) or _("never")
            case Aspect.RULE:
                return " · ".join(_rule_parts(item, words))
            case Aspect.CALCULATION if item.triggers:
                return written_when(form, item)
        return _plain(item, one.aspect)


def _choice(item: Item, code: str) -> str:
    found = next((one for one in item.choices if one.code == code), None)
    return "" if found is None else f"{code} {label_of(found.labels)}"


def _plain(item: Item, aspect: Aspect) -> str:
    said = {
        Aspect.LABEL: label_of(item.labels),
        Aspect.CODE: item.code,
        Aspect.SECTION: label_of(item.section),
        Aspect.KIND: kind_name(item.kind),
        Aspect.HINT: "\n".join(filter(None, map(label_of, (item.hints, item.guidance)))),
        Aspect.MESSAGE: label_of(item.constraint_messages),
        Aspect.CALCULATION: item.calculation,
    }
    return said[aspect]


def _rule_parts(item: Item, words: ConditionWords) -> Iterator[str]:
    rules = (*item.relevant_rules, item.required_rule, *item.constraint_rules, item.notice_rule)
    yield from filter(None, dict.fromkeys(rules))
    yield from filter(None, (words.whole(item.constraint), item.choice_filter))

"""What is shown of form editions: one whole, what differs between two, and the list of them."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.usecases.entry_views import ChoiceView


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition in the list.

    Attributes:
        kind: `individual` or `community`.
        is_current: the campaign's for its kind.
        is_kept: in the office's database; a shipped one is not until it is adopted.
        is_shipped: comes with this program.
        entries: how many entries (community forms) stand on it.
    """

    digest: str
    kind: str
    title: str
    version: str
    is_current: bool
    is_kept: bool
    is_shipped: bool
    entries: int


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule that speaks of an item.

    Attributes:
        part: `relevant` (who is asked), `required`, `constraint`, or `notice` (a warning).
        message: what it means, or what the form says when it is broken.
        condition: when it holds, in words; as written where there are none.
    """

    rule: str
    severity: str
    part: str
    message: str
    condition: str


@dataclass(frozen=True, slots=True)
class FormItemView:
    """A question as an officer reads it.

    `asked` says in words who is asked (empty: everybody), `required` when an answer must be
    there (empty: never), `hint` is the line under it and `explanation` says it at length; `row`
    is its line on the survey sheet; `written` says when the form itself writes the answer (empty:
    never).
    """

    name: str
    code: str
    label: str
    hint: str
    explanation: str
    kind: str
    kind_words: str
    choices: tuple[ChoiceView, ...]
    asked: str
    required: str
    rules: tuple[RuleLine, ...]
    row: int
    written: str


@dataclass(frozen=True, slots=True)
class FormSectionView:
    """A section of the form in its order."""

    label: str
    items: tuple[FormItemView, ...]


@dataclass(frozen=True, slots=True)
class FormView:
    """An edition whole; `file` names the workbook it was read from, empty for one of the office.

    `is_complete` is False where the program itself needs items it lacks: it can't be adopted.
    """

    digest: str
    kind: str
    form_id: str
    title: str
    version: str
    file: str
    is_current: bool
    is_complete: bool
    sections: tuple[FormSectionView, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class AspectLine:
    """One thing that differs, in words; `aspect` as in `forms.comparison.Aspect`."""

    aspect: str
    aspect_words: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ItemDifference:
    """An item that is new, gone or changed."""

    name: str
    code: str
    label: str
    section: str
    fate: str
    fate_words: str
    changes: tuple[AspectLine, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One of the two editions compared."""

    digest: str
    title: str
    version: str
    file: str


@dataclass(frozen=True, slots=True)
class FormComparison:
    """What differs from the first edition to the second."""

    old: Compared
    new: Compared
    new_items: int
    gone_items: int
    changed_items: int
    items: tuple[ItemDifference, ...]


@dataclass(frozen=True, slots=True)
class Adoption:
    """An edition that becomes, or became, the campaign's.

    Attributes:
        entries_elsewhere: entries (community forms) that stand on another edition and stay there
            until they are moved.
        comparison: with the campaign's edition before.
        problems: warnings about the workbook.
    """

    kind: str
    is_adopted: bool
    entries_elsewhere: int
    comparison: FormComparison
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class MovedItem:
    """Answers to one item that go, come back or read otherwise, in how many entries.

    `code` and `code_label` name the choice, where it is one choice that is gone or reads otherwise;
    `new_label` is what it reads now.
    """

    item: str
    label: str
    entries: int
    code: str = ""
    code_label: str = ""
    new_label: str = ""


@dataclass(frozen=True, slots=True)
class MovedFinding:
    """A rule that is broken in entries that did not break it before."""

    rule: str
    severity: str
    item: str
    label: str
    entries: int


@dataclass(frozen=True, slots=True)
class EntryMove:
    """What moving does to one entry that is not just taken along, or to one community form.

    Attributes:
        entry: its id, 0 where it is the form of `community` (a code).
    """

    entry: int
    name: str
    state: str
    loses_approval: bool
    left: tuple[str, ...]
    back: tuple[str, ...]
    gone_codes: tuple[str, ...]
    new_findings: tuple[str, ...]
    community: str = ""


@dataclass(frozen=True, slots=True)
class EditionMove:
    """What moving entries to an edition changes, or changed.

    Attributes:
        entries: how many are moved.
        staying: how many stay, because the district has accepted them.
        left: answers the edition has no item for; they stay in the history and can come back.
        back: answers that were left behind before and come back.
        gone_codes: answers whose choice is gone; they stay and are shown as errors.
        other_words: answers whose choice reads otherwise now.
        new_findings: what is found now and was not before.
        approvals: how many approvals fall.
        lines: the entries something happens to; of community forms each has its line.
    """

    to: Compared
    kind: str
    is_moved: bool
    entries: int
    staying: int
    left: tuple[MovedItem, ...]
    back: tuple[MovedItem, ...]
    gone_codes: tuple[MovedItem, ...]
    other_words: tuple[MovedItem, ...]
    new_findings: tuple[MovedFinding, ...]
    approvals: int
    lines: tuple[EntryMove, ...]

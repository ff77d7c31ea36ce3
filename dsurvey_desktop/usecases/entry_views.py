"""What the desk shows of entries: lines of the queue and one entry whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dsurvey_desktop.domain.entry import EntryState, Finding, Source, Value
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.origin import Origin
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import Text
from dsurvey_desktop.usecases.counterparts import Said
from dsurvey_desktop.usecases.intake_views import CellChange, DetailView
from dsurvey_desktop.usecases.query_views import QueryView

_APPROVED = (EntryState.APPROVED, EntryState.HANDED_OVER, EntryState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One line of the queue."""

    id: EntryId
    name: str
    certificate_no: str
    community_code: str
    community_name: str
    state: EntryState
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class EntryCounts:
    """How many entries of a filter (without its `quality`) are what."""

    all: int
    error: int
    warning: int
    unconfirmed: int
    ready: int
    approved: int
    open: int = 0


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """An option in the current language."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands beside a field: the raw cell as it came, and the roster; empty when unknown.

    `read_as` says in words what the raw cell became, where that is not the same.
    `last_year` is last year's answer in words, `last_year_value` as a value; empty and None where
    nothing is known of it. `spot_check` is what was said when asked again, where it is another
    answer than the entry's: in words, with the day; `spot_check_value` as a value.
    """

    raw: str
    raw_column: str
    roster: str
    read_as: str = ""
    last_year: str = ""
    last_year_value: Value | None = None
    spot_check: str = ""
    spot_check_value: Value | None = None


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A value for an item, None for blank, in words and where it comes from."""

    item: str
    value: Value | None
    shown: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its explanation, if an officer gave one (only warnings can be explained).

    `explained_before` is of something else that the warning said before; it covers nothing now.
    """

    finding: Finding
    item_label: str
    explanation: str = ""
    explained_by: str = ""
    explained_before: str = ""

    @property
    def is_open(self) -> bool:
        """True while somebody still has to do something about it."""
        if self.finding.severity is Severity.WARNING:
            return not self.explanation
        return self.finding.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class ItemView:
    """One question of the form with this person's answer.

    `kind` is text, integer, date, select_one or select_multiple; `shown` is the answer in words,
    `explanation` what the item means, empty where nobody has written it down. `gone_choices` are
    those of other editions, where an answer names one that this edition does not have.
    `proposals` are applied by a person only, the best first.
    """

    name: str
    code: str
    label: str
    hint: str
    kind: str
    choices: tuple[ChoiceView, ...]
    value: Value | None
    shown: str
    is_asked: bool
    is_required: bool
    findings: tuple[FindingView, ...]
    evidence: Evidence
    corrections: int
    explanation: str = ""
    gone_choices: tuple[ChoiceView, ...] = ()
    proposals: tuple[ProposalView, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionView:
    """A group of the form in its order."""

    label: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """One change of one answer, kept for ever."""

    item: str
    item_label: str
    old: str
    new: str
    reason: str
    source: str
    corrected_by: str
    corrected_at: datetime


@dataclass(frozen=True, slots=True)
class SentBackReason:
    """Why the district sent an entry back; `item` is empty for the whole entry."""

    item: str
    item_label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person had before them when they decided.

    Attributes:
        version: of the entry.
        is_approved: None where that plays no part.
        said: what its warnings said (`Finding.said`); None where that plays no part.
    """

    version: int
    is_approved: bool | None = None
    said: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class MeanwhileChange:
    """An answer that another person changed, in words: as it was seen, as it is, as it should be.

    `yours` is empty where the refused deed does not touch that answer.
    """

    item: str
    item_label: str
    before: str
    theirs: str
    yours: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry whole, as the workbench shows it.

    `changes` are the cells of its row whose values are not their own text, `details`
    the lines of other tables that belong to it (repeats of the form).
    `category` and `grade` in words; `age` in completed years on the reference date, None when
    the number does not say.
    `blockers` say why it can't be approved now; empty when it can.
    `queries` to the community, closed ones too, oldest first.
    `sent_back` are the district's reasons, until the entry is handed over again.
    `form_edition` is what the edition it stands on is called, `is_current_edition` whether that is
    the campaign's.
    `last_year` is the year of the data beside the answers, None where there are none;
    `last_year_left` what they say besides that this year's form has no words for.
    `kept_because` says why whoever looks may not correct the answers; None where they may.
    """

    id: EntryId
    version: int
    name: str
    certificate_no: str
    community_code: str
    community_name: str
    state: EntryState
    category: str
    grade: str
    age: int | None
    born: date | None
    source: Source
    sections: tuple[SectionView, ...]
    findings: tuple[FindingView, ...]
    corrections: tuple[CorrectionView, ...]
    approved_by: str
    approved_at: datetime | None
    blockers: tuple[Text, ...]
    queries: tuple[QueryView, ...] = ()
    sent_back: tuple[SentBackReason, ...] = ()
    form_edition: str = ""
    changes: tuple[CellChange, ...] = ()
    details: tuple[DetailView, ...] = ()
    is_current_edition: bool = True
    last_year: int | None = None
    last_year_left: tuple[Said, ...] = ()
    kept_because: Text | None = None

    @property
    def seen(self) -> Seen:
        """What whoever decides by this view has before them."""
        said = frozenset(one.finding.said for one in self.findings)
        return Seen(self.version, self.state in _APPROVED, said)

    @property
    def not_asked(self) -> tuple[ItemView, ...]:
        """The items that are answered though this person is not asked, in the form's order."""
        return tuple(
            item
            for section in self.sections
            for item in section.items
            if any(one.origin is Origin.NOT_ASKED for one in item.proposals)
        )


@dataclass(frozen=True, slots=True)
class Blocked:
    """An entry that was not approved, and why."""

    entry: EntryId
    name: str
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ReadyEntry:
    """An entry that could be approved when it was offered, as it was then."""

    id: EntryId
    name: str
    version: int
    warnings: int


@dataclass(frozen=True, slots=True)
class ApprovalOffer:
    """Of entries that a person chose: those that can be approved, and why the others can't."""

    entries: tuple[ReadyEntry, ...]
    blocked: tuple[Blocked, ...]


@dataclass(frozen=True, slots=True)
class ApprovalResult:
    """What was approved and what stands in the way."""

    approved: tuple[EntryId, ...]
    blocked: tuple[Blocked, ...]

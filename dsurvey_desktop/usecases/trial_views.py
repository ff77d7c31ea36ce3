"""What is shown of answers that are tried on a form."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.entry_views import FindingView, ItemView, SectionView


@dataclass(frozen=True, slots=True)
class TrialSection:
    """Questions that stand together; in a repeat each is named by its place (`member[2]/m_name`).

    Attributes:
        key: the same for the same place of the form.
        depth: how many repeats are around it.
        row: `member[2]` where these are the first questions of that row, else empty.
        can_go: whether a person may take that row away.
    """

    key: str
    section: SectionView
    depth: int = 0
    row: str = ""
    can_go: bool = False

    def spoken(self, item: ItemView) -> str:
        """What a question is called among all: in a repeat with its row."""
        words = _("{row} › {repeat}")
        return words.format(row=self.section.label, repeat=item.label) if self.depth else item.label


@dataclass(frozen=True, slots=True)
class TrialRepeat:
    """A repeat ahead of its rows; `key` is its place, such as `member[1]/child`.

    Attributes:
        is_asked: by its own relevance and what is around it.
        is_counted: the form says how many rows it has.
    """

    key: str
    label: str
    rows: int
    depth: int
    is_asked: bool
    is_counted: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """What a form says about some answers.

    Attributes:
        blocks: its questions and repeats in order; findings stand at what is answered only.
        findings: of the answers given.
        asked: how many questions are asked with these answers.
        missing: how many of them must be filled in and are not.
        notes: what the form says beside its questions because of these answers.
    """

    blocks: tuple[TrialSection | TrialRepeat, ...]
    findings: tuple[FindingView, ...]
    asked: int
    missing: int
    notes: tuple[str, ...] = ()

    @property
    def sections(self) -> tuple[SectionView, ...]:
        """The questions without what is around them."""
        return tuple(b.section for b in self.blocks if isinstance(b, TrialSection))

"""What sheets are made of: plain values, already worded in the language of the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

AnswerKind = Literal["one", "many", "text", "date", "number"]


@dataclass(frozen=True, slots=True)
class SheetHeader:
    """What every page says at its top and bottom.

    Attributes:
        office, campaign: at the top left.
        title: what the sheet is, at the top right; empty takes the sheet's own name.
        form_edition: which edition of the form is meant; may be empty.
        printed_at: date and time of printing.
        program_version: the program's name and version.
        code: what the sheet is filed under (batch, bundle, key); may be empty.
    """

    office: str
    campaign: str
    title: str
    form_edition: str
    printed_at: str
    program_version: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class AuditItem:
    """A question to ask again.

    Attributes:
        code: the item's code in the form, such as `E1`.
        question: its wording.
        kind: how it is answered; `one` and `many` have `choices`.
        choices: pairs of code and label.
        answer: the registered answer in words, shown beside the question; empty means that
            nothing was registered, None that the campaign asks blindly.
    """

    code: str
    question: str
    kind: AnswerKind
    choices: tuple[tuple[str, str], ...] = ()
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class AuditPerson:
    """One drawn person; `qr_text` holds nothing but the short code and its check character.

    `form_edition` stands on the person's sheet in the place of the header's. On a district's sheet
    `is_of_town` holds, and `community` is the town the sheets are grouped by.
    """

    short_code: str
    qr_text: str
    name: str
    certificate_no: str
    community: str
    address: str
    phone: str
    items: tuple[AuditItem, ...]
    form_edition: str = ""
    is_of_town: bool = False


@dataclass(frozen=True, slots=True)
class CommunityDraw:
    """How many of a community's entries stood in the frame and how many were drawn."""

    name: str
    frame_size: int
    drawn: int


@dataclass(frozen=True, slots=True)
class AuditPlan:
    """What anybody needs to draw the same sample again.

    Attributes:
        description: the plan in sentences (share or acceptance plan, who was left out).
        seed: the random seed as it was used.
        frame_size: entries in the frame.
        frame_digest: digest of the ordered frame.
        drawn_at: date and time of the draw.
        communities: one line each, in the order of the sheets.
        is_of_towns: a district's sample, where towns stand in their place.
    """

    description: tuple[str, ...]
    seed: str
    frame_size: int
    frame_digest: str
    drawn_at: str
    communities: tuple[CommunityDraw, ...]
    is_of_towns: bool = False


@dataclass(frozen=True, slots=True)
class CountLine:
    """A community's counts, one for each state of `BundleSummary.states`."""

    community: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BundleSummary:
    """What a hand-over bundle holds, for the cover that travels beside it.

    Attributes:
        sender, addressee: office names with their codes.
        sequence: the bundle's number from this sender to this addressee.
        made_at: date and time of making.
        states: the column titles of `communities`.
        digest: of the bundle file, hexadecimal.
        previous_digest: of the bundle before; empty for the first.
        fingerprint: of the sender's signing key.
        facts: further pairs of label and value.
    """

    sender: str
    addressee: str
    sequence: int
    made_at: str
    states: tuple[str, ...]
    communities: tuple[CountLine, ...]
    digest: str
    previous_digest: str
    fingerprint: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class KeyCard:
    """An office's public keys, to be compared by voice or on paper.

    Attributes:
        keys: pairs of what the key is for and the public key itself.
        fingerprint: of the signing key; `SHA256:` may lead.
        qr_text: what a camera reads.
    """

    office_code: str
    office_name: str
    made_at: str
    keys: tuple[tuple[str, str], ...]
    fingerprint: str
    qr_text: str


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One import problem; `row` and `column` as a person counts them, empty where none."""

    community: str
    severity: str
    file: str
    sheet: str
    row: str
    column: str
    value: str
    problem: str
    advice: str


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """A community's progress.

    Attributes:
        rank: 1 for the best; None in the line of all.
        coverage, home_visits, by_app: from 0 to 1, None where there is nothing to divide.
        remark: such as a forecast; may be empty.
    """

    rank: int | None
    community: str
    on_roster: int
    registered: int
    coverage: float | None
    home_visits: float | None
    by_app: float | None
    confirmed: int
    approved: int
    handed_over: int
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ProgressDay:
    """What stood at the end of a day."""

    day: date
    registered: int
    approved: int


@dataclass(frozen=True, slots=True)
class ProgressNotice:
    """The day's progress notice.

    Attributes:
        title: of the notice.
        addressees: whom it speaks to, with the colon.
        opening: paragraphs before the table.
        lines: best first.
        total: all communities together.
        points: numbered sentences after the table: who is behind, what is asked.
        issuer, day: at its foot, the day in words.
        basis: how forecasts are computed.
        days: the last days, for the workbook.
    """

    title: str
    addressees: str
    opening: tuple[str, ...]
    lines: tuple[ProgressLine, ...]
    total: ProgressLine
    points: tuple[str, ...]
    issuer: str
    day: str
    basis: str
    days: tuple[ProgressDay, ...] = ()


@dataclass(frozen=True, slots=True)
class ExplainedItem:
    """An item in the booklet of explanations.

    Attributes:
        choices: codes and labels in a line; may be empty.
        words: what counts and who is asked.
        is_to_confirm: the wording rests on no published text.
    """

    section: str
    code: str
    question: str
    choices: str
    words: str
    is_to_confirm: bool


@dataclass(frozen=True, slots=True)
class BookletForm:
    """A form in the booklet: its title, its edition as printed below, its items in order."""

    title: str
    edition: str
    items: tuple[ExplainedItem, ...]

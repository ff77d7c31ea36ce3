"""What becomes of a row: an entry, a difference that waits, nothing new, or set aside and why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import Any, NamedTuple, Protocol

from dsurvey_desktop.checks.roster_checks import resolve_community
from dsurvey_desktop.domain.entry import Answers, EntryState
from dsurvey_desktop.domain.entry_rights import EntryStep, may_in
from dsurvey_desktop.domain.last_year import LastYear
from dsurvey_desktop.domain.numbers import by_citizen
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.texts import N_, Text, text
from dsurvey_desktop.intake.cleaning import clean_text
from dsurvey_desktop.intake.long_numbers import CERTAIN_DIGITS
from dsurvey_desktop.intake.model import ParsedRow, Row
from dsurvey_desktop.storage.codec import encode_sorted
from dsurvey_desktop.storage.entry_lookup import Standing
from dsurvey_desktop.storage.row_store import PENDING, RETURNED, RIVAL, SET_ASIDE, TAKEN, UNCHANGED
from dsurvey_desktop.usecases.candidates import citizen_ids_of, phones_of, phones_of_person
from dsurvey_desktop.usecases.intake_views import Proposal
from dsurvey_desktop.usecases.name_likeness import Likeness, likeness
from dsurvey_desktop.usecases.row_digest import row_digest

DIFFERS = "differs"
"""Reason of a row that says other things than the entry that is there."""
CITIZEN_ID_ONLY = "citizen_id_as_number"
"""Reason of a row that gives a citizen ID where the certificate number is asked."""
QUERY_UNKNOWN, QUERY_CLOSED = "query_unknown", "query_closed"
"""Reasons of lines of a return workbook that were set aside."""
_ADVICE_WAIT = N_("Compare both and take the new values or keep the old ones.")
REASONS: Mapping[str, tuple[str, str]] = {
    "total_line": (N_("A line with totals, not a person."), N_("Nothing to do.")),
    "repeated_header": (N_("The header repeated."), N_("Nothing to do.")),
    "signature_line": (N_("A line for signatures, not a person."), N_("Nothing to do.")),
    "note_line": (N_("A note, not a person."), N_("Nothing to do.")),
    "no_identity": (
        N_("Neither name nor certificate number can be read."),
        N_("Ask the community whose line this is."),
    ),
    "prepared_line": (
        N_("A line that was only numbered beforehand; nobody stands on it."),
        N_("Nothing to do."),
    ),
    "not_filled": (
        N_("Nothing was answered in this line of the collection workbook."),
        N_("Nothing to do; the person stays on the list of those without a form."),
    ),
    "other_year": (
        N_("The sheet's name says another year, and another sheet of the file is of this year."),
        N_("Nothing to do for an old sheet; else correct its name and take the file in again."),
    ),
    "certificate_typed_as_number": (
        N_("The certificate number was typed as a number; its last digits are lost."),
        N_("Accept the proposal from the roster, or ask the community."),
    ),
    "number_missing": (
        N_("The line has no certificate number."),
        N_("Accept the proposal or choose who it is, or ask the community for the number."),
    ),
    CITIZEN_ID_ONLY: (
        N_("A citizen ID (18 characters) stands in the certificate number's place (P01)."),
        N_(
            "Accept the proposal or choose who it is; the certificate number ends in two digits "
            "more, for category and grade."
        ),
    ),
    "not_on_roster": (
        N_("This certificate number is not on the roster (P01)."),
        N_("Check the number, or ask for a newer roster."),
    ),
    "after_cutoff": (
        N_("Certified after the cut-off day: not surveyed this year (P05)."),
        N_("Nothing to do; the row stays here."),
    ),
    "out_of_scope": (
        N_("On the roster, but not to be surveyed this year."),
        N_("Nothing to do; the row stays here."),
    ),
    "unknown_community": (
        N_("This community is not one of the office's."),
        N_(
            "Check its name and code; importing a roster that names it adds the community. A "
            "total, a unit or a year is no community: such a row can be done with."
        ),
    ),
    DIFFERS: (N_("Differs from the entry that is here."), _ADVICE_WAIT),
    "twice": (N_("The same person stands twice in this file (P02)."), _ADVICE_WAIT),
    RETURNED: (N_("The community's answer to a return says otherwise."), _ADVICE_WAIT),
    QUERY_UNKNOWN: (
        N_("This line stands for no point of the return sheet."),
        N_("Look at the line; answer the query by hand where it belongs to one."),
    ),
    QUERY_CLOSED: (
        N_("The query was closed before this answer came."),
        N_("Look at the answer; open a new query where it changes something."),
    ),
}
_CITIZEN_ID_LENGTH = 18
_SAVED = Context(prec=CERTAIN_DIGITS, rounding=ROUND_HALF_UP)
"""How LibreOffice saves a long number; Excel cuts it so when it is typed, others keep more."""
_CERTIFICATE = re.compile(r"(?<!\d)\d{17}[\dX][1-7][1-4](?:B\d{1,2})?(?![\dX])", re.ASCII)
RULES = {"not_on_roster": "P01", CITIZEN_ID_ONLY: "P01", "after_cutoff": "P05", "twice": "P02"}


class Said(Protocol):
    """What a row says of its person; a `ParsedRow`, or what was kept of one."""

    @property
    def answers(self) -> Answers:
        """As read."""

    @property
    def community(self) -> str:
        """Name or code; may be empty."""

    @property
    def citizen_id(self) -> str:
        """Of a column of its own; may be empty."""

    @property
    def cells(self) -> tuple[str, ...]:
        """As they came; empty where they are spelled elsewhere."""

    @property
    def is_certificate_lossy(self) -> bool:
        """Only the first digits of the number are certain."""


class Placement(NamedTuple):
    """The outcome of a row.

    `digest` tells whether the same was said before, details included; `is_known` that it was.
    """

    outcome: str
    reason: str
    answers_json: str
    digest: str
    person: Person | None = None
    standing: Standing | None = None
    proposal: Proposal | None = None
    is_known: bool = False


@dataclass(slots=True)
class Register:
    """What rows are held against; grows while a file is placed.

    Attributes:
        people: the roster by certificate number.
        standing: entries by certificate number.
        known_digests: of all rows taken in before.
        community_codes: the office's, by name.
        search: what people are found by, by certificate number.
        last_year: what last year's data say of them, by certificate number.
        placed: certificate numbers this file has made or changed an entry of; a second row that
            says something else is its rival (rule P02), whatever `take_changes` says.
    """

    people: Mapping[str, Person]
    standing: dict[str, Standing]
    known_digests: set[str]
    community_codes: Mapping[str, str] = field(default_factory=dict)
    search: Mapping[str, str] = field(default_factory=dict)
    last_year: Mapping[str, LastYear] = field(default_factory=dict)
    placed: set[str] = field(default_factory=set)
    _by_name: dict[str, list[Person]] = field(default_factory=dict)
    _by_citizen: dict[str, tuple[str, ...]] = field(init=False)
    _people_by_citizen: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note whose entries there are."""
        self._by_citizen = by_citizen(self.standing)

    def add_entry(self, number: str, standing: Standing) -> None:
        """An entry has begun."""
        self.standing[number] = standing
        self.placed.add(number)
        known = self._by_citizen.get(number[:18], ())
        self._by_citizen[number[:18]] = (*known, number)

    def twins_of(self, number: str) -> tuple[str, ...]:
        """Other certificate numbers with entries under the same citizen ID (rule P04)."""
        known = self._by_citizen.get(number[:18], ())
        return tuple(sorted(other for other in known if other != number)) if known else ()

    def people_named(self, name: str) -> list[Person]:
        """Everybody of that name on the roster."""
        if not self._by_name:
            grouped = defaultdict(list)
            for person in self.people.values():
                grouped[person.name].append(person)
            self._by_name = dict(grouped)
        return self._by_name.get(name, [])

    def people_of(self, citizen_id: str) -> list[Person]:
        """Everybody on the roster whose certificate number begins with a citizen ID."""
        if not self._people_by_citizen:
            self._people_by_citizen = by_citizen(self.people)
        return [self.people[number] for number in self._people_by_citizen.get(citizen_id, ())]


def canonical_answers(answers: Answers) -> str:
    """One spelling for the same answers: what entries and rows are compared by."""
    return encode_sorted(answers)


def newcomer(row: Row, register: Register) -> Person | None:
    """Who gets a new entry from a row; None where nobody does, or has one already."""
    number = row.certificate_no
    person = register.people.get(number)
    if person is None or person.out_of_scope or number in register.standing:
        return None
    return None if row.kind_of_row or row.is_certificate_lossy else person


def place(row: ParsedRow, register: Register, *, take_changes: bool) -> Placement:
    """Decide what becomes of a row; nothing is changed but the register's own notes."""
    answers_json = encode_sorted(row.answers)
    if row.kind_of_row:
        return _no_person(row, register, answers_json)
    digest = _digest_of(row, answers_json)
    if (person := newcomer(row, register)) is not None:
        return Placement(TAKEN, "", answers_json, digest, person)
    certificate_no = row.certificate_no
    person, standing = register.people.get(certificate_no), register.standing.get(certificate_no)
    if row.is_certificate_lossy or person is None or person.out_of_scope or standing is None:
        return _aside(row, register, answers_json, digest, person)
    is_known = digest in register.known_digests
    said = row_digest(answers_json) if row.details else digest
    if is_known or standing.answers_digest == said:
        return Placement(UNCHANGED, "", answers_json, digest, person, standing, is_known=is_known)
    if certificate_no in register.placed:
        return Placement(PENDING, RIVAL, answers_json, digest, person, standing)
    register.placed.add(certificate_no)
    register.known_digests.add(digest)
    outcome = TAKEN if take_changes and can_be_changed(standing.state) else PENDING
    return Placement(outcome, DIFFERS, answers_json, digest, person, standing)


def _digest_of(row: ParsedRow, answers_json: str) -> str:
    """A number typed as a number counts as the program saves it that keeps least of it."""
    if not row.is_certificate_lossy:
        return _digest_with_details(row, answers_json)
    said = encode_sorted({**row.answers, "certificate_no": _as_saved(row)})
    return _digest_with_details(row, said)


def _as_saved(row: ParsedRow) -> str:
    raw = next((one.raw for one in row.changes if one.item == "certificate_no"), "")
    try:
        number = Decimal(clean_text(raw).lstrip("'"))
    except InvalidOperation:
        return str(row.answers.get("certificate_no", ""))
    return f"{_SAVED.plus(number):f}"


def _digest_with_details(row: ParsedRow, answers_json: str) -> str:
    return row_digest((answers_json, row.details) if row.details else answers_json)


def can_be_changed(state: EntryState) -> bool:
    """Entries the district has accepted change only after it sends them back (product D8)."""
    return may_in(EntryStep.CORRECT, state)


def _no_person(row: ParsedRow, register: Register, answers_json: str) -> Placement:
    digest = row_digest((row.cells, row.details) if row.details else row.cells)
    if digest in register.known_digests:
        return Placement(UNCHANGED, "", answers_json, digest, is_known=True)
    return Placement(SET_ASIDE, row.kind_of_row.value, answers_json, digest)


def _aside(
    row: ParsedRow, register: Register, answers_json: str, digest: str, person: Person | None
) -> Placement:
    digests = {digest, _digest_with_details(row, answers_json)}  # the latter in former batches
    if not digests.isdisjoint(register.known_digests):
        return Placement(UNCHANGED, "", answers_json, digest, is_known=True)
    if row.is_certificate_lossy:
        reason = "certificate_typed_as_number"
    elif person is None:
        reason = _unknown_number(row)
    else:
        reason = "after_cutoff" if person.out_of_scope == "after_cutoff" else "out_of_scope"
    proposal = None if person is not None else propose(row, register)
    return Placement(SET_ASIDE, reason, answers_json, digest, proposal=proposal)


def _unknown_number(row: Said) -> str:
    """What is wrong with a number that is nobody's on the roster."""
    if not _says_number(row):
        return "number_missing"
    is_id = _is_citizen_id(str(row.answers.get("certificate_no", "")))
    return CITIZEN_ID_ONLY if is_id else "not_on_roster"


def _is_citizen_id(number: str) -> bool:
    """Long as one; whether it is anybody's, its mistyped digits too, is for the roster to say."""
    return len(number) == _CITIZEN_ID_LENGTH and number[:-1].isdecimal()


def propose(row: Said, register: Register) -> Proposal | None:
    """Who a row probably is, when the roster leaves only one person (product B3).

    A number typed as a number: same name, same community, all digits that are certain, and
    nothing else that speaks against it. A mistyped number: same name and birth date, or same name
    and community. A citizen ID: the certificate that begins with it, where name and community do
    not contradict. A second certificate number beside one that is nobody's: whose it is, where
    these do not contradict. No number: same name and citizen ID, telephone number or community.
    """
    name = str(row.answers.get("name", ""))
    number = str(row.answers.get("certificate_no", ""))
    named = [p for p in register.people_named(name) if not p.out_of_scope]
    community = resolve_community(row.community, register.community_codes)
    here = [p for p in named if community in ("", p.community_code)]
    if _is_citizen_id(number) and (found := register.people_of(number)):
        fitting = [p for p in found if not p.out_of_scope and _may_be(p, name, community)]
        reason = text("The certificate number begins with the citizen ID given.")
    elif found := _by_other_number(row, register, name, community):
        fitting, reason = found, text("Another number in the line is this person's.")
    elif not (_says_number(row) or row.is_certificate_lossy):
        fitting, reason = _known_without_number(row, named, here if community else [])
    elif row.is_certificate_lossy:
        fitting = [p for p in here if community and _continues(p.certificate_no, number, row)]
        reason = text("Same name and community, and the first {count} digits.", count=len(number))
    else:
        reason = text("Same name and birth date; compare the numbers.")
        fitting = [p for p in here if number[6:14] and p.certificate_no[6:14] == number[6:14]]
        if not fitting and community:
            reason = text("Same name and community; compare the numbers.")
            fitting = here
    if len(fitting) != 1:
        return None
    return Proposal(fitting[0].certificate_no, name or fitting[0].name, reason)


def _by_other_number(row: Said, register: Register, name: str, community: str) -> list[Person]:
    """Whom the line's other certificate numbers name (`旧证…43，新证…44B1`)."""
    said = {found for cell in row.cells for found in _CERTIFICATE.findall(clean_text(cell).upper())}
    people = (register.people.get(number) for number in said)
    return [p for p in people if p and not p.out_of_scope and _may_be(p, name, community)]


def _may_be(person: Person, name: str, community: str) -> bool:
    """Neither the name nor the community said speaks against it."""
    is_named = not name or likeness(name, person.name) >= Likeness.WRITTEN_OTHERWISE
    return is_named and community in ("", person.community_code)


def _says_number(row: Said) -> bool:
    """False where nothing or a word stands in the certificate's place (`办理中`)."""
    return any(map(str.isdigit, str(row.answers.get("certificate_no", ""))))


def _known_without_number(
    row: Said, named: list[Person], here: list[Person]
) -> tuple[list[Person], Text]:
    """Who of the people of that name it may be, and what tells; `here` are those at home there."""
    ids = citizen_ids_of(row.answers, (row.citizen_id, *row.cells))
    if found := [person for person in named if person.citizen_id in ids]:
        return found, text("Same name and citizen ID; the line has no certificate number.")
    phones = phones_of(row.answers)
    if found := [person for person in named if not phones.isdisjoint(phones_of_person(person))]:
        return found, text("Same name and telephone number; the line has no certificate number.")
    return here, text("Same name and community; the line has no certificate number.")


def _continues(certificate_no: str, digits: str, row: Said) -> bool:
    """The certificate begins with the digits, and with the row's citizen ID if it says one."""
    own_id = row.citizen_id if len(row.citizen_id) == _CITIZEN_ID_LENGTH else ""
    return bool(digits) and certificate_no.startswith(digits) and certificate_no.startswith(own_id)


def reason_message(reason: str) -> Text:
    """The sentence of a reason."""
    return text(REASONS[reason][0])


def reason_advice(reason: str) -> Text:
    """What to do about a reason."""
    return text(REASONS[reason][1])


def to_json(proposal: Proposal | None) -> list[Any] | None:
    """The shape kept in the database."""
    if proposal is None:
        return None
    return [proposal.certificate_no, proposal.name, proposal.reason.to_json()]


def proposal_from_json(data: list[Any] | None) -> Proposal | None:
    """The opposite of `to_json`."""
    return None if data is None else Proposal(data[0], data[1], Text.from_json(data[2]))

"""Whose a row may be: people of the roster with a score and the reasons for it (product B3).

Scores are sums of what agrees, so that two candidates can be compared; a person decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dsurvey_desktop.checks.roster_checks import resolve_community
from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.intake.telephones import phones_in
from dsurvey_desktop.usecases.intake_views import Candidate
from dsurvey_desktop.usecases.name_likeness import Likeness, likeness, name_key, name_tokens
from dsurvey_desktop.usecases.search_text import SEPARATOR, search_text

LEAST_SCORE, MOST_CANDIDATES = 40, 5
_LEAST_OF_NOBODY = 14
"""Enough where a row says neither name nor number: whoever has its telephone, wherever at home."""
_FAR_OFF = 3
"""Numbers that differ in so many places have nothing to do with each other."""
_CITIZEN_ID = re.compile(r"(?<!\d)(\d{17}[\dX])(?:[1-7][1-4](?:B\d{1,2})?)?(?![\dX])", re.ASCII)
_LOSSY_DIGITS = 12
_HEAD, _TAIL = 10, 6
_LONGEST_PHONE = 14
"""A longer text without a separator holds words too, or several numbers."""
_NAMES = {
    Likeness.SAME: (40, text("Same name.")),
    Likeness.WRITTEN_OTHERWISE: (36, text("Same name, written otherwise.")),
    Likeness.SOUNDS_ALIKE: (30, text("The name sounds alike.")),
    Likeness.ONE_DIFFERS: (14, text("One character of the name differs.")),
}
Evidence = tuple[int, Text]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a row says of its person; `is_lossy` where only the first digits are certain."""

    name: str
    number: str
    citizen_ids: frozenset[str]
    phones: frozenset[str]
    community: str
    is_lossy: bool


def claim_of(
    answers: Answers,
    cells: tuple[str, ...],
    community: str,
    codes: Mapping[str, str],
    *,
    is_lossy: bool,
) -> Claim:
    """What a row's answers and cells say; `codes` are the office's communities by name."""
    number = str(answers.get("certificate_no", ""))
    return Claim(
        str(answers.get("name", "")),
        number,
        citizen_ids_of(answers, cells),
        phones_of(answers),
        resolve_community(community, codes),
        is_lossy,
    )


def citizen_ids_of(answers: Answers, cells: tuple[str, ...]) -> frozenset[str]:
    """The citizen IDs in a row's cells, those of certificates too, without the householder's."""
    ids = {found for cell in cells for found in _CITIZEN_ID.findall(cell.upper())}
    return frozenset(ids - {str(answers.get("householder_id", ""))})


def phones_of(answers: Answers) -> frozenset[str]:
    """The digits of a row's telephone numbers."""
    phones = (_digits(str(answers.get(item, ""))) for item in ("mobile", "landline"))
    return frozenset(phone for phone in phones if phone)


@dataclass(slots=True)
class People:
    """Everybody to be surveyed, found by what a row may know of them.

    Attributes:
        with_entry: certificate numbers that have an entry.
    """

    with_entry: frozenset[str] = frozenset()
    _by: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))

    def add(self, person: Person, search: str) -> None:
        """Remember a person; `search` is the roster's search text with the name's readings."""
        number = person.certificate_no
        keys = {f"name {name_key(person.name)}", f"birth {number[6:14]}", f"tail {number[14:20]}"}
        keys |= {f"sound {line}" for line in _sounds(person.name, search)}
        keys |= {f"phone {phone}" for phone in phones_of_person(person)} | {
            f"id {person.citizen_id}"
        }
        keys.add(f"family {person.community_code} {name_key(person.name)[:1]}")
        for key in keys:
            self._by[key].append(person)

    def candidates(self, claim: Claim) -> tuple[Candidate, ...]:
        """Who the row may be of, the likeliest first."""
        found = {
            person.certificate_no: person
            for key in _keys(claim)
            for person in self._by.get(key, ())
        }
        weighed = ((person, list(_evidence(person, claim))) for person in found.values())
        made = [self._candidate(person, evidence) for person, evidence in weighed]
        least = LEAST_SCORE if claim.name or claim.number else _LEAST_OF_NOBODY
        fitting = [one for one in made if one.score >= least]
        fitting.sort(key=lambda one: (-one.score, one.certificate_no))
        return tuple(fitting[:MOST_CANDIDATES])

    def _candidate(self, person: Person, evidence: list[Evidence]) -> Candidate:
        return Candidate(
            person.certificate_no,
            person.name,
            person.community_name,
            min(100, sum(weight for weight, _reason in evidence)),
            tuple(reason for _weight, reason in evidence),
            person.certificate_no in self.with_entry,
        )


def _keys(claim: Claim) -> Iterator[str]:
    if claim.name:
        yield f"name {name_key(claim.name)}"
        yield from (f"sound {line}" for line in _sounds(claim.name, search_text(claim.name)))
        yield f"family {claim.community} {name_key(claim.name)[:1]}"
    if len(claim.number) >= _LOSSY_DIGITS:
        yield f"birth {claim.number[6:14]}"
    yield f"tail {claim.number[14:20]}"
    yield from (f"phone {phone}" for phone in claim.phones)
    yield from (f"id {citizen_id}" for citizen_id in claim.citizen_ids)


def _sounds(name: str, search: str) -> list[str]:
    """The readings in a search text, without the initials, which many share."""
    return [line for line in search.split(SEPARATOR)[1:] if len(line) > len(name)]


def _evidence(person: Person, claim: Claim) -> Iterator[Evidence]:
    """Everything that speaks for a person, and what speaks against."""
    yield from _number_evidence(person, claim)
    alike = likeness(claim.name, person.name)
    if alike is not Likeness.NONE and name_tokens(claim.name):
        yield _NAMES[alike]
    if claim.community == person.community_code:
        yield 12, text("Same community.")
    elif claim.community:
        yield -8, text("Another community: {name}.", name=person.community_name)
    if not claim.phones.isdisjoint(phones_of_person(person)):
        yield 22, text("Same telephone number.")


def _number_evidence(person: Person, claim: Claim) -> Iterator[Evidence]:
    theirs, said = person.certificate_no, claim.number
    if person.citizen_id in claim.citizen_ids or (not claim.is_lossy and said[:18] == theirs[:18]):
        yield 60, text("Same citizen ID.")
    elif claim.is_lossy and len(said) >= _LOSSY_DIGITS and theirs.startswith(said):
        yield 45, text("The first {count} digits agree.", count=len(said))
    elif not claim.is_lossy and (count := distance(said, theirs)) < _FAR_OFF:
        yield 50, text("The numbers differ in {count} places.", count=count)
    elif len(said) >= _LOSSY_DIGITS and said[6:14] == theirs[6:14]:
        yield 20, text("Same birth date.")


def distance(one: str, other: str) -> int:
    """How many digits are wrong, missing, too many or swapped; `_FAR_OFF` for that or more."""
    if abs(len(one) - len(other)) >= _FAR_OFF:
        return _FAR_OFF
    if not _may_be_close(one, other):
        return _FAR_OFF
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, mine in enumerate(one, start=1):
        now = [i]
        for j, theirs in enumerate(other, start=1):
            best = min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (mine != theirs))
            if i > 1 and j > 1 and (mine, one[i - 2]) == (other[j - 2], theirs):
                best = min(best, before[j - 2] + 1)
            now.append(best)
        before, last = last, now
    return min(last[-1], _FAR_OFF)


def _may_be_close(one: str, other: str) -> bool:
    """Less than `_FAR_OFF` errors leave the head, the tail or nearly all places as they were."""
    if one[:_HEAD] == other[:_HEAD] or one[-_TAIL:] == other[-_TAIL:]:
        return True
    return sum(a != b for a, b in zip(one, other, strict=False)) < _FAR_OFF


def phones_of_person(person: Person) -> set[str]:
    """The digits of the telephone numbers that the roster has of a person."""
    parts = re.split(r"[,;/、，；\s]+", person.phone)
    if any(len(one) > _LONGEST_PHONE for one in parts):
        parts = [*phones_in(person.phone).numbers] or parts
    return {digits for one in parts if (digits := _digits(one))}


def _digits(phone: str) -> str:
    digits = re.sub(r"\D", "", phone)
    return digits if len(digits) >= 7 else ""

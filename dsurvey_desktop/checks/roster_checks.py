"""Rules P01 to P05, P07 and the roster's part of K32."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dsurvey_desktop.checks.community_words import is_named, names_another
from dsurvey_desktop.checks.facts import CheckContext, EntryFacts
from dsurvey_desktop.domain.entry import Finding, basis_of
from dsurvey_desktop.domain.numbers import birth_date, parse_certificate, sex
from dsurvey_desktop.domain.person import AFTER_CUTOFF, Person
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import N_, Text, text

_SPACES_AND_DOTS = str.maketrans("", "", " \u3000·•・‧.．")
_PARTS = {
    "category": N_("disability category"),
    "grade": N_("disability grade"),
    "birth_date": N_("birth date"),
    "sex": N_("sex"),
}


def is_as_on_roster(
    name: str, submitted: str, person: Person, community_codes: Mapping[str, str]
) -> bool:
    """The usual case, told quickly: `check_roster` has nothing to say of an entry without rival.

    Args:
        name: by the form.
        submitted: name or code of the community that the submission says; may be empty.
        person: of the roster, in scope; the only one with entries under that citizen ID.
        community_codes: by name.
    """
    code = community_codes.get(submitted, submitted)
    is_home = not submitted or code == person.community_code
    return is_home and name == person.name and _is_plainly_right(person)


def check_roster(facts: EntryFacts, context: CheckContext) -> list[Finding]:
    """Compare an entry with the roster line of its certificate number."""
    return list(_compared(facts, context))


def _compared(facts: EntryFacts, context: CheckContext) -> Iterator[Finding]:
    if facts.has_rival:
        yield _error(
            "P02",
            "certificate_no",
            text("Another row carries the same certificate number. Choose one or merge them."),
        )
    if facts.twins:
        yield _warning(
            "P04",
            "certificate_no",
            text("The same citizen ID stands under another certificate. Keep the newer one."),
            basis_of(facts.twins),
        )
    if facts.person is None:
        yield _error("P01", "certificate_no", text("This number is not on the roster (any more)."))
    else:
        yield from _in_scope(facts.person)
        yield from _compare(facts, facts.person, context)


def _in_scope(person: Person) -> Iterator[Finding]:
    """P05, and P01 for who is listed but not to be surveyed by this town."""
    if person.out_of_scope == AFTER_CUTOFF:
        yield _error(
            "P05",
            "certificate_no",
            text("By the roster certified after the cut-off day: not surveyed this year."),
        )
    elif person.out_of_scope:
        yield _error(
            "P01", "certificate_no", text("By the roster not a person this town surveys this year.")
        )


def _compare(facts: EntryFacts, person: Person, context: CheckContext) -> Iterator[Finding]:
    name = str(facts.answers.get("name", ""))
    if not is_same_name(name, person.name):
        yield _error(
            "P03",
            "name",
            text(
                "The form says “{entered}”, the roster “{roster}”.",
                entered=name,
                roster=person.name,
            ),
        )
    submitted = resolve_community(facts.submitted_community, context.community_codes)
    if submitted and submitted != person.community_code:
        yield _warning(
            "P07",
            "",
            text(
                "Submitted by {submitted}, on the roster under {roster}.",
                submitted=facts.submitted_community,
                roster=person.community_name,
            ),
            basis_of(submitted, person.community_code),
        )
    if not _is_plainly_right(person):
        yield from _number_agrees(person)


def _is_plainly_right(person: Person) -> bool:
    """The usual case, told without taking the number apart."""
    number = person.certificate_no
    in_number = (number[:18], number[18:19], number[19:20], sex(number))
    return in_number == (person.citizen_id, person.category, person.grade, person.sex)


def _number_agrees(person: Person) -> Iterator[Finding]:
    """K32: category, grade, birth date and sex in the number are those of the roster line."""
    number = parse_certificate(person.certificate_no)
    if number is None:
        return
    pairs = {
        "category": (number.category, person.category),
        "grade": (number.grade, person.grade),
        "birth_date": (birth_date(number.citizen_id), birth_date(person.citizen_id)),
        "sex": (sex(number.citizen_id), person.sex),
    }
    for part, (in_number, on_roster) in pairs.items():
        if on_roster and on_roster != in_number:
            yield _error(
                "K32",
                "certificate_no",
                text("The {part} in the number is not the roster's.", part=text(_PARTS[part])),
            )


def is_same_name(one: str, other: str) -> bool:
    """True when two spellings of a name differ in spaces and middle dots at most (rule P03)."""
    return one == other or (
        one.translate(_SPACES_AND_DOTS) == other.translate(_SPACES_AND_DOTS) != ""
    )


def resolve_community(said: str, codes: Mapping[str, str]) -> str:
    """The 12-digit code of a community named by code, name, or a name around it; else empty.

    `codes` are codes by name. A part of a longer name and one of several names say nothing.
    """
    if not said:
        return ""
    if said in codes:
        return codes[said]
    if said.isdigit():
        return said if said in codes.values() else ""
    inside = [name for name in codes if name in said and is_named(name, said)]
    if any(names_another(name, said) for name in inside):
        return ""
    outermost = {codes[name] for name in inside if not _is_within_another(name, inside)}
    return outermost.pop() if len(outermost) == 1 else ""


def _is_within_another(name: str, names: list[str]) -> bool:
    return any(name in other for other in names if other != name)


def _error(rule: str, item: str, message: Text) -> Finding:
    return Finding(rule, Severity.ERROR, item, message)


def _warning(rule: str, item: str, message: Text, basis: str) -> Finding:
    return Finding(rule, Severity.WARNING, item, message, basis)

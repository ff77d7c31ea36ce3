"""The columns of the departments' tables, and the words of sign-offs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dsurvey_desktop.domain.department import (
    DEPARTMENT_NAMES,
    Department,
    FallCause,
    SignOffState,
)
from dsurvey_desktop.domain.masking import mask_number
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.domain.word_lists import labelled, listed, phrases, sentences, with_remark
from dsurvey_desktop.usecases.section_views import SectionEntry, SectionFinding, SignOffView
from ui.dates import moment_text
from ui.entry_table.columns import STATE_WORDS
from ui.widgets.row_model import Column

SIGN_OFF_WORDS = {
    SignOffState.NOTHING: N_("nothing yet"),
    SignOffState.OPEN: N_("to be checked"),
    SignOffState.SIGNED: N_("signed off"),
    SignOffState.FALLEN: N_("fallen"),
}
CAUSES = {
    FallCause.NEW_ENTRIES: N_("New entries came."),
    FallCause.ENTRIES_CHANGED: N_("Entries changed."),
    FallCause.ENTRIES_WITHDRAWN: N_("The town withdrew entries."),
    FallCause.SENT_BACK: N_("An entry was sent back."),
    FallCause.FINDING_NOTED: N_("The department found something."),
    FallCause.SECTIONS_CHANGED: N_("Another department answers for a section now."),
    FallCause.TAKEN_BACK: N_("It was taken back."),
}
_SHAPES = {SignOffState.SIGNED: "done", SignOffState.FALLEN: "warning"}


@dataclass(frozen=True, slots=True)
class TownLine:
    """A town with every department's part."""

    code: str
    name: str
    parts: Mapping[Department, SignOffView]


def town_lines(views: tuple[SignOffView, ...]) -> tuple[TownLine, ...]:
    """One line a town, in the order given."""
    lines: dict[str, dict[Department, SignOffView]] = {}
    for one in views:
        lines.setdefault(one.town, {})[one.department] = one
    return tuple(
        TownLine(code, parts[Department.OFFICE].town_name, parts) for code, parts in lines.items()
    )


def sign_off_columns() -> tuple[Column[TownLine], ...]:
    """Towns and the five departments."""
    return (
        Column(_("Town"), lambda one: one.name, tip=lambda one: one.code, width=0),
        *(_part(department) for department in Department),
    )


def part_words(one: SignOffView) -> str:
    """How a part stands: by whom and when, or why it fell, and what waits."""
    words = [_(SIGN_OFF_WORDS[one.state])]
    if one.signed_at is not None:
        by = _("{when} by {who}")
        words.append(by.format(who=one.signed_by, when=moment_text(one.signed_at)))
    if one.cause is not None:
        words.append(_(CAUSES[one.cause]))
    if one.remark:
        words.append(one.remark)
    if one.objections:
        words.append(_("{count} entries are sent back").format(count=one.objections))
    return sentences(words)


def section_columns() -> tuple[Column[SectionEntry], ...]:
    """The entries of a part."""
    return (
        Column(_("Name"), lambda one: one.name, width=24),
        Column(_("Certificate number"), lambda one: mask_number(one.certificate_no), width=76),
        Column(
            _("Found"),
            lambda one: str(sum(f.severity is not Severity.NOTICE for f in one.findings) or ""),
            is_number=True,
            kind=lambda one: "error" if one.errors else "",
            width=15,
        ),
        Column(_("Changed"), lambda one: listed(one.changed), width=36),
        Column(_("State"), _state, width=24),
        Column(_("Why sent back"), lambda one: sentences([o.reason for o in one.objections])),
        Column(_("Answers"), section_answers, width=0),
    )


def section_answers(one: SectionEntry) -> str:
    """The answers of the part in one line."""
    return phrases(labelled(each.label, each.shown) for each in one.answers)


def section_details(one: SectionEntry) -> str:
    """What is found, then all answers of the part."""
    return "\n".join([*map(_found, one.findings), section_answers(one)])


def _found(each: SectionFinding) -> str:
    """A finding with the item it is about; who found it, where that was a person."""
    words = with_remark(str(each.message), each.by) if each.by else str(each.message)
    return labelled(each.label, words) if each.label else words


def _state(one: SectionEntry) -> str:
    return _("undecided") if one.state == "handed_over" else _(STATE_WORDS[one.state])


def _part(department: Department) -> Column[TownLine]:
    def words(line: TownLine) -> str:
        part = line.parts[department]
        back = f" ↩{part.objections}" if part.objections else ""
        return f"{_(SIGN_OFF_WORDS[part.state])}{back}"

    return Column(
        _(DEPARTMENT_NAMES[department]),
        words,
        kind=lambda line: _SHAPES.get(line.parts[department].state, ""),
        tip=lambda line: part_words(line.parts[department]),
        width=30,
    )

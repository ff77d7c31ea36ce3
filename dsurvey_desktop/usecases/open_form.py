"""An edition held open: read once, shown, and tried with answers as often as a person likes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.forms.answer_values import is_blank
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.storage import office_store
from dsurvey_desktop.usecases.attached_tables import AttachedTables
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import Edition, form_context
from dsurvey_desktop.usecases.entry_views import FindingView
from dsurvey_desktop.usecases.filled_words import notes_of
from dsurvey_desktop.usecases.find_edition import EditionSource, FoundEdition, find_edition
from dsurvey_desktop.usecases.form_views import FormView
from dsurvey_desktop.usecases.show_form import view_of
from dsurvey_desktop.usecases.trial_blocks import blocks_of
from dsurvey_desktop.usecases.trial_views import Trial, TrialSection


@dataclass(frozen=True, slots=True)
class OpenedForm:
    """An edition with its rules compiled; callers look at `view` and hand the rest back.

    Attributes:
        context: the tables of the campaign and those beside a workbook.
    """

    view: FormView
    found: FoundEdition
    edition: Edition
    context: FormContext


def open_form(desk: Desk, source: EditionSource) -> OpenedForm:
    """Open an edition; raises as `show_form`."""
    found = find_edition(desk, source)
    context = _context(desk)
    if found.path is not None:
        context = replace(context, tables=AttachedTables(found.path, context.tables))
    edition = Edition(found.form).with_code()
    return OpenedForm(view_of(desk, found), found, edition, context)


def try_answers(desk: Desk, opened: OpenedForm, answers: Answers) -> Trial:
    """What is asked, must be filled in and is wrong with these answers of a new entry.

    Defaults, and what the form writes by itself, are in it; nothing is kept.
    """
    context = replace(opened.context, now=desk.clock().astimezone(OFFICE_ZONE))
    whole = opened.edition.compiled.new_entry(answers, context)
    return _trial(opened.edition, whole, context)


def trial_of(desk: Desk, edition: Edition, answers: Answers) -> Trial:
    """The same of answers that are somebody's: nothing is added to them."""
    return _trial(edition, answers, _context(desk))


def _context(desk: Desk) -> FormContext:
    with desk.database.read() as connection:
        campaign = office_store.load_campaign(connection)
    return form_context(campaign, desk.clock)


def _trial(edition: Edition, answers: Answers, context: FormContext) -> Trial:
    compiled = edition.compiled
    root, evaluation = compiled.opened(answers, context)
    leaves = {compiled.key_of(leaf): leaf for leaf in root.leaves()}
    answered = {key for key, leaf in leaves.items() if not is_blank(leaf.answer)}
    told = [found for found in compiled.find(answers, context) if found.item in answered]
    blocks = blocks_of(compiled, root, evaluation, told)
    sections = [block for block in blocks if isinstance(block, TrialSection)]
    asked = [item for one in sections for item in one.section.items if item.is_asked]
    labels = {item.name: one.spoken(item) for one in sections for item in one.section.items}
    return Trial(
        blocks,
        tuple(FindingView(one, labels.get(one.item, ""), "", "") for one in told),
        len(asked),
        sum(item.is_required and item.value is None for item in asked),
        tuple(notes_of(compiled, root, evaluation)),
    )

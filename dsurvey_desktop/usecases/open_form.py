"""An edition held open: read once, shown, and tried with answers as often as a person likes."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.forms.compile import compile_form
from dsurvey_desktop.storage import office_store
from dsurvey_desktop.usecases.answer_values import label_of
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import Edition, form_context
from dsurvey_desktop.usecases.entry_sections import Beside, sections_of
from dsurvey_desktop.usecases.entry_views import FindingView, SectionView
from dsurvey_desktop.usecases.find_edition import EditionSource, FoundEdition, find_edition
from dsurvey_desktop.usecases.form_views import FormView
from dsurvey_desktop.usecases.show_form import view_of


@dataclass(frozen=True, slots=True)
class OpenedForm:
    """An edition with its rules compiled; callers look at `view` and hand the rest back."""

    view: FormView
    found: FoundEdition
    edition: Edition


@dataclass(frozen=True, slots=True)
class Trial:
    """What a form says about some answers.

    Attributes:
        sections: its questions; findings stand at those that are answered only.
        findings: of the answers given.
        asked: how many questions are asked with these answers.
        missing: how many of them must be filled in and are not.
    """

    sections: tuple[SectionView, ...]
    findings: tuple[FindingView, ...]
    asked: int
    missing: int


def open_form(desk: Desk, source: EditionSource) -> OpenedForm:
    """Open an edition; raises as `show_form`."""
    found = find_edition(desk, source)
    return OpenedForm(view_of(desk, found), found, Edition(found.form, compile_form(found.form)))


def try_answers(desk: Desk, opened: OpenedForm, answers: Answers) -> Trial:
    """What is asked, must be filled in and is wrong with these answers; nothing is kept."""
    return trial_of(desk, opened.edition, answers)


def trial_of(desk: Desk, edition: Edition, answers: Answers) -> Trial:
    """The same of an edition that was read."""
    with desk.database.read() as connection:
        campaign = office_store.load_campaign(connection)
    compiled, context = edition.compiled, form_context(campaign, desk.clock)
    states = compiled.evaluate(answers, context)
    found = compiled.find(answers, context)
    told = [finding for finding in found if finding.item in answers]
    sections = sections_of(edition, answers, told, states, Beside({}, {}, None, {}, {}))
    asked = [item for section in sections for item in section.items if item.is_asked]
    labels = {item.name: label_of(item.labels) for item in edition.form.items}
    return Trial(
        sections,
        tuple(FindingView(one, labels.get(one.item, ""), "", "") for one in told),
        len(asked),
        sum(item.is_required and item.value is None for item in asked),
    )

"""What stands in a community's collection workbook: columns of the form, people, guide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsurvey_desktop.documents.workbook_model import CollectionColumn, CollectionSheet
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.texts import _, text
from dsurvey_desktop.forms.excel_conditions import prefilled_items
from dsurvey_desktop.forms.workbook_mark import (
    OWN_COLUMN,
    ROW_COLUMN,
    Prefilled,
    WorkbookMark,
    mark_rows,
)
from dsurvey_desktop.usecases.collection_columns import CollectionPlan, columns_of, guide_of
from dsurvey_desktop.usecases.editions import INDIVIDUAL
from dsurvey_desktop.usecases.roster_values import age_of, roster_answers, sex_of
from dsurvey_desktop.usecases.sheet_header import campaign_name

SPARE_ROWS = 12
"""Empty lines for people whom the roster does not name."""


def individual_sheet(
    plan: CollectionPlan, community: Community, people: Sequence[Person]
) -> CollectionSheet:
    """The workbook of a community's people, one line each."""
    columns = columns_of(plan)
    prefilled = prefilled_items(plan.form)
    rows = [_person_row(plan, columns, one, number) for number, one in enumerate(people, 1)]
    return _sheet(plan, community, columns, rows, prefilled)


def community_sheet(plan: CollectionPlan, community: Community) -> CollectionSheet:
    """The workbook of the community's own form: one line."""
    columns = columns_of(plan)
    known: dict[str, str | int] = {
        "community_code": str(community.code),
        "community_name": community.name,
        ROW_COLUMN: 1,
    }
    row = tuple(known.get(column.name, "") for column in columns)
    return _sheet(plan, community, columns, [row], ())


def _sheet(
    plan: CollectionPlan,
    community: Community,
    columns: tuple[CollectionColumn, ...],
    rows: list[tuple[str | int, ...]],
    prefilled: tuple[Prefilled, ...],
) -> CollectionSheet:
    is_individual = plan.kind == INDIVIDUAL
    sheet = _("Collection") if is_individual else _("Community form")
    form = plan.form
    mark = WorkbookMark(
        plan.office.code,
        str(community.code),
        str(plan.campaign.year),
        plan.kind,
        form.form_id,
        form.version,
        form.digest,
        sheet,
        tuple(column.name for column in columns),
        prefilled,
    )
    return CollectionSheet(
        sheet=sheet,
        title=f"{community.name}  {sheet}",
        campaign=campaign_name(plan.campaign.year),
        notes=tuple(_notes(plan)),
        columns=columns,
        rows=tuple(rows),
        spare_rows=SPARE_ROWS if is_individual else 0,
        mark=tuple(mark_rows(mark)),
        guide_sheet=_("Explanations"),
        guide_title=_("What each item means; the year's official booklet prevails"),
        guide_header=(_("Section"), _("Code"), _("Item"), _("Choices"), _("Explanation")),
        guide=tuple(guide_of(plan)),
        footer=f"{plan.office.name}  {form.title} {form.version}",
    )


def _notes(plan: CollectionPlan) -> Iterator[str]:
    due, day = plan.campaign.community_deadline, plan.campaign.reference_date
    yield str(
        text(
            "Please send it to {office} by {month}/{day}. It states how things are on "
            "{ref_month}/{ref_day}; what was collected before is confirmed again on that day.",
            office=plan.office.name,
            month=due.month,
            day=due.day,
            ref_month=day.month,
            ref_day=day.day,
        )
    )
    yield _(
        "Choose from the list or type the code alone; several codes with commas, such as 1,3. "
        "A grey cell is not asked of this person; look again at red ones."
    )
    if plan.kind == INDIVIDUAL:
        yield _(
            "Headers and roster columns are locked. People whom the roster does not name go into "
            "the empty lines at the end. A line without answers counts as not yet collected."
        )


def _person_row(
    plan: CollectionPlan, columns: Sequence[CollectionColumn], person: Person, number: int
) -> tuple[str | int, ...]:
    age = age_of(person, plan.campaign.reference_date)
    answers = roster_answers(person)
    known: dict[str, str | int] = {
        "name": person.name,
        "certificate_no": person.certificate_no,
        ROW_COLUMN: number,
        OWN_COLUMN + "sex": sex_of(person),
        OWN_COLUMN + "age": "" if age is None else age,
        OWN_COLUMN + "category": person.category,
        OWN_COLUMN + "grade": person.grade,
    }
    known.update({one.item: answers[one.item] for one in prefilled_items(plan.form)})
    return tuple(_worded(column, known.get(column.name, "")) for column in columns)


def _worded(column: CollectionColumn, value: str | int) -> str | int:
    """A code as the list offers it."""
    codes = [code for code, _label in column.choices]
    return column.offered[codes.index(str(value))] if value in codes else value

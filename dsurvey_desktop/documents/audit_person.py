"""The audit sheet of one person: exactly one side, however much there is to ask."""

from __future__ import annotations

from dsurvey_desktop.documents.audit_blocks import PersonBand, Remarks, VisitLines
from dsurvey_desktop.documents.audit_items import CODE_WIDTH, QUESTION_WIDTH, item_block
from dsurvey_desktop.documents.blocks import Block, Signatures
from dsurvey_desktop.documents.density import DENSITIES, Density
from dsurvey_desktop.documents.model import AuditPerson
from dsurvey_desktop.documents.pages import TEXT_HEIGHT, Page, Placed
from dsurvey_desktop.documents.pen import WRITING_ROOM, mm
from dsurvey_desktop.documents.table import Column, table
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import _, text

_MOST_REMARK_LINES = 6
_SIGNATURE_HEIGHTS = (26 * mm, 20 * mm)


def person_page(person: AuditPerson) -> Page:
    """Set the person's sheet as roomily as one side allows.

    Raises:
        AppError: `audit_sheet_too_full` where even the tightest setting needs a second side.
    """
    for density in DENSITIES:
        for signature_height in _SIGNATURE_HEIGHTS:
            page = _try_page(person, density, signature_height)
            if page is not None:
                return page
    raise AppError(
        "audit_sheet_too_full",
        text(
            "{items} questions do not fit on one side. No sheets were written.",
            items=len(person.items),
        ),
        text("Choose fewer questions to ask again."),
        items=len(person.items),
    )


def _try_page(person: AuditPerson, density: Density, signature_height: float) -> Page | None:
    top: list[Block] = [PersonBand(person, density), *_item_blocks(person, density), VisitLines()]
    end = Signatures(
        (_("Checked by"), _("Person asked or family"), _("Village or community")),
        signature_height,
        2 * mm,
    )
    room = TEXT_HEIGHT - sum(block.height for block in top) - end.height
    if room < Remarks(1).height:
        return None
    lines = min(_MOST_REMARK_LINES, int((room - Remarks(0).height) // WRITING_ROOM))
    placed = _stack([*top, Remarks(lines), end])
    return Page(placed, person.short_code, person.short_code, person.form_edition)


def _item_blocks(person: AuditPerson, density: Density) -> list[Block]:
    columns = (
        Column(_("Item"), CODE_WIDTH / mm),
        Column(_("Question"), QUESTION_WIDTH / mm),
        Column(_("Found on asking again")),
    )
    return [*table(columns, ()), *(item_block(item, density) for item in person.items)]


def _stack(blocks: list[Block]) -> tuple[Placed, ...]:
    placed, top = [], 0.0
    for block in blocks:
        placed.append(Placed(block, top))
        top += block.height
    return tuple(placed)

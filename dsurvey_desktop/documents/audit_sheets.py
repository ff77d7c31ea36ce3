"""Spot-check sheets: the plan, the list for each community, then one side for each person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from dsurvey_desktop.documents.audit_person import person_page
from dsurvey_desktop.documents.blocks import (
    TITLE,
    Block,
    Fact,
    Heading,
    PageBreak,
    Paragraph,
    Signatures,
)
from dsurvey_desktop.documents.grouping import group_fingerprint
from dsurvey_desktop.documents.model import AuditPerson, AuditPlan, SheetHeader
from dsurvey_desktop.documents.pages import Page, paginate, titled, write_pages
from dsurvey_desktop.documents.pen import mm
from dsurvey_desktop.documents.table import Column, Mark, table
from dsurvey_desktop.domain.masking import group_number
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import _, text


def write_audit_sheets(
    target: BinaryIO | Path,
    header: SheetHeader,
    plan: AuditPlan,
    persons: Sequence[AuditPerson],
    progress: Progress = no_progress,
) -> int:
    """Write cover, lists and one side per person, grouped by community; returns the page count.

    Raises:
        AppError: `audit_sheet_too_full` where somebody's questions need more than one side;
            by `replace_file` where `target` is a path. Nothing is written then.
    """
    grouped = _by_community(plan, persons)
    everybody = [person for members in grouped.values() for person in members]
    sheets: list[Page] = []
    for number, person in enumerate(everybody):
        progress(number, len(everybody), text("Laying out the sheets"))
        sheets.append(person_page(person))
    cover_size = len(paginate(_cover(plan, grouped, 0)))
    cover = paginate(_cover(plan, grouped, cover_size))
    return write_pages(target, titled(header, _("Spot-check sheets")), [*cover, *sheets], progress)


def _by_community(plan: AuditPlan, persons: Sequence[AuditPerson]) -> dict[str, list[AuditPerson]]:
    grouped: dict[str, list[AuditPerson]] = {draw.name: [] for draw in plan.communities}
    for person in persons:
        grouped.setdefault(person.community, []).append(person)
    return {community: members for community, members in grouped.items() if members}


def _cover(plan: AuditPlan, grouped: dict[str, list[AuditPerson]], cover_size: int) -> list[Block]:
    """Plan and lists; the first person's sheet is page `cover_size` + 1."""
    blocks = [*_plan(plan), PageBreak()]
    page = cover_size + 1
    for community, members in grouped.items():
        blocks += _community_list(community, members, page)
        page += len(members)
    return blocks


def _plan(plan: AuditPlan) -> list[Block]:
    return [
        Paragraph(_("Spot check: plan and lists"), TITLE, 2 * mm, "center"),
        Heading(_("How the sample was drawn")),
        *(Paragraph(sentence) for sentence in plan.description),
        Fact(_("Drawn at"), plan.drawn_at),
        Fact(_("Entries in the frame"), str(plan.frame_size)),
        Fact(_("Entries drawn"), str(sum(draw.drawn for draw in plan.communities))),
        Fact(_("Random seed"), plan.seed),
        Fact(_("Digest of the frame"), group_fingerprint(plan.frame_digest, 8)),
        Paragraph(_("With the same frame and seed anybody draws the same sample again.")),
        Heading(_("By town") if plan.is_of_towns else _("By community")),
        *_draw_table(plan),
        Signatures((_("Drawn by"), _("Witnessed by"), _("Office in charge"))),
    ]


def _draw_table(plan: AuditPlan) -> list[Block]:
    columns = (
        Column(_("Town") if plan.is_of_towns else _("Community")),
        Column(_("In the frame"), 26, "right"),
        Column(_("Drawn for checking"), 26, "right"),
        Column(_("Share drawn"), 26, "right"),
    )
    drawn = sum(draw.drawn for draw in plan.communities)
    frame = sum(draw.frame_size for draw in plan.communities)
    rows = [_draw_cells(d.name, d.frame_size, d.drawn) for d in plan.communities]
    return table(columns, rows, _draw_cells(_("Total"), frame, drawn))


def _draw_cells(name: str, frame_size: int, drawn: int) -> tuple[str, str, str, str]:
    share = f"{drawn / frame_size:.1%}" if frame_size else "–"
    return (name, str(frame_size), str(drawn), share)


def _community_list(community: str, members: Sequence[AuditPerson], first_page: int) -> list[Block]:
    columns = (
        Column(_("No."), 10, "right"),
        Column(_("Short code"), 34),
        Column(_("Name")),
        Column(_("Certificate no."), 48),
        Column(_("On page"), 18, "right"),
        Column(_("Tick"), 12),
    )
    title = _("{community}: {count} people").format(community=community, count=len(members))
    rows = [
        (
            str(number + 1),
            person.short_code,
            person.name,
            group_number(person.certificate_no),
            str(first_page + number),
            Mark.TICK_BOX,
        )
        for number, person in enumerate(members)
    ]
    return [Heading(title), *table(columns, rows)]

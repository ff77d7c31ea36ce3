"""The hand-over cover: what a bundle holds, to be signed, stamped and kept beside it."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from dsurvey_desktop.documents.blocks import TITLE, Block, Fact, Heading, Paragraph, Signatures
from dsurvey_desktop.documents.grouping import group_fingerprint
from dsurvey_desktop.documents.model import BundleSummary, SheetHeader
from dsurvey_desktop.documents.pages import paginate, titled, write_pages
from dsurvey_desktop.documents.pen import mm
from dsurvey_desktop.documents.table import Column, table
from dsurvey_desktop.domain.texts import _

_COUNT_WIDTH_MM = 22


def write_bundle_summary(
    target: BinaryIO | Path, header: SheetHeader, summary: BundleSummary
) -> int:
    """Write the hand-over cover; returns the page count.

    Raises:
        AppError: by `replace_file` where `target` is a path.
    """
    header = titled(header, _("Hand-over cover"))
    return write_pages(target, header, paginate(_blocks(summary)))


def _blocks(summary: BundleSummary) -> list[Block]:
    return [
        Paragraph(_("Hand-over of survey entries"), TITLE, 2 * mm, "center"),
        Heading(_("Bundle")),
        *_facts(summary),
        Heading(_("Content by community")),
        *_count_table(summary),
        Heading(_("Proof")),
        Fact(_("Digest (SHA-256)"), group_fingerprint(summary.digest, 8)),
        Fact(
            _("Previous digest"),
            group_fingerprint(summary.previous_digest, 8) or _("none, this is the first"),
        ),
        Fact(_("Key fingerprint"), group_fingerprint(summary.fingerprint)),
        Paragraph(
            _("The receiving office compares number, counts and fingerprint with its screen.")
        ),
        Signatures((_("Handed over by"), _("Sending office"))),
        Signatures((_("Received by"), _("Receiving office"))),
    ]


def _facts(summary: BundleSummary) -> list[Block]:
    facts = (
        (_("Sender"), summary.sender),
        (_("Addressee"), summary.addressee),
        (_("Bundle number"), str(summary.sequence)),
        (_("Made at"), summary.made_at),
        *summary.facts,
    )
    return [Fact(label, value) for label, value in facts]


def _count_table(summary: BundleSummary) -> list[Block]:
    states = (Column(state, _COUNT_WIDTH_MM, "right") for state in summary.states)
    columns = (Column(_("Community")), *states, Column(_("Total"), _COUNT_WIDTH_MM, "right"))
    totals = tuple(
        sum(line.counts[number] for line in summary.communities)
        for number in range(len(summary.states))
    )
    rows = [_cells(line.community, line.counts) for line in summary.communities]
    return table(columns, rows, _cells(_("Total"), totals))


def _cells(name: str, counts: tuple[int, ...]) -> list[str]:
    return [name, *(str(count) for count in counts), str(sum(counts))]

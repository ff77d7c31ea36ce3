"""The cover of a hand-over, receipt or onward file, to be signed, stamped and kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from dsurvey_desktop.documents.blocks import TITLE, Block, Fact, Heading, Paragraph, Signatures
from dsurvey_desktop.documents.grouping import group_fingerprint
from dsurvey_desktop.documents.model import BundleSummary, SheetHeader
from dsurvey_desktop.documents.pages import paginate, titled, write_pages
from dsurvey_desktop.documents.pen import mm
from dsurvey_desktop.documents.table import Column, table
from dsurvey_desktop.domain.texts import N_, _

_COUNT_WIDTH_MM = 22


@dataclass(frozen=True, slots=True)
class CoverWords:
    """What the kinds of cover say differently."""

    name: str
    title: str
    heading: str
    sender: str
    signed_by: str
    office: str
    parts: str = N_("Content by community")
    part: str = N_("Community")


HAND_OVER = CoverWords(
    name=N_("Hand-over cover"),
    title=N_("Hand-over of survey entries"),
    heading=N_("Bundle"),
    sender=N_("Sender"),
    signed_by=N_("Handed over by"),
    office=N_("Sending office"),
)
RECEIPT = CoverWords(
    name=N_("Receipt cover"),
    title=N_("Receipt for survey entries"),
    heading=N_("Receipt"),
    sender=N_("Issued by"),
    signed_by=N_("Checked by"),
    office=N_("Issuing office"),
)
ONWARD = replace(
    HAND_OVER,
    name=N_("Onward file's cover"),
    title=N_("Onward file of survey entries"),
    heading=N_("Onward file"),
    parts=N_("Content by town"),
    part=N_("Town"),
)


def write_bundle_summary(
    target: BinaryIO | Path,
    header: SheetHeader,
    summary: BundleSummary,
    words: CoverWords = HAND_OVER,
) -> int:
    """Write the cover; returns the page count.

    Raises:
        AppError: by `replace_file` where `target` is a path.
    """
    header = titled(header, _(words.name))
    return write_pages(target, header, paginate(_blocks(summary, words)))


def _blocks(summary: BundleSummary, words: CoverWords) -> list[Block]:
    return [
        Paragraph(_(words.title), TITLE, 2 * mm, "center"),
        Heading(_(words.heading)),
        *_facts(summary, words),
        Heading(_(words.parts)),
        *_count_table(summary, _(words.part)),
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
        Signatures((_(words.signed_by), _(words.office))),
        Signatures((_("Received by"), _("Receiving office"))),
    ]


def _facts(summary: BundleSummary, words: CoverWords) -> list[Block]:
    facts = (
        (_(words.sender), summary.sender),
        (_("Addressee"), summary.addressee),
        (_("Bundle number"), str(summary.sequence)),
        (_("Made at"), summary.made_at),
        *summary.facts,
    )
    return [Fact(label, value) for label, value in facts]


def _count_table(summary: BundleSummary, part: str) -> list[Block]:
    states = (Column(state, _COUNT_WIDTH_MM, "right") for state in summary.states)
    columns = (Column(part), *states, Column(_("Total"), _COUNT_WIDTH_MM, "right"))
    totals = tuple(
        sum(line.counts[number] for line in summary.communities)
        for number in range(len(summary.states))
    )
    rows = [_cells(line.community, line.counts) for line in summary.communities]
    return table(columns, rows, _cells(_("Total"), totals))


def _cells(name: str, counts: tuple[int, ...]) -> list[str]:
    return [name, *(str(count) for count in counts), str(sum(counts))]

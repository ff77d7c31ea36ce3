"""The recovery sheet: a code for the safe, and how it is used."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from dsurvey_desktop.documents.blocks import TITLE, Block, Fact, Heading, Paragraph, Signatures
from dsurvey_desktop.documents.model import SheetHeader
from dsurvey_desktop.documents.pages import paginate, titled, write_pages
from dsurvey_desktop.documents.pen import mm
from dsurvey_desktop.documents.text_layout import Style
from dsurvey_desktop.domain.texts import _

_CODE = Style(17, bold=True, leading=1.8)


def write_recovery_sheet(
    target: BinaryIO | Path, header: SheetHeader, office: str, user: str, code: str
) -> int:
    """Write the sheet; returns the page count.

    Raises:
        AppError: by `replace_file` where `target` is a path.
    """
    blocks = _blocks(header, office, user, code)
    return write_pages(target, titled(header, _("Recovery sheet")), paginate(blocks))


def _blocks(header: SheetHeader, office: str, user: str, code: str) -> list[Block]:
    groups = code.split("-")
    half = len(groups) // 2
    return [
        Paragraph(_("Recovery sheet"), TITLE, 2 * mm, "center"),
        Fact(_("Office name"), office),
        Fact(_("Opens as"), user),
        Fact(_("Made at"), header.printed_at),
        Heading(_("Recovery code")),
        Paragraph("   ".join(groups[:half]), _CODE, 2 * mm, "center"),
        Paragraph("   ".join(groups[half:]), _CODE, 1 * mm, "center"),
        Paragraph(_how_to(), above=6 * mm),
        Signatures((_("Kept by"), _("Office in charge"))),
    ]


def _how_to() -> str:
    return _(
        "Whoever has this sheet can open the office. Keep it in a safe, sealed, and away from the "
        "computer. If the password is lost, type this code in its place, with or without "
        "hyphens, then set a new password. A newer sheet makes this one worthless."
    )

"""The key card: an office's public keys and the fingerprint that two offices compare once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dsurvey_desktop.documents.blocks import TITLE, Block, Fact, Heading, Paragraph, Signatures
from dsurvey_desktop.documents.grouping import group_fingerprint
from dsurvey_desktop.documents.model import KeyCard, SheetHeader
from dsurvey_desktop.documents.pages import paginate, titled, write_pages
from dsurvey_desktop.documents.pen import TEXT_WIDTH, Pen, mm
from dsurvey_desktop.documents.text_layout import Style
from dsurvey_desktop.domain.texts import _

_FINGERPRINT = Style(16, bold=True, leading=1.6)
_QR_SIDE = 40 * mm


@dataclass(frozen=True, slots=True)
class _Qr(Block):
    content: str

    @property
    def height(self) -> float:
        """In points."""
        return _QR_SIDE + 8 * mm

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw from the top left corner."""
        pen.qr(self.content, x + (TEXT_WIDTH - _QR_SIDE) / 2, y + 4 * mm, _QR_SIDE)


def write_key_card(target: BinaryIO | Path, header: SheetHeader, card: KeyCard) -> int:
    """Write the key card; returns the page count.

    Raises:
        AppError: by `replace_file` where `target` is a path.
    """
    return write_pages(target, titled(header, _("Key card")), paginate(_blocks(card)))


def _blocks(card: KeyCard) -> list[Block]:
    return [
        Paragraph(_("Key card"), TITLE, 2 * mm, "center"),
        Heading(_("Office")),
        Fact(_("Office code"), card.office_code),
        Fact(_("Office name"), card.office_name),
        Fact(_("Made at"), card.made_at),
        Heading(_("Fingerprint: compare it group by group, by voice or on paper")),
        Paragraph(group_fingerprint(card.fingerprint), _FINGERPRINT, 2 * mm),
        _Qr(card.qr_text),
        Heading(_("Public keys")),
        *(Fact(label, key) for label, key in card.keys),
        Paragraph(_how_to(), above=4 * mm),
        Signatures((_("Compared by"), _("Office in charge"))),
    ]


def _how_to() -> str:
    return _(
        "This card holds public keys only and may be handed on. If a single character of the "
        "fingerprint differs, do not trust the key; ask the office by a telephone number that "
        "you knew before."
    )

"""A TrueType font as reportlab embeds it, with right text extraction beyond the basic plane."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from reportlab.pdfbase.ttfonts import TTFont

_BEYOND_BMP = re.compile(r"> <([0-9A-F]{5,6})>")


class EmbeddedFont(TTFont):  # type: ignore[misc]
    """A font embedded as subsets of at most 256 characters each.

    reportlab writes U+20164 as `<20164>` into the ToUnicode map, where PDF 32000-1 (9.10.3) wants
    UTF-16BE: without the repair a rare name could be seen but neither searched nor copied.
    """

    def __init__(self, name: str, path: Path, *, has_latin: bool) -> None:
        super().__init__(name, str(path), asciiReadable=has_latin, shapable=False)

    def has(self, character: str) -> bool:
        """True where the font draws `character` with a glyph of its own."""
        return bool(self.face.charToGlyph.get(ord(character)))

    def advance(self, character: str) -> float:
        """The character's width in thousandths of the font size."""
        return float(self.face.getCharWidth(ord(character)))

    def addObjects(self, doc: Any) -> None:  # noqa: N802  (reportlab's name)
        """Embed the used characters, then repair the ToUnicode maps."""
        super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                stream.content = _BEYOND_BMP.sub(_utf_16, stream.content)


def _utf_16(match: re.Match[str]) -> str:
    return f"> <{chr(int(match[1], 16)).encode('utf-16-be').hex().upper()}>"

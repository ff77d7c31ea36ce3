"""Draw the icon of the Windows programs and their installer from the window's own drawing.

    python packaging/make_icon.py

Run it after a change of `resources/icons/program.svg`; `program.ico` is kept in the project.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QGuiApplication

PROJECT = Path(__file__).resolve().parents[1]
ICON = PROJECT / "packaging" / "program.ico"
SIZES_PX = (256, 64, 48, 32, 24, 16)


def drawn(size_px: int) -> Image.Image:
    """The drawing at one size."""
    from ui.icons import icon_pixmap  # noqa: PLC0415 - found once the script has begun

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.ReadWrite)
    icon_pixmap("program", QColor(), size_px).save(buffer, "PNG")
    buffer.seek(0)
    return Image.open(io.BytesIO(bytes(buffer.readAll().data())))


if __name__ == "__main__":
    sys.path.insert(0, str(PROJECT))
    application = QGuiApplication(["icon", "-platform", "offscreen"])
    largest, *others = map(drawn, SIZES_PX)
    sizes = [(size, size) for size in SIZES_PX]
    largest.save(ICON, sizes=sizes, append_images=others)
    print(f"{ICON.relative_to(PROJECT)}: {ICON.stat().st_size} bytes")

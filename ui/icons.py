"""Icons: the program's own SVG drawings, in the colour of the text around them."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from dsurvey_desktop.domain.resources import resources_folder

ICONS = resources_folder() / "icons"


@cache
def _drawing(name: str) -> bytes:
    """The file, read once: a page may show one drawing on each of its lines."""
    return (ICONS / f"{name}.svg").read_bytes()


def icon_pixmap(name: str, colour: QColor, size_px: int, ratio: float = 1.0) -> QPixmap:
    """The drawing `name` in one colour, sharp at the screen's pixel ratio."""
    drawing = _drawing(name).replace(b"currentColor", colour.name().encode())
    renderer = QSvgRenderer(QByteArray(drawing))
    pixmap = QPixmap(round(size_px * ratio), round(size_px * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def program_icon() -> QIcon:
    """The program's own, in its own colours, for the window and the bar of the system."""
    made = QIcon()
    for size_px in (16, 32, 48, 256):
        made.addPixmap(icon_pixmap("program", QColor(), size_px))
    return made


def icon(
    name: str, colour: QColor, size_px: int, ratio: float = 2.0, *, chosen: QColor | None = None
) -> QIcon:
    """The drawing `name` as an icon; `chosen` is its colour on a chosen row or button."""
    made = QIcon(icon_pixmap(name, colour, size_px, ratio))
    on_chosen = icon_pixmap(name, chosen or colour, size_px, ratio)
    made.addPixmap(on_chosen, QIcon.Mode.Selected)
    made.addPixmap(on_chosen, QIcon.Mode.Normal, QIcon.State.On)
    return made

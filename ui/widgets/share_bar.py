"""A share with its target: words, shape and bar; the words lead to the list they count."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dsurvey_desktop.domain.texts import _
from ui.theme import Theme
from ui.widgets.parts import button, column, row, shape


class Bar(QWidget):
    """The bar alone: filled up to `share`, a mark at `target`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.share: float | None = None
        self.target: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Wide enough to tell tenths apart."""
        return QSize(self._theme.space(20), self._theme.space(2.5))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, filled part, target mark."""
        painter = QPainter(self)
        height = self._theme.space(1.5)
        top = (self.height() - height) / 2
        painter.fillRect(QRectF(0, top, self.width(), height), self._theme.colour("sunken"))
        if self.share is not None:
            filled = QRectF(0, top, self.width() * min(self.share, 1.0), height)
            painter.fillRect(filled, self._theme.colour("accent"))
        if self.target is not None:
            left = min(self.width() * self.target, self.width() - 2)
            painter.fillRect(QRectF(left, 0, 2, self.height()), self._theme.colour("text"))


class ShareBar(QWidget):
    """`Covered 391/420 93% ⚠ 29 to go` over a bar with the target as a mark.

    Signals:
        chosen: the person wants the list behind the figures.
        rest_chosen: the person wants the list of what is still to go.
    """

    chosen = Signal()
    rest_chosen = Signal()

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = words
        self.figures = button(words, self.chosen, "figure")
        self.rest = button("", self.rest_chosen, "figure")
        self._shapes = {kind: shape(theme, kind) for kind in ("done", "warning")}
        self.bar = Bar(theme)
        top = row(theme, self.figures, gap=1)
        top.addStretch(1)
        for picture in self._shapes.values():
            picture.hide()
            top.addWidget(picture)
        top.addWidget(self.rest)
        lines = column(theme, self, gap=0)
        lines.addLayout(top)
        lines.addWidget(self.bar)

    def set_name(self, words: str) -> None:
        """What is counted."""
        self._name = words

    def show_share(
        self, share: float | None, figures: str, *, target: float | None = None, verdict: str = ""
    ) -> None:
        """Show `figures` such as `391/420` and the share; against `target` also done or warning."""
        self.bar.share, self.bar.target = share, target
        self.bar.update()
        words = (self._name, figures, percent_text(share))
        self.figures.setText("  ".join(word for word in words if word))
        self.rest.setText(verdict)
        self.rest.setVisible(bool(verdict))
        kind = "" if share is None or target is None else _kind(share, target)
        for name, picture in self._shapes.items():
            picture.setVisible(name == kind)
        self.setAccessibleName(f"{self.figures.text()} {verdict}".strip())


def percent_text(share: float | None) -> str:
    """`93%`, rounded down so that 100% means all; a dash where there is nothing to divide."""
    return _("—") if share is None else f"{int(share * 100 + 1e-9)}%"


def _kind(share: float, target: float) -> str:
    return "done" if share >= target else "warning"

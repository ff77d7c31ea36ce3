"""What stands in the way of handing over, in all or in a community; each line leads there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.hand_over_words import block_words
from dsurvey_desktop.usecases.progress_views import Block, CommunityProgress, ProgressView
from ui.changes import Destination
from ui.theme import Theme
from ui.widgets.column_grid import ColumnGrid
from ui.widgets.combo import Combo
from ui.widgets.parts import button, column, heading, label, row, shape
from ui.widgets.scrolling import scroll_to

NARROWEST = 76
"""Of a line, in steps of 4 px."""


class BlockList(QWidget):
    """Attributes: `community` (the choice), `buttons` (the lines shown).

    Signals:
        wanted: the `Destination` of a line.
    """

    wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._views: dict[str, CommunityProgress] = {}
        self._shown: tuple[str, tuple[Block, ...]] | None = None
        self.buttons: list[QPushButton] = []
        self.community = Combo()
        self.community.setAccessibleName(_("Community"))
        self.community.activated.connect(self.show_chosen)
        self._grid = ColumnGrid(theme, NARROWEST, gap=1)
        self._nothing = label(_("Nothing stands in the way."), "muted")
        top = row(theme, heading(theme, _("To settle before handing over")), self.community)
        top.addStretch(1)
        lines = column(theme, self, gap=1)
        lines.addLayout(top)
        lines.addWidget(self._grid)
        lines.addWidget(self._nothing)

    def show_progress(self, progress: ProgressView) -> None:
        """Show what stands in the way now; the community chosen stays."""
        chosen = self.community.currentData() or ""
        self._views = {one.code: one for one in (progress.total, *progress.communities)}
        self.community.clear()
        for code, one in self._views.items():
            words = one.name if code else _("All communities")
            self.community.addItem(f"{words}  {len(one.blocks)}" if one.blocks else words, code)
        self._choose(chosen)

    def choose(self, code: str) -> None:
        """Show a community's lines and go to the first."""
        self._choose(code)
        scroll_to(self)
        (self.buttons[0] if self.buttons else self.community).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def _choose(self, code: str) -> None:
        self.community.setCurrentIndex(max(self.community.findData(code), 0))
        self.show_chosen()

    @Slot()
    def show_chosen(self) -> None:
        """The lines of the community that is chosen."""
        code = self.community.currentData() or ""
        blocks = self._views[code].blocks
        self._nothing.setVisible(not blocks)
        if (code, blocks) == self._shown:
            return
        self._shown = (code, blocks)
        self.buttons = [self._button(block) for block in blocks]
        self._grid.set_widgets([self._line(made) for made in self.buttons])

    def _button(self, block: Block) -> QPushButton:
        return button(str(block_words(block.kind, block.count)), self._go, "link")

    def _line(self, made: QPushButton) -> QWidget:
        line = QWidget()
        inside = row(self._theme, shape(self._theme, "warning"), made, gap=1)
        inside.addStretch(1)
        line.setLayout(inside)
        return line

    @Slot()
    def _go(self) -> None:
        made = self.sender()
        if isinstance(made, QPushButton) and self._shown is not None:
            code, blocks = self._shown
            self.wanted.emit(block_place(blocks[self.buttons.index(made)].kind, code))


def block_place(kind: str, code: str = "") -> Destination:
    """The list a block counts; where rows wait at intake they are those of all communities."""
    if kind == "missing":
        return Destination("roster", f"missing:{code}" if code else "missing")
    if kind in ("pending", "set_aside"):
        return Destination("intake", kind)
    if kind == "community_forms":
        return Destination("intake")
    quality = {"errors": "error", "not_approved": "open"}[kind]
    return Destination("verify", EntryFilter(community=code, quality=quality))

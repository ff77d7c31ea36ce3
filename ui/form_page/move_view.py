"""Moving entries to the edition that is open: first what changes, then one press."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QWidget

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import sentences
from dsurvey_desktop.usecases.form_views import EditionMove, EntryMove
from dsurvey_desktop.usecases.move_choice import EVERYTHING, MoveChoice
from ui.form_page.check_view import STRANGER
from ui.move_words import account_lines, line_parts
from ui.theme import Theme
from ui.widgets.community_combo import CommunityCombo
from ui.widgets.parts import button, column, flow, label
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table


class MoveView(QWidget):
    """How many entries stand elsewhere, what moving them changes, and the list of them.

    Signals:
        preview_wanted: show what would change (`MoveChoice`).
        move_wanted: do it (`MoveChoice`: of the community above the list, or the lines chosen).
    """

    preview_wanted = Signal(object)
    move_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standing = label("", wraps=True)
        self.community = CommunityCombo()
        self.community.activated.connect(self._narrow)
        self.preview_button = button(_("Show what moving change&s"), self._ask_for_preview)
        self.move_button = button("", self._move, "main")
        self.chosen_button = button("", self._move_chosen)
        self._standing = (0, 0, True)
        self._is_done = True
        self.account = label("", wraps=True)
        self.model = RowModel[EntryMove](theme, _columns(), self)
        self.table = Table(theme, _("Entries something happens to"))
        self.table.show_rows(self.model)
        self.table.setMinimumHeight(theme.row_height * 4)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.selectionModel().currentRowChanged.connect(self._show_whole)
        self.table.selectionModel().selectionChanged.connect(self._offer_chosen)
        self.whole = label("", wraps=True)
        buttons = flow(theme)
        for widget in (self.community, self.preview_button, self.move_button, self.chosen_button):
            buttons.addWidget(widget)
        lines = column(theme, self, gap=2)
        lines.addWidget(self.standing)
        lines.addLayout(buttons)
        lines.addWidget(self.account)
        lines.addWidget(self.table, 1)
        lines.addWidget(self.whole)
        lines.addStretch(0)
        self.show_standing(0, 0, is_kept=True)

    def show_standing(
        self, here: int, elsewhere: int, *, is_kept: bool, is_ours: bool = True
    ) -> None:
        """Say how many entries stand on this edition and on others; no account is shown."""
        words = _("On this edition: {here} entries. On other editions: {elsewhere}.")
        self.standing.setText(words.format(here=f"{here:,}", elsewhere=f"{elsewhere:,}"))
        if not is_kept:
            self.standing.setText(_("Make it the campaign's edition first; then entries can move."))
        if not is_ours:
            self.standing.setText(_(STRANGER))
        self.community.setVisible(is_kept and elsewhere > 0)
        self.preview_button.setVisible(is_kept and elsewhere > 0)
        self._standing = (here, elsewhere, is_kept)
        parts = (self.move_button, self.chosen_button, self.account, self.table, self.whole)
        for widget in parts:
            widget.hide()

    def show_account(self, move: EditionMove) -> None:
        """Show what would change, or what has changed."""
        self._is_done = move.is_moved
        self.account.setText("\n".join(account_lines(move)))
        self.account.show()
        self.model.set_rows(move.lines)
        self.table.setVisible(bool(move.lines))
        self.whole.setVisible(bool(move.lines))
        words = _("Move {count} entries to this edition")
        self.move_button.setText(words.format(count=f"{move.entries:,}"))
        self.move_button.setVisible(not move.is_moved and move.entries > 0)
        self.preview_button.setVisible(move.is_moved and self._standing[1] > 0)
        if move.lines:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._offer_chosen()
        if not move.is_moved and move.entries:
            self.move_button.setFocus()

    def show_communities(self, communities: tuple[Community, ...]) -> None:
        """Offer these communities; the one that is chosen stays where it can."""
        self.community.show_communities(communities)

    @property
    def choice(self) -> MoveChoice:
        """What the community above the list leaves in."""
        code = self.community.code
        return MoveChoice(communities=frozenset({code})) if code else EVERYTHING

    @property
    def chosen(self) -> MoveChoice:
        """The entries, or communities with their forms, whose lines are chosen."""
        indexes = self.table.selectionModel().selectedRows()
        lines = [line for index in indexes if (line := self.model.row_at(index)) is not None]
        return MoveChoice(
            frozenset(EntryId(line.entry) for line in lines if line.entry),
            frozenset(line.community for line in lines if not line.entry),
        )

    def _offer_chosen(self, *_selections: object) -> None:
        chosen = self.chosen
        words = _("Only those chosen in the list: {count}")
        count = len(chosen.entries) + len(chosen.communities)
        self.chosen_button.setText(words.format(count=f"{count:,}"))
        self.chosen_button.setVisible(not chosen.is_all and not self._is_done)

    @Slot()
    def _narrow(self) -> None:
        """Another community: what was shown is of the one before."""
        here, elsewhere, is_kept = self._standing
        self.show_standing(here, elsewhere, is_kept=is_kept)

    @Slot()
    def _ask_for_preview(self) -> None:
        self.preview_wanted.emit(self.choice)

    @Slot()
    def _move(self) -> None:
        self.move_wanted.emit(self.choice)

    @Slot()
    def _move_chosen(self) -> None:
        self.move_wanted.emit(self.chosen)

    def _show_whole(self, *_indexes: object) -> None:
        line = self.model.row_at(self.table.currentIndex())
        self.whole.setText("" if line is None else "\n".join(line_parts(line)))


def _columns() -> tuple[Column[EntryMove], ...]:
    return (
        Column(_("Person or community"), lambda one: one.name, width=30),
        Column(
            _("Approval"),
            lambda one: _("falls") if one.loses_approval else "",
            kind=lambda one: "warning" if one.loses_approval else "",
            width=22,
        ),
        Column(
            _("What changes"),
            lambda one: sentences(line_parts(one)),
            tip=lambda one: "\n".join(line_parts(one)),
            width=0,
        ),
    )

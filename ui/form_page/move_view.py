"""Moving entries to the edition that is open: first what changes, then one press."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import listed, sentences
from dsurvey_desktop.usecases.form_views import EditionMove, EntryMove, MovedItem
from ui.theme import Theme
from ui.widgets.parts import button, column, label, row
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table


class MoveView(QWidget):
    """How many entries stand elsewhere, what moving them changes, and the list of them.

    Signals:
        preview_wanted: show what would change.
        move_wanted: do it.
    """

    preview_wanted = Signal()
    move_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standing = label("", wraps=True)
        self.preview_button = button(_("Show what moving change&s"), self.preview_wanted)
        self.move_button = button("", self.move_wanted, "main")
        self.account = label("", wraps=True)
        self.model = RowModel[EntryMove](theme, _columns(), self)
        self.table = Table(theme, _("Entries something happens to"))
        self.table.show_rows(self.model)
        self.table.setMinimumHeight(theme.row_height * 4)
        self.table.selectionModel().currentRowChanged.connect(self._show_whole)
        self.whole = label("", wraps=True)
        buttons = row(theme, self.preview_button, self.move_button)
        buttons.addStretch(1)
        lines = column(theme, self, gap=2)
        lines.addWidget(self.standing)
        lines.addLayout(buttons)
        lines.addWidget(self.account)
        lines.addWidget(self.table, 1)
        lines.addWidget(self.whole)
        lines.addStretch(0)
        self.show_standing(0, 0, is_kept=True)

    def show_standing(self, here: int, elsewhere: int, *, is_kept: bool) -> None:
        """Say how many entries stand on this edition and on others; no account is shown."""
        words = _("On this edition: {here} entries. On other editions: {elsewhere}.")
        self.standing.setText(words.format(here=f"{here:,}", elsewhere=f"{elsewhere:,}"))
        if not is_kept:
            self.standing.setText(_("Make it the campaign's edition first; then entries can move."))
        self.preview_button.setVisible(is_kept and elsewhere > 0)
        for widget in (self.move_button, self.account, self.table, self.whole):
            widget.hide()

    def show_account(self, move: EditionMove) -> None:
        """Show what would change, or what has changed."""
        self.account.setText("\n".join(account_lines(move)))
        self.account.show()
        self.model.set_rows(move.lines)
        self.table.setVisible(bool(move.lines))
        self.whole.setVisible(bool(move.lines))
        words = _("Move {count} entries to this edition")
        self.move_button.setText(words.format(count=f"{move.entries:,}"))
        self.move_button.setVisible(not move.is_moved and move.entries > 0)
        self.preview_button.setVisible(False)
        if move.lines:
            self.table.setCurrentIndex(self.model.index(0, 0))
        if not move.is_moved and move.entries:
            self.move_button.setFocus()

    def _show_whole(self, *_indexes: object) -> None:
        line = self.model.row_at(self.table.currentIndex())
        self.whole.setText("" if line is None else "\n".join(_parts(line)))


def account_lines(move: EditionMove) -> Iterator[str]:
    """What changes, a sentence each."""
    moved = _("{count} entries were moved.") if move.is_moved else _("{count} entries move.")
    yield moved.format(count=f"{move.entries:,}")
    pairs = (
        (_("No item for: {list}. The answers stay in the history."), move.left),
        (_("Answers that come back: {list}."), move.back),
        (_("Choices that are gone: {list}. They stay and are errors."), move.gone_codes),
        (_("Choices that read otherwise: {list}."), move.other_words),
    )
    for words, items in pairs:
        if items:
            yield words.format(list=listed(map(_item_words, items)))
    if move.new_findings:
        found = (f"{one.rule} {one.label} ({one.entries:,})" for one in move.new_findings)
        yield _("New findings: {list}.").format(list=listed(found))
    fallen = _("Approvals that fall: {count}.")
    yield fallen.format(count=f"{move.approvals:,}")
    if move.staying:
        words = _("Accepted by the district, they stay where they are: {count}.")
        yield words.format(count=f"{move.staying:,}")


def _item_words(one: MovedItem) -> str:
    choice = f" {one.code} {one.code_label}" if one.code else ""
    now = f" → {one.new_label}" if one.new_label else ""
    return f"{one.label}{choice}{now} ({one.entries:,})"


def _parts(line: EntryMove) -> Iterator[str]:
    if line.loses_approval:
        yield _("The approval falls.")
    pairs = (
        (_("Into the history: {list}"), line.left),
        (_("Comes back: {list}"), line.back),
        (_("Choice gone: {list}"), line.gone_codes),
        (_("Found: {list}"), line.new_findings),
    )
    for words, what in pairs:
        if what:
            yield words.format(list=listed(what))


def _columns() -> tuple[Column[EntryMove], ...]:
    return (
        Column(_("Name"), lambda one: one.name, width=30),
        Column(
            _("Approval"),
            lambda one: _("falls") if one.loses_approval else "",
            kind=lambda one: "warning" if one.loses_approval else "",
            width=22,
        ),
        Column(
            _("What changes"),
            lambda one: sentences(_parts(one)),
            tip=lambda one: "\n".join(_parts(one)),
            width=0,
        ),
    )

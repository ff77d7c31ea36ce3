"""Many corrections at once: each old and new value is seen before anything is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from dsurvey_desktop.domain.masking import mask_within
from dsurvey_desktop.domain.texts import _
from ui.theme import Theme
from ui.verify.batch_panel import NAMED
from ui.verify.reason_line import ReasonLine
from ui.widgets.parts import button, column, flow, heading, label
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.correct_batch import ChangeLine


@dataclass(frozen=True, slots=True)
class ManyRow:
    """One line of the preview.

    `problem` says why it is left as it is, empty where it is not; `falls`: so does its approval.
    """

    where: str
    item: str
    old: str
    new: str
    problem: str
    falls: bool = False


_WHY = 4
"""The column of what stands in the way."""


def left_words(lines: Sequence[ChangeLine]) -> tuple[str, str]:
    """How many stay as they are, and who they are and why; both empty where there are none."""
    left = [one for one in lines if one.problem is not None]
    if not left:
        return "", ""
    words = _("{count} stay as they are.").format(count=f"{len(left):,}")
    return words, named_words([(one.name, str(one.problem)) for one in left])


def named_words(left: Sequence[tuple[str, str]]) -> str:
    """Who or which row stays as it is and why, a line each; of many the first."""
    named = [_("{name}: {why}").format(name=whose, why=why) for whose, why in left[:NAMED]]
    if len(left) > NAMED:
        named.append(_("… and {count} more").format(count=f"{len(left) - NAMED:,}"))
    return mask_within("\n".join(named))


class ManyPanel(QFrame):
    """A table over a reason, or over one button where each row has its own reason.

    Signals:
        confirmed: the reason (str), empty where the rows have their own.
        given_up: nothing is changed.
    """

    confirmed = Signal(str)
    given_up = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._title = heading(theme, "")
        self._title.setWordWrap(True)
        self.model: RowModel[ManyRow] = RowModel(theme, _columns(), self)
        self.table = Table(theme, _("What would change"))
        self.table.show_rows(self.model)
        self.table.selectionModel().currentRowChanged.connect(self._tell_row)
        self.whole = label("", wraps=True)
        self._more = label("", "muted", wraps=True)
        self.reason = ReasonLine(theme, _("Reason for these corrections"))
        self.reason.given.connect(self.confirmed)
        self.reason.given_up.connect(self.given_up)
        self.confirm_button = button("", self.confirm, "main")
        self._buttons = QWidget()
        self.leave_button = button(_("Change nothing (Esc)"), self.given_up)
        self._buttons.setLayout(flow(theme, self.confirm_button, self.leave_button))
        lines = column(theme, self, gap=2, margin=3)
        parts = (self._title, self.table, self.whole, self._more, self.reason, self._buttons)
        for widget in parts:
            lines.addWidget(widget, 1 if widget is self.table else 0)
        self.hide()

    def ask(
        self, title: str, rows: tuple[ManyRow, ...], *, needs_reason: bool, reason: str = ""
    ) -> None:
        """Show what would change; without a row that can be changed there is nothing to confirm.

        `reason` is the one that is likely, to be saved with or changed. Numbers are masked.
        """
        title, rows = mask_within(title), tuple(map(_masked, rows))
        able = sum(not one.problem for one in rows)
        self._title.setText(title)
        self.model.set_rows(rows)
        self.table.setColumnHidden(_WHY, able == len(rows))
        self.table.make_room_for_titles()
        self.table.selectRow(next((i for i, one in enumerate(rows) if one.problem), 0))
        words = _("{able} will be changed, {left} stay as they are.")
        said = words.format(able=f"{able:,}", left=f"{len(rows) - able:,}")
        falling = sum(one.falls and not one.problem for one in rows)
        if falling:
            falls = _("{count} approvals fall, these entries are approved again afterwards.")
            said = f"{said} {falls.format(count=f'{falling:,}')}"
        self._more.setText(said)
        self.setAccessibleName(f"{title} {self._more.text()}")
        self.confirm_button.setText(_("Correct {count} answers").format(count=f"{able:,}"))
        self.confirm_button.setEnabled(able > 0)
        self.reason.setVisible(needs_reason and able > 0)
        self._buttons.setVisible(self.reason.isHidden())
        self.reason.prefer(reason)
        button_first = self.confirm_button if able else self.leave_button
        first = button_first if self.reason.isHidden() else self.reason
        self.show()
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(QModelIndex, QModelIndex)
    def _tell_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        """The row one is at in full: cells may be cut."""
        one = self.model.row_at(current) if current.isValid() else None
        if one is not None:
            change = f"{one.old or _('(blank)')} → {one.new or _('(blank)')}"
            parts = (one.where, one.item, change, one.problem)
            self.whole.setText(" · ".join(part for part in parts if part))

    @Slot()
    def confirm(self) -> None:
        """Each row has its own reason."""
        self.confirmed.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape changes nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


def _masked(one: ManyRow) -> ManyRow:
    """As it may stand on the screen unasked."""
    old, new, problem = (mask_within(words) for words in (one.old, one.new, one.problem))
    return replace(one, old=old, new=new, problem=problem)


def _columns() -> tuple[Column[ManyRow], ...]:
    return (
        Column(_("Who"), lambda one: one.where, width=38),
        Column(_("Item"), lambda one: one.item, width=36),
        Column(_("Old answer"), lambda one: one.old or _("(blank)"), width=0),
        Column(_("New answer"), lambda one: one.new or _("(blank)"), width=0),
        Column(
            _("Stays because"),
            lambda one: one.problem,
            kind=lambda one: "error" if one.problem else "",
            tip=lambda one: one.problem,
            width=0,
        ),
    )

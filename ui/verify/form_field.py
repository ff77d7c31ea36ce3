"""One question of the form: label, editor, its findings, and the reason for a change."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.usecases.entry_views import ItemView
from ui.theme import Theme
from ui.verify.editors.answer_editor import AnswerEditor
from ui.verify.editors.make_editor import make_editor, needs_other_editor
from ui.verify.field_findings import FieldFindings
from ui.verify.field_label import FieldLabel
from ui.verify.hidden_numbers import locked_words, spoken_item
from ui.verify.reason_line import ReasonLine
from ui.widgets.parts import column

LONG_LABEL = 50
"""Letters of a label that is more than a narrow column beside the editor can hold well."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A new value for an item (None blanks it) with its reason as filed.

    `listed_reason` is what was chosen from the list, to be proposed again; may be empty.
    """

    item: str
    value: Value | None
    reason: str
    listed_reason: str


class FormField(QWidget):
    """Stands in the form as a row of a spreadsheet: go to it, F2 or Enter edits, Escape leaves.

    Without asking for a reason every change is told at once, and what is typed stays in the editor.

    Attributes:
        is_locked: the answer can be read and no more, from when an item is shown next.

    Signals:
        save_wanted: a `Correction`.
    """

    save_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        item: ItemView,
        parent: QWidget | None = None,
        *,
        asks_reason: bool = True,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._asks_reason = asks_reason
        self._is_told = self._is_narrow = False
        self.item = item
        self.is_current = self.is_locked = False
        self._is_revealed = False
        self._reason: ReasonLine | None = None
        self.preferred_reason = ""
        self.own_reasons: tuple[str, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._label = FieldLabel(theme)
        self._findings = FieldFindings(theme)
        self._right = column(theme, gap=0.5)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        edge = theme.space(1)
        self._whole.setContentsMargins(3 * edge, edge // 2, 2 * edge, edge // 2)
        self._whole.setSpacing(theme.space(2))
        self._whole.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        self._whole.addLayout(self._right, 1)
        self.editor = self._add_editor(item)
        self._right.addWidget(self._findings)

    @property
    def is_dirty(self) -> bool:
        """True while a change waits for its reason."""
        return self._reason is not None and not self._reason.isHidden()

    def show_item(self, item: ItemView, *, is_revealed: bool) -> None:
        """Show the answer; a change in the making stays as long as the answer is the same."""
        is_kept = self._is_told or (self.is_dirty and item.value == self.item.value)
        self.item = item
        self._is_revealed = is_revealed
        if not is_kept:
            self.let_go()
            self._show_answer()
        self._label.show_item(item)
        self._place_label()
        self._findings.show_findings(item.findings)
        self.setAccessibleName(spoken_item(item))

    def let_go(self) -> None:
        """Forget a change that was not saved."""
        self._is_told = False
        if self._reason is not None:
            focus = QApplication.focusWidget()
            if focus is not None and self._reason.isAncestorOf(focus):
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._reason.hide()

    def edit(self) -> None:
        """Go into the editor."""
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_current(self, is_current: bool) -> None:
        """Mark this as the place where the person is."""
        self.is_current = is_current
        self.update()

    def set_narrow(self, is_narrow: bool) -> None:
        """Put the label above the editor where the pane is narrow; a long one always is."""
        self._is_narrow = is_narrow
        self._place_label()

    def take_value(self, value: Value | None, reason: str = "") -> None:
        """Put a proposed value into the editor; it is saved with a reason as any other.

        `reason` is chosen beforehand, to be confirmed or changed.
        """
        self.preferred_reason = reason or self.preferred_reason
        self.editor.put(value)
        self.ask_reason()

    @Slot()
    def ask_reason(self) -> None:
        """Go on to the reason, if there is a change that means something."""
        if self._reason is not None and self.is_dirty and self.editor.problem() is None:
            self._reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def discard(self) -> None:
        """Show the saved answer again and stay on the row."""
        self.let_go()
        self._show_answer()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits or goes on to the reason; a digit chooses the option of that code."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.ask_reason if self.is_dirty else self.edit)()
        elif event.key() == Qt.Key.Key_Escape and self.is_dirty:
            self.discard()
        elif not self.editor.choose_by_key(event.text()):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A bar at the edge marks the current field, a frame the focus on the row itself."""
        painter = QPainter(self)
        accent = self._theme.colour("accent")
        if self.is_current:
            painter.fillRect(QRect(0, 0, self._theme.space(1), self.height()), accent)
        if self.hasFocus():
            painter.setPen(accent)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _place_label(self) -> None:
        is_above = self._is_narrow or len(self.item.label) > LONG_LABEL
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._whole.setDirection(down if is_above else right)
        self._label.set_narrow(is_above)

    def _add_editor(self, item: ItemView) -> AnswerEditor:
        editor = make_editor(self._theme, item)
        editor.edited.connect(self._open_reason)
        editor.submitted.connect(self.ask_reason)
        editor.given_up.connect(self.discard)
        self._right.insertWidget(0, editor)
        return editor

    def _replace_editor(self, item: ItemView) -> None:
        self._right.removeWidget(self.editor)
        self.editor.hide()
        self.editor.deleteLater()
        self.editor = self._add_editor(item)

    def _show_answer(self) -> None:
        item = self.item
        if needs_other_editor(self.editor, item):
            self._replace_editor(item)
        self.editor.show_item(item)
        self.editor.lock(self.is_locked)
        self.editor.show_masked(locked_words(item, is_revealed=self._is_revealed))
        self.editor.set_name(f"{item.code} {item.label}")

    @Slot()
    def _open_reason(self) -> None:
        if self.is_locked:
            self._show_answer()
            return
        if not self._asks_reason:
            self._is_told = True
            self.save_wanted.emit(Correction(self.item.name, self.editor.value(), "", ""))
            return
        if self.editor.value() == self.item.value and self.editor.problem() is None:
            self.let_go()
            return
        if self._reason is None:
            self._reason = self._make_reason()
        if self._reason.isHidden():
            self._reason.prefer(self.preferred_reason)
            self._reason.show()
        self._reason.show_problem(self.editor.problem())

    def _make_reason(self) -> ReasonLine:
        words = str(text("Reason for changing {item}", item=self.item.label))
        reason = ReasonLine(self._theme, words, self.own_reasons)
        reason.given.connect(self._save)
        reason.given_up.connect(self.discard)
        self._right.insertWidget(1, reason)
        return reason

    @Slot(str)
    def _save(self, reason: str) -> None:
        listed = self._reason.chosen if self._reason is not None else ""
        self.save_wanted.emit(Correction(self.item.name, self.editor.value(), reason, listed))

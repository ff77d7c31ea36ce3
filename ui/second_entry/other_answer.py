"""A third answer: what the paper says where neither person entered it right."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.entry_views import ChoiceView, Evidence, ItemView
from ui.theme import Theme
from ui.verify.editors.answer_editor import AnswerEditor
from ui.verify.editors.make_editor import make_editor
from ui.widgets.parts import button, column, label, row


class Asked(Protocol):
    """An item that can be asked about."""

    @property
    def item(self) -> str:
        """Its name in the form."""

    @property
    def code(self) -> str:
        """Its code in the form."""

    @property
    def label(self) -> str:
        """The question."""

    @property
    def kind(self) -> str:
        """As `ItemView.kind`."""

    @property
    def choices(self) -> tuple[ChoiceView, ...]:
        """The options."""


class OtherAnswer(QWidget):
    """The question, an editor of its kind, and what is wrong with what was typed.

    Attributes:
        number: what it belongs to, such as a difference; None while nothing is asked.

    Signals:
        submitted: the answer in the editor is wanted.
        given_up: Escape or the button.
    """

    submitted = Signal()
    given_up = Signal()

    def __init__(
        self, theme: Theme, words: str = "", blank: str = "", parent: QWidget | None = None
    ) -> None:
        """Make one that asks in these `words`, of {code} and {item}; `blank` says what none is."""
        super().__init__(parent)
        self._words = words or _("What the paper says: {code} {item}")
        self._blank = blank or _("The paper is blank")
        self._theme = theme
        self.number: int | None = None
        self.editor: AnswerEditor | None = None
        self._question = label("", wraps=True)
        self._wrong = label("", "error", wraps=True)
        self.save_button = button("", self.submitted)
        self.leave_button = button(_("Discard (Esc)"), self.given_up)
        buttons = row(theme, self.save_button, self.leave_button)
        buttons.addStretch(1)
        self._lines: QVBoxLayout = column(theme, self, gap=1)
        for widget in (self._question, self._wrong):
            self._lines.addWidget(widget)
        self._lines.addLayout(buttons)
        self.hide()

    def ask(self, number: int, one: Asked, value: Value | None = None) -> None:
        """Ask for the answer to an item, with `value` to begin with."""
        self._take_editor_away()
        self.number = number
        item = _question(one, value)
        self._question.setText(self._words.format(code=one.code, item=one.label))
        self.editor = make_editor(self._theme, item)
        self.editor.show_item(item)
        self.editor.set_name(self._question.text())
        self.editor.edited.connect(self._follow)
        self.editor.submitted.connect(self.submitted)
        self.editor.given_up.connect(self.given_up)
        self._lines.insertWidget(1, self.editor)
        self.show()
        self._follow()
        self.take_focus()

    def take_focus(self) -> None:
        """Go into the editor."""
        if self.editor is not None:
            self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def end(self) -> None:
        """Nothing is asked any more."""
        self._take_editor_away()
        self.number = None
        self.hide()

    @property
    def value(self) -> Value | None:
        """What was typed; None for a paper that says nothing."""
        return None if self.editor is None else self.editor.value()

    @property
    def is_readable(self) -> bool:
        """True where what was typed is an answer or blank."""
        return self.editor is not None and self.editor.problem() is None

    @Slot()
    def _follow(self) -> None:
        problem = None if self.editor is None else self.editor.problem()
        self._wrong.setText("" if problem is None else str(problem))
        self._wrong.setVisible(problem is not None)
        is_blank = self.value is None
        self.save_button.setText(self._blank if is_blank else _("Keep this answer"))
        self.save_button.setEnabled(problem is None)
        self.save_button.setProperty("look", "" if is_blank else "main")
        self.save_button.style().polish(self.save_button)

    def _take_editor_away(self) -> None:
        if self.editor is not None:
            self._lines.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None


def _question(one: Asked, value: Value | None) -> ItemView:
    """The item as the workbench's editors know it."""
    return ItemView(
        name=one.item,
        code=one.code,
        label=one.label,
        hint="",
        kind=one.kind,
        choices=one.choices,
        value=value,
        shown="",
        is_asked=True,
        is_required=False,
        findings=(),
        evidence=Evidence("", "", ""),
        corrections=0,
    )

"""Who is being verified: name, community, disability, age, number and state in two lines."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from dsurvey_desktop.domain.texts import _, current_language
from dsurvey_desktop.usecases.entry_views import EntryView, SentBackReason
from ui.entry_table.columns import STATE_WORDS
from ui.theme import Theme
from ui.verify.hidden_numbers import shown_number
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.parts import action_button, column, heading, label


class EntryHeader(QWidget):
    """The number is masked until the person asks for it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._who = heading(theme, "")
        self._who.setWordWrap(True)
        self._number = label()
        self._state = label("", "muted")
        self._reveal: QPushButton | None = None
        self._second = FlowLayout(None, theme.space(3))
        for widget in (self._number, self._state):
            self._second.addWidget(widget)
        lines = column(theme, self, gap=0)
        lines.setContentsMargins(theme.space(3), theme.space(2), theme.space(2), theme.space(1))
        lines.addWidget(self._who)
        lines.addLayout(self._second)
        self.edition = label("", "muted", wraps=True)
        self.edition.hide()
        lines.addWidget(self.edition)
        self.kept = label("", "muted", wraps=True)
        self.kept.hide()
        lines.addWidget(self.kept)
        self.sent_back = label("", "warning", wraps=True)
        self.sent_back.hide()
        lines.addWidget(self.sent_back)

    @property
    def number(self) -> str:
        """The certificate number as shown."""
        return self._number.text()

    def use_reveal(self, action: QAction) -> None:
        """Offer to show the numbers."""
        self._reveal = action_button(action, "link")
        self._second.addWidget(self._reveal)

    def show_entry(self, view: EntryView, *, is_revealed: bool) -> None:
        """Show another entry."""
        self._who.setText(" · ".join(part for part in _who(view) if part))
        number = shown_number("certificate_no", view.certificate_no, is_revealed=is_revealed)
        self._number.setText(number)
        said = number if is_revealed else _("masked")
        self._number.setAccessibleName(_("Certificate number {number}").format(number=said))
        if self._reveal is not None:
            self._reveal.setVisible(not is_revealed)
        self.sent_back.setText("\n".join(map(_sent_back, view.sent_back)))
        self.sent_back.setVisible(bool(view.sent_back))
        self._state.setText(_state(view))
        self.edition.setText(_edition(view))
        self.edition.setVisible(not view.is_current_edition)
        self.kept.setText(str(view.kept_because or ""))
        self.kept.setVisible(view.kept_because is not None)


def _who(view: EntryView) -> tuple[str, ...]:
    age = _("{age} years old").format(age=view.age) if view.age is not None else ""
    return (view.name, view.community_name, _disability(view), age)


def _disability(view: EntryView) -> str:
    gap = " " if current_language() == "en" else ""
    return f"{view.category}{gap}{view.grade}".strip()


def _sent_back(one: SentBackReason) -> str:
    if one.item:
        words = _("Sent back by the district, {item}: {reason}")
        return words.format(item=one.item_label, reason=one.reason)
    return _("Sent back by the district: {reason}").format(reason=one.reason)


def _edition(view: EntryView) -> str:
    """The form edition, where it is not the campaign's."""
    if view.is_current_edition:
        return ""
    return _("on another form edition: {edition}").format(edition=view.form_edition)


def _state(view: EntryView) -> str:
    state = _(STATE_WORDS[view.state])
    if not view.approved_by:
        return state
    return _("{state} by {who}").format(state=state, who=view.approved_by)

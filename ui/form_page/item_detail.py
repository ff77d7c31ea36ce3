"""One item at length: who is asked, choices, rules with their messages, explanation."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.domain.word_lists import labelled
from dsurvey_desktop.usecases.form_views import FormItemView, RuleLine
from ui.theme import Theme
from ui.verify.quiet_scroll import quiet_scroll
from ui.widgets.parts import clear, column, heading, label, row, shape

PART_WORDS = {
    "relevant": N_("Who is asked"),
    "required": N_("Must be filled in"),
    "constraint": N_("What fits"),
    "notice": N_("Said as a remark"),
}
_MOST_CHOICES = 200
"""Nobody reads more of them here, and a longer text takes its time to be laid out."""


class ItemDetail(QFrame):
    """Texts a screen reader reads from top to bottom."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("look", "card")
        self.setAccessibleName(_("The item at length"))
        self.setMinimumHeight(theme.row_height * 5)
        inside = QWidget()
        self._lines = column(theme, inside, gap=1, margin=3)
        column(theme, self, gap=0).addWidget(quiet_scroll(inside))

    def clear(self) -> None:
        """Show nothing."""
        clear(self._lines)

    def show_item(self, item: FormItemView) -> None:
        """Show another item."""
        self.clear()
        title = heading(self._theme, f"{item.code} {item.label or item.name}".strip())
        title.setWordWrap(True)
        self._lines.addWidget(title)
        self._say(item.hint, "muted")
        self._fact(_("Name in the workbook"), f"{item.name} · {_row_words(item.row)}")
        self._fact(_("Kind of answer"), item.kind_words)
        self._fact(_("Who is asked"), item.asked or _("everybody"))
        self._fact(_("Must be filled in"), item.required or _("never"))
        if item.written:
            self._fact(_("Written by the form"), item.written)
        if item.choices:
            self._part(_("Choices"))
            shown = (f"{one.code}  {one.label}" for one in item.choices[:_MOST_CHOICES])
            self._say("\n".join(shown))
            if (more := len(item.choices) - _MOST_CHOICES) > 0:
                self._say(_("… and {count} more choices").format(count=f"{more:,}"), "muted")
        if item.rules:
            self._part(_("Rules that speak of it"))
            for rule in item.rules:
                self._rule(rule)
        if item.explanation:
            self._part(_("Explanation of the item"))
            self._say(item.explanation)
        self._lines.addStretch(1)

    def _part(self, words: str) -> None:
        self._lines.addSpacing(self._theme.space(2))
        made = label(words)
        made.setFont(self._theme.font(is_bold=True))
        self._lines.addWidget(made)

    def _fact(self, name: str, value: str) -> None:
        self._say(labelled(name, value))

    def _say(self, words: str, look: str = "") -> None:
        if words:
            self._lines.addWidget(label(words, look, wraps=True))

    def _rule(self, rule: RuleLine) -> None:
        said = f"{rule.rule} {_(PART_WORDS[rule.part])}".strip()
        words = column(self._theme, gap=0)
        words.addWidget(label(labelled(said, rule.message or rule.condition), wraps=True))
        if rule.message and rule.condition and rule.part != "required":
            words.addWidget(label(rule.condition, "muted", wraps=True))
        line = row(self._theme, gap=1)
        sign = shape(self._theme, rule.severity)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self._lines.addLayout(line)


def _row_words(row_number: int) -> str:
    return _("row {row}").format(row=row_number)

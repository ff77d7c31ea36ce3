"""What asking a drawn person again brought: a line for each item of the sheet."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLineEdit, QWidget

from dsurvey_desktop.domain.spot_check import NOT_FOUND
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.town_sample_views import TownSampleMember
from ui.theme import Theme
from ui.widgets.parts import button, clear, column, heading, label, row


@dataclass(frozen=True, slots=True)
class CheckWish:
    """Items that differ and what was said, of the sheet with that code."""

    code: str
    differing: dict[str, str]
    is_found: bool
    remark: str


class CheckForm(QFrame):
    """Registered answers with a field beside each; what stays blank agrees.

    Signals:
        wanted: a `CheckWish`.
    """

    wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._theme = theme
        self._member: TownSampleMember | None = None
        self.fields: dict[str, QLineEdit] = {}
        self._title = heading(theme, "")
        self.not_found = QCheckBox(_("Nobody was met"))
        self.remark = QLineEdit()
        self.remark.setPlaceholderText(_("Remark (optional)"))
        self.remark.setAccessibleName(_("Remark (optional)"))
        self.save_button = button(_("&Save the result"), self.save, "main")
        self._items = column(theme, gap=1)
        hint = _("Write what was said beside what differs; what stays blank agrees.")
        lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(self._title)
        lines.addWidget(label(hint, "muted", wraps=True))
        lines.addLayout(self._items)
        foot = row(theme, self.not_found, self.remark, self.save_button)
        lines.addLayout(foot)
        self.hide()

    def show_member(self, member: TownSampleMember) -> None:
        """Ask about one person."""
        self._member = member
        words = _("{name} · {town} · sheet {code}")
        self._title.setText(
            words.format(name=member.name, town=member.town_name, code=member.short_code)
        )
        clear(self._items)
        self.fields = {}
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self._theme.space(2))
        for number, one in enumerate(member.items):
            field = QLineEdit(one.found)
            field.setAccessibleName(_("{item}: what was said").format(item=one.label))
            field.returnPressed.connect(self.focusNextChild)
            self.fields[one.item] = field
            grid.addWidget(label(one.label, wraps=True), number, 0)
            grid.addWidget(label(one.registered or _("blank"), wraps=True), number, 1)
            grid.addWidget(field, number, 2)
        for place, share in enumerate((3, 2, 3)):
            grid.setColumnStretch(place, share)
        self._items.addWidget(holder)
        self.not_found.setChecked(member.outcome == NOT_FOUND)
        self.remark.setText(member.remark)
        self.show()
        if self.fields:
            next(iter(self.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def save(self) -> None:
        """Hand on what was typed."""
        if self._member is None or self.isHidden():
            return
        said = {item: field.text().strip() for item, field in self.fields.items()}
        is_found = not self.not_found.isChecked()
        differing = {item: words for item, words in said.items() if words and is_found}
        self.wanted.emit(
            CheckWish(self._member.short_code, differing, is_found, self.remark.text())
        )

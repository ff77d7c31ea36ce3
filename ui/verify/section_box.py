"""A section of the form: what this person is asked, and the rest folded away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import labelled
from dsurvey_desktop.usecases.entry_views import ItemView, SectionView
from ui.theme import Theme
from ui.verify.form_field import FormField
from ui.widgets.parts import button, column, hairline, heading, label, row


class SectionBox(QWidget):
    """Fields are made when the section is first opened.

    Attributes:
        top: the line with title and buttons.
        is_locked: answers shown from now on can be read and no more.

    Signals:
        field_made: a new `FormField`, for the pane to connect.
    """

    field_made = Signal(object)

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, asks_reason: bool = True
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._asks_reason = asks_reason
        self._section = SectionView("", ())
        self._is_open = False
        self._is_rest_shown = False
        self._is_revealed = False
        self._is_narrow = self.is_locked = False
        self.fields: dict[str, FormField] = {}
        self._title = heading(theme, "")
        self._title.setWordWrap(True)
        self._summary = label("", "muted", wraps=True)
        self._toggle = button("", self._turn, "link")
        self._rest = button("", self._turn_rest, "link")
        self.top = row(theme)
        self._fields = column(theme, gap=0)
        self._lay_out()

    def show_section(self, section: SectionView, *, is_open: bool, is_revealed: bool) -> None:
        """Show another person's answers; changes that were not saved are let go."""
        self._is_rest_shown = False
        for field in self.fields.values():
            field.let_go()
        self.update_section(section, is_open=is_open, is_revealed=is_revealed)

    def update_section(self, section: SectionView, *, is_open: bool, is_revealed: bool) -> None:
        """Show the same person's answers as they are now; changes in the making stay."""
        self._section = section
        self._drop_strangers()
        self._is_revealed = is_revealed
        self._title.setText(section.label)
        self.set_open(is_open)

    @property
    def can_fold(self) -> bool:
        """Whether there is a link to fold it, or unfold it where it is folded."""
        return bool(self._section.label) or not self._is_open

    @property
    def is_open(self) -> bool:
        """True while the fields are shown."""
        return self._is_open

    def set_open(self, is_open: bool) -> None:
        """Unfold or fold the section."""
        self._is_open = is_open
        self._show_state()

    def set_narrow(self, is_narrow: bool) -> None:
        """Labels above the editors, here and in fields made later."""
        self._is_narrow = is_narrow
        for field in self.fields.values():
            field.set_narrow(is_narrow)

    def open_item(self, name: str) -> FormField | None:
        """The field of an item, unfolded; None when it isn't in this section."""
        items = {item.name: item for item in self._section.items}
        if name not in items:
            return None
        self._is_rest_shown = self._is_rest_shown or not is_shown(items[name])
        self.set_open(is_open=True)
        return self.fields[name]

    def _lay_out(self) -> None:
        self.top.addWidget(self._title)
        self.top.addWidget(self._summary, 1)
        self.top.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignRight)
        self.top.setContentsMargins(self._theme.space(3), self._theme.space(2), 0, 0)
        lines = column(self._theme, self, gap=1)
        lines.addWidget(hairline())
        lines.addLayout(self.top)
        lines.addLayout(self._fields)
        foot = row(self._theme, self._rest)
        foot.addStretch(1)
        foot.setContentsMargins(self._theme.space(3), 0, 0, 0)
        lines.addLayout(foot)

    def _show_state(self) -> None:
        shown = [item for item in self._section.items if is_shown(item)]
        rest = len(self._section.items) - len(shown)
        self._summary.setText(_summary(shown))
        self._summary.setVisible(not self._is_open)
        self._toggle.setText(_("Fold") if self._is_open else _("Unfold"))
        self._toggle.setVisible(self.can_fold)
        self._toggle.setAccessibleName(labelled(self._toggle.text(), self._section.label))
        self._rest.setVisible(self._is_open and rest > 0)
        words = _("Hide what is not asked") if self._is_rest_shown else _("{count} not asked")
        self._rest.setText(words.format(count=rest))
        self._show_fields()

    def _show_fields(self) -> None:
        for item in self._section.items:
            is_visible = self._is_open and (is_shown(item) or self._is_rest_shown)
            field = self.fields.get(item.name)
            if field is None and is_visible:
                field = self._make(item)
            if field is not None:
                self._update(field, item, is_visible=is_visible)

    def _update(self, field: FormField, item: ItemView, *, is_visible: bool) -> None:
        if is_visible or field.is_dirty:  # what was saved and is asked no more waits for nothing
            field.is_locked = self.is_locked
            field.show_item(item, is_revealed=self._is_revealed)
        field.setVisible(is_visible)

    def _drop_strangers(self) -> None:
        """Another form edition may lack items, or have them answered in another way."""
        kinds = {item.name: item.kind for item in self._section.items}
        for name, field in list(self.fields.items()):
            if kinds.get(name) != field.item.kind:
                self._fields.removeWidget(field)
                field.hide()
                field.deleteLater()
                del self.fields[name]

    def _make(self, item: ItemView) -> FormField:
        field = FormField(self._theme, item, self, asks_reason=self._asks_reason)
        field.set_narrow(self._is_narrow)
        names = [one.name for one in self._section.items]
        place = sum(name in self.fields for name in names[: names.index(item.name)])
        self._fields.insertWidget(place, field)
        self.fields[item.name] = field
        self.field_made.emit(field)
        return field

    @Slot()
    def _turn(self) -> None:
        self.set_open(not self._is_open)

    @Slot()
    def _turn_rest(self) -> None:
        self._is_rest_shown = not self._is_rest_shown
        self._show_state()


def is_shown(item: ItemView) -> bool:
    """Asked, or answered or complained about although it isn't."""
    return item.is_asked or item.value is not None or bool(item.findings)


def _summary(shown: list[ItemView]) -> str:
    findings = sum(not one.explanation for item in shown for one in item.findings)
    if findings:
        return _("Questions: {count}, findings: {findings}").format(
            count=len(shown), findings=findings
        )
    return _("Questions: {count}, nothing found").format(count=len(shown))

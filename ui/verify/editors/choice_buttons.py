"""Options shown side by side: radio buttons for one answer, check boxes for several."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QRadioButton, QWidget

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.word_lists import labelled
from dsurvey_desktop.usecases.entry_views import ChoiceView, ItemView
from ui.verify.editors.answer_editor import AnswerEditor
from ui.verify.editors.gone_choice import no_option_words
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.in_lines import in_lines

RADIO_LIMIT = 4
LINE_WIDTH = 56
"""Half widths in a line of an option: 28 ideographs fit beside a question and at 200 percent."""


def fits_radio(item: ItemView) -> bool:
    """True where few options, and the answer one of them, can stand side by side."""
    codes = {choice.code for choice in item.choices}
    return len(codes) <= RADIO_LIMIT and (item.value is None or str(item.value) in codes)


class ChoiceButtons(AnswerEditor):
    """Buttons in lines; a code that is no option gets a button of its own while it stands."""

    def __init__(self, parent: QWidget | None, gap_px: int, *, is_multiple: bool) -> None:
        super().__init__(parent)
        self._name = ""
        self._is_multiple = is_multiple
        self._buttons: dict[str, QAbstractButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(not is_multiple)
        self._is_showing = False
        self._group.buttonToggled.connect(self._see_toggled)
        self._flow = FlowLayout(self, gap_px)

    def show_item(self, item: ItemView) -> None:
        """Show the options and tick the answer."""
        ticked = _codes(item.value)
        known = {choice.code for choice in item.choices}
        unknown = [
            ChoiceView(code, no_option_words(item, code)) for code in ticked if code not in known
        ]
        self._show_options((*item.choices, *unknown))
        self._tick(ticked)

    def lock(self, is_locked: bool) -> None:
        """What is ticked can still be come to by Tab; the rest is switched off."""
        for button in self._buttons.values():
            button.setEnabled(button.isChecked() or not is_locked)

    def value(self) -> Value | None:
        """Code of the ticked option, or the list of all ticked; None when none is."""
        ticked = [code for code, button in self._buttons.items() if button.isChecked()]
        if self._is_multiple:
            return ticked or None
        return ticked[0] if ticked else None

    def put(self, value: Value | None) -> None:
        """Tick options by their codes."""
        self._tick(_codes(value))
        self.edited.emit()

    def choose_by_key(self, key: str) -> bool:
        """The digit of an option's code ticks it, or for several answers turns it over."""
        if key not in self._buttons:
            return False
        self._buttons[key].click()
        return True

    def set_name(self, name: str) -> None:
        """Each button says its question first, as it has the focus."""
        self._name = name
        for button in self._buttons.values():
            button.setAccessibleName(labelled(name, button.property("label")))

    def _show_options(self, choices: tuple[ChoiceView, ...]) -> None:
        if [choice.code for choice in choices] != list(self._buttons):
            self._rebuild(choices)

    def _rebuild(self, choices: tuple[ChoiceView, ...]) -> None:
        for button in self._buttons.values():
            self._flow.removeWidget(button)
            self._group.removeButton(button)
            button.deleteLater()
        self._buttons = {choice.code: self._add(choice) for choice in choices}
        self.set_name(self._name)
        for first in list(self._buttons.values())[:1]:
            self.setFocusProxy(first)

    def _add(self, choice: ChoiceView) -> QAbstractButton:
        make = QCheckBox if self._is_multiple else QRadioButton
        button = make(in_lines(choice.label, LINE_WIDTH).replace("&", "&&"), self)
        button.setProperty("label", choice.label)
        self._group.addButton(button)
        self._flow.addWidget(button)
        button.show()
        return button

    def _tick(self, codes: list[str]) -> None:
        self._is_showing = True
        self._group.setExclusive(False)
        for code, button in self._buttons.items():
            button.setChecked(code in codes)
        self._group.setExclusive(not self._is_multiple)
        self._is_showing = False

    @Slot(QAbstractButton, bool)
    def _see_toggled(self, _button: QAbstractButton, is_checked: bool) -> None:
        """By mouse and keys, and by a screen reader, which turns a button without a click."""
        if not self._is_showing and (is_checked or self._is_multiple):
            self.edited.emit()


def _codes(value: Value | None) -> list[str]:
    if value is None:
        return []
    return [str(code) for code in value] if isinstance(value, list) else [str(value)]

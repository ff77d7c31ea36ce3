"""All sections of the form, one below the other; widgets stay from entry to entry."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.usecases.entry_views import SectionView
from ui.theme import Theme
from ui.verify.form_field import Correction, FormField
from ui.verify.section_box import SectionBox
from ui.widgets.parts import column


class SectionStack(QWidget):
    """Sections with findings are unfolded; all are where nothing was found, or on request.

    Attributes:
        is_locked: answers shown from now on can be read and no more.

    Signals:
        save_wanted: a `Correction`.
        grown: fields were made that Tab does not know yet.
    """

    save_wanted = Signal(object)
    grown = Signal()

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, asks_reason: bool = True
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._asks_reason = asks_reason
        self._boxes: list[SectionBox] = []
        self._sections: tuple[SectionView, ...] = ()
        self._is_narrow = self.is_locked = False
        self._reason = ""
        self._own_reasons: tuple[str, ...] = ()
        self.unfolds_all = False
        self._column = column(theme, self, gap=1)

    @property
    def fields(self) -> list[FormField]:
        """Every field that was made so far, in the form's order."""
        return [field for box in self._boxes for field in box.fields.values()]

    def show_sections(self, sections: tuple[SectionView, ...]) -> None:
        """Show another person's answers, numbers masked."""
        self._take(sections)
        is_clean = not any(has_findings(section) for section in sections)
        for box, section in zip(self._boxes, sections, strict=True):
            is_open = self.unfolds_all or is_clean or has_findings(section)
            box.show_section(section, is_open=is_open, is_revealed=False)

    def update_sections(self, sections: tuple[SectionView, ...], *, is_revealed: bool) -> None:
        """Show the same person's answers as they are now; folds and changes stay."""
        self._take(sections)
        for box, section in zip(self._boxes, sections, strict=True):
            box.update_section(section, is_open=box.is_open, is_revealed=is_revealed)

    def unfold_all(self, unfolds: bool) -> None:
        """Unfold every section, now and for the entries that follow."""
        self.unfolds_all = unfolds
        for box, section in zip(self._boxes, self._sections, strict=True):
            box.set_open(unfolds or has_findings(section))

    def open_item(self, name: str) -> FormField | None:
        """The field of an item, unfolded; None when the form has none of that name."""
        fields = (box.open_item(name) for box in self._boxes)
        return next((field for field in fields if field is not None), None)

    def prefer_reason(self, reason: str) -> None:
        """Choose a reason of the list beforehand in all fields."""
        self._reason = reason
        for field in self.fields:
            field.preferred_reason = reason

    def offer_reasons(self, own: tuple[str, ...]) -> None:
        """Offer what the office has added to the list of reasons."""
        self._own_reasons = own
        for field in self.fields:
            field.own_reasons = own

    def set_narrow(self, is_narrow: bool) -> None:
        """Labels above the editors instead of beside them."""
        self._is_narrow = is_narrow
        for box in self._boxes:
            box.set_narrow(is_narrow)

    def _take(self, sections: tuple[SectionView, ...]) -> None:
        self._sections = sections
        while len(self._boxes) < len(sections):
            self._add_box()
        for spare in self._boxes[len(sections) :]:
            spare.deleteLater()
        del self._boxes[len(sections) :]
        for box in self._boxes:
            box.is_locked = self.is_locked

    def _add_box(self) -> None:
        box = SectionBox(self._theme, asks_reason=self._asks_reason)
        box.set_narrow(self._is_narrow)
        box.field_made.connect(self._greet_field)
        self._column.addWidget(box)
        self._boxes.append(box)

    @Slot(object)
    def _greet_field(self, field: FormField) -> None:
        field.preferred_reason = self._reason
        field.own_reasons = self._own_reasons
        field.save_wanted.connect(self._pass_on)
        self.grown.emit()

    @Slot(object)
    def _pass_on(self, correction: Correction) -> None:
        self.save_wanted.emit(correction)


def has_findings(section: SectionView) -> bool:
    """True where something was found in a section."""
    return any(item.findings for item in section.items)

"""The pane in the middle: who it is, what is wrong, and the form with its editors."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from dsurvey_desktop.usecases.entry_views import EntryView, ItemView
from ui.theme import Theme
from ui.verify.entry_header import EntryHeader
from ui.verify.findings_list import FindingsList
from ui.verify.form_field import Correction, FormField
from ui.verify.quiet_scroll import quiet_scroll
from ui.verify.section_stack import SectionStack
from ui.widgets.parts import column
from ui.widgets.unspoken import unspoken

NARROW_STEPS = 130


class FormPane(QFrame):
    """Shows one entry and knows in which field the person is.

    Signals:
        item_entered: the `ItemView` of the field the person came to.
        save_wanted: a `Correction`.
        item_gone: the field the person was in is no longer asked and folded away.
    """

    item_entered = Signal(object)
    save_wanted = Signal(object)
    item_gone = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("look", "card")
        self.view: EntryView | None = None
        self.is_revealed = False
        self._current = ""
        self.header = EntryHeader(theme)
        self.findings = FindingsList(theme)
        self.findings.chosen.connect(self.go_to_item)
        self.sections = SectionStack(theme)
        self.sections.save_wanted.connect(self._pass_on)
        inside = QWidget()
        self._form = column(theme, inside, gap=1)
        self._form.addWidget(self.sections)
        self._form.addStretch(1)
        self._scroll = quiet_scroll(inside)
        self._lines = column(theme, self, gap=0)
        self._lines.addWidget(self._scroll, 1)
        self.set_compact(is_compact=False)
        self._sight_soon = QTimer(self)
        self._sight_soon.setSingleShot(True)
        self._sight_soon.timeout.connect(self._keep_in_sight)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    @property
    def current_field(self) -> FormField | None:
        """The field the person was at last, None before the first."""
        return next((f for f in self.sections.fields if f.item.name == self._current), None)

    @property
    def current_item(self) -> str:
        """The name of the item the person was at last; empty before the first."""
        return self._current

    @property
    def dirty_field(self) -> FormField | None:
        """The first field with a change that is not saved."""
        return next((field for field in self.sections.fields if field.is_dirty), None)

    def show_entry(self, view: EntryView) -> None:
        """Show another entry from the top, its numbers masked."""
        self.view, self.is_revealed = view, False
        self.sections.is_locked = view.kept_because is not None
        self._leave_item()
        self.findings.fold()
        with unspoken():
            self.sections.show_sections(view.sections)
            self._show_head(view)
        self._scroll.verticalScrollBar().setValue(0)

    def update_entry(self, view: EntryView) -> None:
        """Show the same entry as it is now; place, folds and changes in the making stay."""
        self.view = view
        self.sections.is_locked = view.kept_because is not None
        field = self.current_field
        focus = self.window().focusWidget()
        is_inside = field is not None and (field is focus or field.isAncestorOf(focus))
        with unspoken():
            self.sections.update_sections(view.sections, is_revealed=self.is_revealed)
            self._show_head(view)
        if field is not None and is_inside and field.isHidden() and field in self.sections.fields:
            self._enter(field)  # not the one that Tab comes to next: letters would be typed there
            self.item_gone.emit()

    def reveal(self) -> None:
        """Show the numbers of this entry."""
        self.is_revealed = True
        if self.view is not None:
            self.update_entry(self.view)

    @Slot(str)
    def go_to_item(self, name: str) -> None:
        """Stand on the row of an item; its section unfolds."""
        field = self.sections.open_item(name)
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._enter(field)

    def edit_current(self) -> bool:
        """Go into the editor of the current field; False when there is none."""
        field = self.current_field
        if field is not None:
            self.go_to_item(field.item.name)  # unfolded, where it is no longer asked
            field.edit()
        return field is not None

    def set_compact(self, is_compact: bool) -> None:
        """With little room the head scrolls away with the form, else it stays in sight."""
        target = self._form if is_compact else self._lines
        target.insertWidget(0, self.header)
        target.insertWidget(1, self.findings)
        self.findings.set_narrow(is_compact)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Labels go above the editors where the pane is narrow."""
        super().resizeEvent(event)
        self.sections.set_narrow(self.width() < self._theme.space(NARROW_STEPS))
        self._sight_soon.start()

    def _show_head(self, view: EntryView) -> None:
        self.header.show_entry(view, is_revealed=self.is_revealed)
        self.findings.show_findings(view.findings)

    @Slot(object)
    def _pass_on(self, correction: Correction) -> None:
        self.save_wanted.emit(correction)

    @Slot(QWidget, QWidget)
    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        while new is not None and new is not self:
            if isinstance(new, FormField) and self.isAncestorOf(new):
                self._enter(new)
                return
            new = new.parentWidget()

    def _enter(self, field: FormField) -> None:
        if self._current != field.item.name:
            self._leave_item()
            self._current = field.item.name
            field.set_current(is_current=True)
            self.findings.follow(field.item.name)
        self._keep_in_sight()
        self._sight_soon.start()  # a section that has just unfolded has no height yet
        self.item_entered.emit(field.item)

    @Slot()
    def _keep_in_sight(self) -> None:
        field = self.current_field
        if field is not None:
            spare = max(self._scroll.viewport().height() - field.height(), 0) // 2
            self._scroll.ensureWidgetVisible(field, 0, min(self._theme.space(6), spare))

    def _leave_item(self) -> None:
        field = self.current_field
        if field is not None:
            field.set_current(is_current=False)
        self._current = ""


def item_named(view: EntryView, name: str) -> ItemView | None:
    """An item of an entry, None when the form has none of that name."""
    items = (item for section in view.sections for item in section.items)
    return next((item for item in items if item.name == name), None)

"""Going from entry to entry and from finding to finding; nothing unsaved is lost on the way."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.entry_views import EntryView
from ui.verify.entry_loader import EntryLoader
from ui.verify.workbench import Workbench
from ui.widgets.message_bar import MessageBar


class Walking(QObject):
    """Follows the queue's current row."""

    def __init__(
        self, bench: Workbench, loader: EntryLoader, messages: MessageBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bench = bench
        self._loader = loader
        self._messages = messages
        bench.queue.table.entry_moved_to.connect(self.follow)
        loader.loaded.connect(self._show)

    def may_leave(self) -> bool:
        """True when no change waits for its reason; else says so and goes to it."""
        field = self._bench.form.dirty_field
        if field is None:
            return True
        words = _("{item} is changed but not saved.").format(item=field.item.label)
        advice = _("Enter saves it with a reason, Esc discards it.")
        self._messages.show_message("warning", words, advice)
        self._bench.form.go_to_item(field.item.name)  # its section may have been folded since
        field.ask_reason()
        return False

    @Slot(object)
    def follow(self, entry: EntryId) -> None:
        """Show the entry the queue went to, or hold the queue where it was."""
        view, table = self._bench.view, self._bench.queue.table
        if view is not None and view.id == entry:
            return
        if self.may_leave():
            is_still_listed = view is not None and table.index_of(view.id).isValid()
            if is_still_listed:  # else the list moved on: what was done to the entry is still told
                self._messages.clear()
            self._loader.open(entry)
        elif view is not None:
            self._bench.queue.table.go_to_entry(view.id)

    @Slot()
    def next_entry(self) -> None:
        """One down in the queue."""
        self._step(1)

    @Slot()
    def previous_entry(self) -> None:
        """One up in the queue."""
        self._step(-1)

    @Slot()
    def next_finding(self) -> None:
        """To the next finding of this entry, after the last to the first."""
        self._to_finding(1)

    @Slot()
    def previous_finding(self) -> None:
        """To the finding before."""
        self._to_finding(-1)

    @Slot()
    def edit(self) -> None:
        """Into the editor of the current field, or of the first finding's."""
        form, view = self._bench.form, self._bench.view
        if view is not None and view.kept_because is not None:
            self._messages.show_message("notice", str(view.kept_because))
        if not form.edit_current() and form.findings.step(1):
            form.edit_current()

    @Slot()
    def unfold(self) -> None:
        """All sections open, or only those with findings."""
        sections = self._bench.form.sections
        sections.unfold_all(not sections.unfolds_all)

    def go_on(self) -> bool:
        """After a decision to the next entry; False at the end of the queue."""
        return self._bench.queue.table.step(1)

    def read_again(self) -> None:
        """Show the current entry as it is now; what was read ahead may be old.

        A change in the making stays: should another have changed the same, saving it says so.
        """
        self._loader.forget()
        view = self._bench.view
        if view is not None and self._bench.form.dirty_field is None:
            self._loader.open(view.id)

    def _step(self, rows: int) -> None:
        if self.may_leave() and not self._bench.queue.table.step(rows):
            end = _("This is the last entry of the queue.")
            start = _("This is the first entry of the queue.")
            self._messages.show_message("notice", end if rows > 0 else start)

    def _to_finding(self, by: int) -> None:
        if not self._bench.form.findings.step(by):
            self._messages.show_message(
                "notice", _("Nothing was found here."), _("A approves and goes on.")
            )

    @Slot(object)
    def _show(self, view: EntryView) -> None:
        is_same = self._bench.view is not None and self._bench.view.id == view.id
        (self._bench.update_view if is_same else self._bench.show_view)(view)
        table = self._bench.queue.table
        self._loader.read_ahead(table.neighbour(1))
        if not is_same and self._bench.form.isAncestorOf(self._bench.window().focusWidget()):
            table.setFocus(Qt.FocusReason.OtherFocusReason)

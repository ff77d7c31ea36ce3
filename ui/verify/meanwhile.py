"""Another person was quicker at the same entry: theirs is shown, what was typed stays."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Slot

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.entry_views import EntryView, MeanwhileChange
from ui.page import Page
from ui.verify.entry_calls import EntryCalls
from ui.verify.hidden_numbers import shown_number
from ui.verify.workbench import Workbench


class Meanwhile(QObject):
    """Takes what the core refuses of an entry that is no longer as it was seen."""

    def __init__(self, page: Page, bench: Workbench, calls: EntryCalls) -> None:
        super().__init__(page)
        self._page = page
        self._bench = bench
        self._calls = calls

    @Slot(object)
    def refuse(self, error: AppError) -> None:
        """Say what is different and show the entry as it is now."""
        view = self._bench.view
        if error.code != "entry_changed" or view is None:
            self._page.show_failure(error)
            return
        lines = [*self._lines(error.context["changes"]), str(error.advice)]
        if self._bench.form.dirty_field is not None:
            lines[-1] = _("Enter saves yours over theirs, with its reason; Esc leaves theirs.")
        self._page.messages.show_message("warning", str(error.message), "\n".join(lines))
        self._page.run(self._calls.show, view.id, on_done=self._show_theirs)

    @Slot(object)
    def _show_theirs(self, view: EntryView) -> None:
        if self._bench.view is None or self._bench.view.id != view.id:
            return
        field = self._bench.form.dirty_field
        typed = None if field is None else (field.item.name, field.editor.value())
        self._bench.update_view(view)
        if typed is not None:
            self._bench.put_value(*typed)

    def _lines(self, changes: Iterable[MeanwhileChange]) -> Iterable[str]:
        return map(self._line, changes)

    def _line(self, one: MeanwhileChange) -> str:
        before, theirs, yours = (
            shown_number(one.item, value, is_revealed=self._bench.form.is_revealed)
            for value in (one.before, one.theirs, one.yours)
        )
        words = _("{item}: was {before}, {name} made it {theirs}")
        if one.yours:
            words = _("{item}: was {before}, {name} made it {theirs}, you wanted {yours}")
        return words.format(
            item=one.item_label, before=before, theirs=theirs, yours=yours, name=one.by
        )

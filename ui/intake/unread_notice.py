"""Says which files of a reading that was cut short have not come in."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import listed
from dsurvey_desktop.usecases.unread_files import UnreadFiles, forget_unread
from ui.page import Page

NAMED = 5
"""As many files are named; the others are counted."""


class UnreadNotice(QObject):
    """Speaks through the page's message bar, once for what was left.

    Signals:
        done: words to show after the person is done with them.
    """

    done = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._told: UnreadFiles | None = None
        page.messages.acted.connect(self.forget)

    def tell(self, unread: UnreadFiles | None) -> None:
        """Say what was left, after a stop or when the page is first read."""
        if unread is not None and unread != self._told:
            words = _("{count} files were not read, and nothing of them was taken in: {files}")
            shown = listed([*unread.names[:NAMED], *(["…"] if unread.names[NAMED:] else [])])
            said = words.format(count=f"{len(unread.names):,}", files=shown)
            advice = _(
                "The files before them are dealt with. Take the folder in again: what came "
                "in already is not doubled."
            )
            self._page.messages.show_message("warning", said, advice, _("Do not say it again"))
        self._told = unread

    @Slot()
    def forget(self) -> None:
        """These files are not to come in."""
        self._page.run(forget_unread, self._page.context.desk, on_done=self._see_forgotten)

    @Slot(object)
    def _see_forgotten(self, _count: object) -> None:
        self.done.emit(_("Nothing is said of these files any more; they can still be taken in."))

"""The page of form editions: read, check, compare, try, adopt, and move entries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.form_views import (
    Adoption,
    EditionLine,
    EditionMove,
    FormComparison,
    FormView,
)
from dsurvey_desktop.usecases.move_choice import MoveChoice
from dsurvey_desktop.usecases.office_views import OfficeView
from dsurvey_desktop.usecases.open_form import OpenedForm
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from dsurvey_desktop.usecases.trial_views import Trial
from ui.changes import Changes, Kind, changed
from ui.context import AppContext
from ui.form_page.adopt_panel import AdoptPanel
from ui.form_page.check_view import CheckView
from ui.form_page.compare_view import CompareView, other_editions
from ui.form_page.edition_bar import EditionBar
from ui.form_page.form_calls import FormCalls, office_calls
from ui.form_page.items_view import ItemsView
from ui.form_page.move_view import MoveView
from ui.form_page.try_view import TryView
from ui.page import Page
from ui.target_file import TargetKind, ask_target
from ui.widgets.scrolling import scrolling

_SHOWN = (QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
_HIDDEN = (QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)


class FormPage(Page):
    """Attributes: `bar` chooses; the views are `items`, `check`, `compare`, `trial`, `moving`."""

    def __init__(
        self,
        context: AppContext,
        parent: QWidget | None = None,
        calls: FormCalls | None = None,
    ) -> None:
        super().__init__(context, _("Forms"), parent)
        self._calls = calls or office_calls(context.desk)
        self._editions: tuple[EditionLine, ...] = ()
        self._opened: OpenedForm | None = None
        self._source: str | Path = ""
        self._done: EditionMove | None = None
        self.bar = EditionBar(self.theme)
        self.adopting = AdoptPanel(self.theme)
        self.items, self.check = ItemsView(self.theme), CheckView(self.theme)
        self.compare, self.trial = CompareView(self.theme), TryView(self.theme)
        self.moving = MoveView(self.theme)
        self._views: dict[str, QWidget] = {
            "items": self.items,
            "check": self.check,
            "compare": self.compare,
            "try": self.trial,
            "move": self.moving,
        }
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.show_view("items")

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Entries and editions may have changed."""
        if changes.touches(Kind.OFFICE, Kind.ENTRIES, Kind.INTAKE):
            self.run(self._calls.office, on_done=self._show_office)
            self.run(self._calls.editions, on_done=self._show_editions)

    def open(self, argument: Any) -> None:
        """Show one of the views by its name."""
        if self.bar.can_show(argument):
            self.show_view(argument)

    @property
    def view(self) -> str:
        """Which view is shown."""
        return list(self._views)[self._stack.currentIndex()]

    def _lay_out(self) -> None:
        search = self.header.use_search(_("Code, question or name"))
        search.setFixedWidth(self.theme.space(48))
        words = _("Make it the &campaign's …")
        self.adopt_action = self.add_page_action(words, "Ctrl+Shift+A", self.ask_to_adopt)
        self.adopt_action.setEnabled(False)
        self.header.use_main_action(self.adopt_action)
        self.add_page_action(_("Open a workbook …"), "Ctrl+O", self.bar.choose_file)
        self.add_page_action(_("Read the workbook ag&ain"), "Ctrl+R", self.read_again)
        words = _("Print the item &booklet …")
        self.booklet_action = self.add_page_action(words, "Ctrl+P", self.print_booklet)
        for view in self._views.values():
            self._stack.addWidget(view)
        area, lines = scrolling(self.theme)
        lines.setSpacing(self.theme.space(3))
        for part in (self.bar, self.adopting):
            lines.addWidget(part)
        lines.addWidget(self._stack, 1)
        self.body.addWidget(area)

    def _connect(self) -> None:
        self.header.searched.connect(self.items.search)
        self.header.searched.connect(self._go_to_items)
        self.bar.edition_chosen.connect(self.open_edition)
        self.bar.view_chosen.connect(self.show_view)
        self.compare.base_chosen.connect(self._compare_with)
        self.trial.answers_changed.connect(self._try)
        self.adopting.confirmed.connect(self._adopt)
        self.moving.preview_wanted.connect(self._preview_move)
        self.moving.move_wanted.connect(self._move)

    @Slot(object)
    def _show_office(self, office: OfficeView) -> None:
        self.moving.show_communities(office.communities)

    @Slot(object)
    def _show_editions(self, editions: tuple[EditionLine, ...]) -> None:
        self._editions = editions
        self.bar.show_editions(editions)
        if self._opened is None and not self._source:
            self.open_edition(next(line.digest for line in editions if line.is_current))
        elif self._opened is not None:
            self._show_standing(self._opened)

    @Slot(object)
    def open_edition(self, source: str | Path) -> None:
        """Open an edition by its digest, or a workbook."""
        self._source = source
        self.adopting.hide()
        self.run(self._calls.open, source, on_done=self._show_form, on_failed=self._show_broken)

    @Slot()
    def read_again(self) -> None:
        """Open the workbook again as it is now on disk, after it was corrected."""
        if isinstance(self._source, Path):
            self.open_edition(self._source)

    @Slot(object)
    def _show_form(self, opened: OpenedForm) -> None:
        self._opened = opened
        self.messages.clear()
        self.bar.show_form(self._source, opened.view)
        self.items.show_form(opened.view)
        view = opened.view
        name, is_ours = view.file or f"{view.title} {view.version}", bool(view.kind)
        self.check.show_problems(view.problems, name, is_ours=is_ours)
        self._offer_deeds(view)
        self._show_standing(opened)
        self.trial.open_form(opened)
        if self.view == "try":
            self.trial.begin()
        self._compare_with_neighbour()
        if not opened.view.is_complete and opened.view.problems:
            self.show_view("check")

    @Slot(object)
    def _show_broken(self, error: AppError) -> None:
        """A workbook that is no sound form: all there is of it is what is wrong."""
        problems = tuple(getattr(error, "problems", ()))
        if not problems or not isinstance(self._source, Path):
            self.bar.show_open()
            self.show_failure(error)
            return
        self._opened = None
        self.messages.clear()
        self.bar.show_broken(self._source)
        self.check.show_problems(problems, problems[0].place.file)
        self._offer_deeds(None)
        self.show_view("check")

    def _offer_deeds(self, view: FormView | None) -> None:
        self.adopt_action.setEnabled(view is not None and view.is_complete and not view.is_current)
        self.booklet_action.setEnabled(view is not None)
        self.header.search.setEnabled(view is not None)

    @Slot(str)
    def show_view(self, view: str) -> None:
        """Show one of the views."""
        self.bar.show_view(view)
        for name, part in self._views.items():  # what is not shown takes no room
            part.setSizePolicy(*(_SHOWN if name == view else _HIDDEN))
        self._stack.setCurrentWidget(self._views[view])
        if view == "try":
            self.trial.begin()

    @Slot(str)
    def _go_to_items(self, words: str) -> None:
        if words:
            self.show_view("items")

    def _compare_with_neighbour(self) -> None:
        """Offer the other editions of this kind and show what differs from the nearest."""
        if self._opened is None:
            return
        view = self._opened.view
        others = other_editions(self._editions, view.kind, view.digest)
        self.compare.show_editions(others, is_ours=bool(view.kind))
        if others:
            self._compare_with(others[0].digest)

    @Slot(object)
    def _compare_with(self, digest: str) -> None:
        if self._opened is not None:
            self.run(self._calls.compare, digest, self._opened.found, on_done=self._show_comparison)

    @Slot(object)
    def _show_comparison(self, found: FormComparison) -> None:
        self.compare.show_comparison(found)

    @Slot(object)
    def _try(self, answers: object) -> None:
        if self._opened is not None:
            self.run(self._calls.try_answers, self._opened, answers, on_done=self._show_trial)

    @Slot(object)
    def _show_trial(self, trial: Trial) -> None:
        self.trial.show_trial(trial)

    @Slot()
    def print_booklet(self) -> None:
        """Write what each item of the open edition means as PDF."""
        if self._opened is None:
            return
        name = _("Explanation of the items")
        if target := ask_target(self, name, TargetKind.PDF):
            found = [self._opened.found]
            self.run(self._calls.booklet, target, found, on_done=self._tell_booklet)

    @Slot(object)
    def _tell_booklet(self, written: WrittenDocument) -> None:
        words = _("The booklet is written, {pages} pages: {file}")
        name = Path(written.path).name
        self.messages.show_message("done", words.format(pages=written.pages, file=name))

    @Slot()
    def ask_to_adopt(self) -> None:
        """Show what would change, and ask."""
        if self._opened is not None:
            self.run(self._calls.preview_adoption, self._opened.found, on_done=self._show_adoption)

    @Slot(object)
    def _show_adoption(self, adoption: Adoption) -> None:
        self.show_view("compare")
        self.compare.show_comparison(adoption.comparison)
        self.adopting.ask(adoption)

    @Slot()
    def _adopt(self) -> None:
        if self._opened is not None:
            self.adopting.hide()
            self.run(self._calls.adopt, self._opened.found, on_done=self._tell_adopted)

    @Slot(object)
    def _tell_adopted(self, adoption: Adoption) -> None:
        self.changed.emit(changed(Kind.OFFICE))
        self._source = adoption.comparison.new.digest
        self.run(self._calls.editions, on_done=self._show_editions)
        self.run(self._calls.open, self._source, on_done=self._show_adopted)

    @Slot(object)
    def _show_adopted(self, opened: OpenedForm) -> None:
        self._show_form(opened)
        self.messages.show_message("done", _("This is the campaign's edition from now on."))
        self.show_view("move")

    def _show_standing(self, opened: OpenedForm) -> None:
        lines = [line for line in self._editions if line.kind == opened.view.kind]
        here = [line for line in lines if line.digest == opened.view.digest and line.is_kept]
        count = sum(line.entries for line in here)
        others = sum(line.entries for line in lines) - count
        is_ours = bool(opened.view.kind)
        self.moving.show_standing(count, others, is_kept=bool(here), is_ours=is_ours)

    @Slot(object)
    def _preview_move(self, choice: MoveChoice) -> None:
        self._run_move(self._calls.preview_move, self._show_move, choice)

    @Slot(object)
    def _move(self, choice: MoveChoice) -> None:
        self._run_move(self._calls.move, self._tell_moved, choice)

    def _run_move(
        self,
        deed: Callable[..., EditionMove],
        on_done: Callable[[EditionMove], None],
        choice: MoveChoice,
    ) -> None:
        if self._opened is not None:
            digest, watched = self._opened.view.digest, _("Looking at what changes")
            self.run(deed, digest, choice, on_done=on_done, watched_as=watched)

    @Slot(object)
    def _show_move(self, move: EditionMove) -> None:
        self.moving.show_account(move)

    @Slot(object)
    def _tell_moved(self, move: EditionMove) -> None:
        words = _("{count} entries were moved to this edition; nothing was lost.")
        self.messages.show_message("done", words.format(count=f"{move.entries:,}"))
        self.changed.emit(changed(Kind.OFFICE, Kind.ENTRIES))
        self._done = move
        self.run(self._calls.editions, on_done=self._show_after_move)

    @Slot(object)
    def _show_after_move(self, editions: tuple[EditionLine, ...]) -> None:
        self._show_editions(editions)
        if self._done is not None:
            self.moving.show_account(self._done)

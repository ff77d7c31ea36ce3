"""Queue, form and evidence together, showing one entry."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.usecases.entry_views import EntryView, ItemView, ProposalView
from dsurvey_desktop.usecases.reasons import ORIGIN_REASONS
from ui.context import AppContext
from ui.entry_table.entry_feed import EntryFeed
from ui.verify.batch_panel import BatchPanel
from ui.verify.evidence_pane import EvidencePane
from ui.verify.explanation_panel import ExplanationPanel
from ui.verify.focus_follower import FocusFollower
from ui.verify.form_pane import FormPane, item_named
from ui.verify.key_bar import KeyBar
from ui.verify.many_panel import ManyPanel
from ui.verify.move_panel import MovePanel
from ui.verify.one_question import OneQuestion
from ui.verify.panes import Panes
from ui.verify.query_panel import QueryPanel
from ui.verify.queue_pane import QueuePane
from ui.verify.quiet_scroll import quiet_scroll
from ui.verify.tab_order import order_tabs
from ui.verify.withdraw_panel import WithdrawPanel
from ui.widgets.parts import column

BAR_KEYS = (
    "next_finding",
    "edit",
    "explain",
    "return",
    "undo",
    "withdraw",
    "next_entry",
    "previous_entry",
)

FORM_STEPS = 34
"""Lower, the form can't be read; the panels above it then scroll with it."""


class Workbench(QWidget):
    """The three panes; what asks for a decision stands above the form.

    Attributes:
        queue, form, evidence: the panes.
        batch, withdrawal, moving, queries, many, clearing: panels that open above the form when
            needed; one of them asks at a time.
        explanation: what an item means, below the form.

    Signals:
        written: ids of entries (tuple) that were changed here.
    """

    written = Signal(object)

    def __init__(
        self,
        context: AppContext,
        feed: EntryFeed,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        theme = context.theme
        self.queue = QueuePane(theme, feed)
        self.form = FormPane(theme)
        self.evidence = EvidencePane(theme)
        self.batch = BatchPanel(theme)
        self.withdrawal = WithdrawPanel(theme)
        self.moving = MovePanel(theme)
        self.queries = QueryPanel(theme)
        self.many, self.clearing = ManyPanel(theme), ManyPanel(theme)
        self.explanation = ExplanationPanel(theme)
        self.explanation.watch(self)
        self._keys = KeyBar(theme)
        inside, middle = QWidget(), QWidget()
        lines = column(theme, inside, gap=2)
        asking = (self.batch, self.withdrawal, self.moving, self.many, self.clearing)
        for widget in (*asking, self.queries):
            lines.addWidget(widget, 1 if isinstance(widget, ManyPanel) else 0)
        closing: dict[QWidget, Callable[[], object]] = {panel: panel.hide for panel in asking}
        closing[self.queries.line] = self.queries.close_line
        question = OneQuestion(closing, self)
        question.turned.connect(self._give_room)
        lines.addWidget(self.form, 1)
        lines.addWidget(self.explanation)
        self.form.setMinimumHeight(theme.space(FORM_STEPS))
        area = quiet_scroll(inside)
        self._follower = FocusFollower(area)
        whole = column(theme, middle, gap=2)
        whole.addWidget(area, 1)
        whole.addWidget(self._keys)
        self.panes = Panes(theme, context.settings, (self.queue, middle, self.evidence))
        column(theme, self, gap=0).addWidget(self.panes)
        self.panes.turned.connect(self._save_room)
        feed.listed.connect(self.match_queue)
        self._order_soon = QTimer(self)
        self._order_soon.setSingleShot(True)
        self._order_soon.timeout.connect(self._order_tabs)
        for grown in (self.form.sections.grown, self.form.findings.grown):
            grown.connect(self._order_soon.start)
        self.form.item_entered.connect(self._show_evidence)
        self.form.item_entered.connect(self._follow_explanation)
        self.form.item_gone.connect(self.queue.table.setFocus)
        self.evidence.taken.connect(self.take_value)
        self.evidence.given_up.connect(self.take_back_focus)

    def use_actions(self, actions: dict[str, QAction]) -> None:
        """Show the page's actions where they are done."""
        self.queue.use_approve_all(actions["approve_all"])
        self.form.header.use_reveal(actions["reveal"])
        self.queries.use_close(actions["close_query"])
        self._keys.show_actions(tuple(actions[name] for name in BAR_KEYS))

    @property
    def view(self) -> EntryView | None:
        """The entry that is shown."""
        return self.form.view

    def show_view(self, view: EntryView) -> None:
        """Show another entry from the top, and what stands behind what is worst in it."""
        self.withdrawal.hide()
        self.moving.hide()
        self.many.hide()
        self.clearing.hide()
        self.queries.fold()
        self.queries.show_queries(view.queries)
        self.form.show_entry(view)
        self._show_what_is_behind(view)

    @Slot()
    def _give_room(self) -> None:
        """Many corrections take the place of the one entry's form."""
        is_many = not (self.many.isHidden() and self.clearing.isHidden())
        self.form.setVisible(not is_many)
        self.evidence.setVisible(not is_many)

    def _show_what_is_behind(self, view: EntryView) -> None:
        """The evidence of the item that is looked at; an open explanation is of the same item."""
        item = self._looked_at(view)
        if item is None:
            self.evidence.show_entry(view)
            return
        self.evidence.show_item(view, item, is_revealed=self.form.is_revealed)
        self._explain_instead(item)

    def _looked_at(self, view: EntryView) -> ItemView | None:
        """The field one is in, else what is worst in the entry."""
        field = self.form.current_field
        names = [one.finding.item for one in view.findings] if field is None else [field.item.name]
        return next((one for name in names if (one := item_named(view, name))), None)

    def update_view(self, view: EntryView) -> None:
        """Show the same entry as it is now; place and changes in the making stay."""
        self.queries.show_queries(view.queries)
        self.form.update_entry(view)
        self._show_what_is_behind(view)

    def explain_item(self) -> bool:
        """Explain the field the person is in, or what is worst; again closes it; False if none."""
        view = self.form.view
        if view is None:
            return False
        item = self._looked_at(view) or view.sections[0].items[0]
        if self.explanation.item == item.name:
            self.explanation.close_panel()
        else:
            self.explanation.show_item(item)
            self._follower.show_part(self.explanation)
        return True

    @Slot(object)
    def _follow_explanation(self, item: ItemView) -> None:
        self.queries.follow(item.name)
        self._explain_instead(item)

    def _explain_instead(self, item: ItemView) -> None:
        if self.explanation.isVisible() and self.explanation.item != item.name:
            self.explanation.show_item(item)

    @Slot()
    def go_to_evidence(self) -> None:
        """Into the evidence, where arrows scroll; again or Esc comes back."""
        if self.evidence.has_focus:
            self.take_back_focus()
        else:
            self.panes.favour_evidence(is_favoured=True)
            self.evidence.take_focus()

    @Slot()
    def take_back_focus(self) -> None:
        """After a panel to the field the person was in, else to the queue."""
        self.panes.favour_evidence(is_favoured=False)
        field = self.form.current_field
        reason = Qt.FocusReason.OtherFocusReason
        (self.queue.table if field is None else field).setFocus(reason)

    @Slot()
    def match_queue(self) -> None:
        """With an empty queue there is nothing to work on."""
        self.panes.show_work(not self.queue.is_empty)
        if self.queue.is_empty:
            self.form.view = None

    @Slot()
    def _order_tabs(self) -> None:
        order_tabs(self.panes)

    @Slot(object)
    def _save_room(self, is_narrow: bool) -> None:
        self._keys.setVisible(not is_narrow)
        self.queue.set_narrow(is_narrow)
        self.form.set_compact(is_narrow)

    @Slot(object)
    def _show_evidence(self, item: ItemView) -> None:
        view = self.form.view
        if view is not None:
            self.evidence.show_item(view, item, is_revealed=self.form.is_revealed)

    @Slot(object)
    def take_value(self, proposal: ProposalView) -> None:
        """Put what is proposed into the item's editor, to be saved with the reason it has."""
        self.put_value(proposal.item, proposal.value, ORIGIN_REASONS[proposal.origin])

    def put_value(self, item: str, value: Value | None, reason: str = "") -> None:
        """Put a value into an item's editor; it is saved with a reason as any other."""
        self.form.go_to_item(item)
        field = self.form.current_field
        if field is not None and not field.is_locked:
            field.take_value(value, reason)

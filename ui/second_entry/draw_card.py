"""Drawing the share, and the list of drawn entries."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.second_entry_plan import SecondPlan
from dsurvey_desktop.usecases.second_entry_views import SecondLine
from ui.second_entry.columns import line_columns, plan_words
from ui.spot_check.plan_card import SEED_LIMIT, Plan, random_seed
from ui.theme import Theme
from ui.widgets.date_field import indent
from ui.widgets.parts import button, column, flow, heading, label, spring
from ui.widgets.row_model import RowModel
from ui.widgets.stepped import NumberField
from ui.widgets.table import Table

ROWS_SHOWN, DEFAULT_PERCENT = 10, 5


class DrawCard(QFrame):
    """Share and seed above, who is drawn below; Enter on a line begins its second entry.

    Signals:
        draw_wanted: a `Plan`.
        entry_chosen: a `SecondLine`.
    """

    draw_wanted = Signal(object)
    entry_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.share = NumberField()
        self.share.setRange(1, 100)
        self._proposed = DEFAULT_PERCENT
        self.share.setValue(DEFAULT_PERCENT)
        self.share.setSuffix(" %")
        self.share.setAccessibleName(_("Share of every community, rounded up"))
        indent(self.share)
        self.seed = QLineEdit(str(random_seed()))
        self.seed.setValidator(QIntValidator(0, SEED_LIMIT - 1, self))
        self.seed.setAccessibleName(_("Seed"))
        self.seed.setMinimumWidth(theme.space(30))
        self.draw_button = button(_("Draw the share"), self.draw, "main")
        self.model: RowModel[SecondLine] = RowModel(theme, line_columns(), self)
        self.table = Table(theme, _("Drawn entries"))
        self.table.show_rows(self.model)
        self.table.row_chosen.connect(self._choose)
        self.begin_button = button(_("Enter it from the paper"), self.begin)
        self._count = label("", "muted", wraps=True)
        self.asked = label("", wraps=True)
        about = _(
            "Another person enters a drawn part again from the paper, without seeing what stands "
            "in the entry. Whoever took an entry in, changed or approved it does not enter it."
        )
        share, seed = label(_("Share")), label(_("Seed"))
        line = flow(theme, share, self.share, seed, self.seed, self.draw_button, spring())
        lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(heading(theme, _("Drawn entries")))
        lines.addWidget(label(about, "muted", wraps=True))
        lines.addWidget(self.asked)
        lines.addLayout(line)
        lines.addWidget(self._count)
        lines.addWidget(self.table)
        lines.addWidget(self.begin_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_plan(self, plan: SecondPlan) -> None:
        """Say what the campaign asks for; its share is proposed where nobody typed another."""
        self.asked.setText(plan_words(plan))
        if plan.share and self.share.value() == self._proposed:
            self._proposed = max(1, round(plan.share * 100))
            self.share.setValue(self._proposed)

    def show_lines(self, lines: tuple[SecondLine, ...]) -> None:
        """List who is drawn; the place stays."""
        place = max(self.table.currentIndex().row(), 0)
        self.model.set_rows(lines)
        self.table.fit_rows(min(len(lines), ROWS_SHOWN))
        self.table.selectRow(min(place, len(lines) - 1))
        for widget in (self.table, self.begin_button):
            widget.setVisible(bool(lines))
        done = sum(bool(one.entered_by) for one in lines)
        words = _("{drawn} drawn, {done} entered again")
        none = _("Nothing is drawn yet. Every community gives its share.")
        self._count.setText(words.format(drawn=len(lines), done=done) if lines else none)

    @Slot()
    def draw(self) -> None:
        """Ask for a draw by what stands in the fields."""
        if self.seed.hasAcceptableInput():
            self.draw_wanted.emit(Plan(self.share.value() / 100, int(self.seed.text())))
            self.seed.setText(str(random_seed()))
        else:
            self.seed.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def begin(self) -> None:
        """Begin with the chosen line."""
        self._choose(self.table.currentIndex())

    @Slot(object)
    def _choose(self, index: QModelIndex) -> None:
        line = self.model.row_at(index)
        if line is not None:
            self.entry_chosen.emit(line)

"""The plan of a sample: share and seed, what it was drawn from, and how many of each community."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QWidget

from dsurvey_desktop.domain.sample_plan import PlanKind, SamplePlan
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.sample_views import CommunityShare, Lot, SampleView
from ui.dates import moment_text
from ui.spot_check.way_fields import WayFields
from ui.theme import Theme
from ui.widgets.date_field import indent
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import button, column, heading, label, row, set_look
from ui.widgets.row_model import Column, RowModel
from ui.widgets.stepped import NumberField
from ui.widgets.table import Table

SEED_LIMIT = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Plan:
    """A share from 0 to 1 of every community, and the seed that draws the same people again.

    `way` says how else, where something else than a share is drawn.
    """

    share: float
    seed: int
    way: SamplePlan | None = None

    @property
    def as_sample_plan(self) -> SamplePlan:
        """How to draw."""
        return self.way or SamplePlan(share=self.share)


def random_seed() -> int:
    """A seed nobody chose."""
    return secrets.randbelow(SEED_LIMIT)


class PlanCard(QFrame):
    """Asks for share and seed and shows the sample that was drawn.

    Signals:
        draw_wanted: a `Plan`.
    """

    draw_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        new_seed: Callable[[], int] = random_seed,
        parent: QWidget | None = None,
        *,
        is_of_towns: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._new_seed = new_seed
        self._is_of_towns = is_of_towns
        self.share = NumberField()
        self.share.setRange(1, 100)
        self.share.setValue(5)
        self.share.setSuffix(" %")
        indent(self.share)
        self.seed = QLineEdit(str(new_seed()))
        self.seed.setValidator(QIntValidator(0, SEED_LIMIT - 1, self))
        self.leave_out = QCheckBox(_("Leave out whom the towns drew themselves"))
        if not is_of_towns:
            self.leave_out.hide()
        self.draw_button = button(_("Draw the sample"), self.draw, "main")
        self._facts = label("", "muted", wraps=True)
        self._model = RowModel[CommunityShare](theme, _columns(is_of_towns=is_of_towns), self)
        self.table = Table(theme, _("Drawn per community"))
        self.table.show_rows(self._model)
        self._lay_out(theme)
        self.show_sample(None)

    def show_sample(self, sample: SampleView | None) -> None:
        """Show the plan of a sample that was drawn, or that there is none."""
        self.table.setVisible(sample is not None)
        words = _("Draw again") if sample is not None else _("Draw the sample")
        self.draw_button.setText(words)
        set_look(self.draw_button, "main" if sample is None else "")
        if sample is None:
            none = _("Nothing is drawn yet.")
            of_towns = _("Nothing is drawn yet. Every town gives its share.")
            self._facts.setText(of_towns if self._is_of_towns else none)
            return
        if sample.plan.kind is PlanKind.SHARE:
            self.share.setValue(round(sample.share * 100))
        self.way.show_plan(sample.plan)
        self.seed.setText(str(sample.seed))
        self._facts.setText("\n".join(_facts(sample)))
        self._model.set_rows(sample.communities)

    @Slot()
    def draw(self) -> None:
        """Ask for a sample by what stands in the fields."""
        if not self.seed.hasAcceptableInput():
            self._seed_row.set_error(_("A whole number of up to nine digits."))
            return
        self._seed_row.set_error("")
        share = self.share.value() / 100
        self.draw_wanted.emit(Plan(share, int(self.seed.text()), self.way.plan(share)))

    @Slot(object)
    def show_frame(self, frame: tuple[CommunityShare, ...]) -> None:
        """The forms that could be drawn, for the sizes of an acceptance plan."""
        sizes = {one.code: one.frame for one in frame}
        self.way.show_frame(sizes, {one.code: one.name for one in frame})

    @Slot()
    def take_new_seed(self) -> None:
        """A seed nobody chose."""
        self.seed.setText(str(self._new_seed()))

    def _lay_out(self, theme: Theme) -> None:
        of_communities = _("Share of every community, rounded up")
        of_towns = _("Share of every town, rounded up")
        share = FieldRow(theme, of_towns if self._is_of_towns else of_communities, self.share)
        self.way = WayFields(theme, share)
        if self._is_of_towns:
            self.way.kind_row.hide()
        hint = _("The same seed and share draw the same people again.")
        self._seed_row = FieldRow(theme, _("Seed"), self.seed, hint)
        lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(heading(theme, _("Plan")))
        lines.addWidget(self.way)
        lines.addWidget(self.leave_out)
        lines.addWidget(self._seed_row)
        buttons = row(theme, button(_("New seed"), self.take_new_seed), self.draw_button)
        buttons.addStretch(1)
        lines.addLayout(buttons)
        lines.addWidget(self._facts)
        lines.addWidget(self.table, 100)
        lines.addStretch(1)


def _columns(*, is_of_towns: bool) -> tuple[Column[CommunityShare], ...]:
    return (
        Column(_("Town") if is_of_towns else _("Community"), lambda one: one.name, width=0),
        Column(_("Entries"), lambda one: f"{one.frame:,}", is_number=True, width=18),
        Column(_("Drawn"), lambda one: f"{one.drawn:,}", is_number=True, width=16),
    )


def drawn_words(count: int) -> str:
    """What is said once so many people are drawn."""
    words = _("{count} people are drawn. The plan is kept, so that it can be checked.")
    return words.format(count=f"{count:,}")


def _facts(sample: SampleView) -> tuple[str, ...]:
    drawn = _("{drawn} drawn of {frame} entries").format(
        drawn=f"{len(sample.members):,}", frame=f"{sample.frame_size:,}"
    )
    by = _("{when} by {who}").format(when=moment_text(sample.drawn_at), who=sample.drawn_by)
    digest = _("Digest of what it was drawn from: {digest}")
    lots = tuple(map(_lot_words, sample.lots)) if len(sample.lots) == 1 else ()
    return (drawn, *lots, by, digest.format(digest=" ".join(_groups(sample.frame_digest[:16]))))


def _lot_words(lot: Lot) -> str:
    words = _("Accepted with at most {acceptance} bad forms among {sample}")
    return words.format(acceptance=lot.acceptance, sample=lot.sample)


def _groups(digest: str) -> list[str]:
    return [digest[start : start + 4] for start in range(0, len(digest), 4)]

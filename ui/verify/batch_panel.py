"""Approving all that are ready: first what would happen, in place, then one press."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import Text, _
from dsurvey_desktop.domain.word_lists import listed, sentences, with_remark
from dsurvey_desktop.usecases.entry_views import (
    ApprovalOffer,
    ApprovalResult,
    Blocked,
    EntryCounts,
)
from ui.theme import Theme
from ui.widgets.question_panel import QuestionPanel

NAMED = 6
"""So many are named one by one, each with what is to be said of them."""
REASONS_NAMED = 2
SHOWN = 12
"""So many names are put side by side."""


class BatchPanel(QuestionPanel):
    """How many, of which community, and what stands in the way of the others."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", _("Do not approve (Esc)"), "muted", parent)

    def ask(
        self, ready: int, community: str, counts: EntryCounts, *, is_part: bool = False
    ) -> None:
        """Say what would be approved.

        Args:
            ready: how many can be.
            community: its name, empty for the whole town.
            counts: of the whole of it.
            is_part: the list shows only a part of them, by words or state.
        """
        where = community or _("all communities")
        if is_part:
            where = _("the list shown")
        title = _("{count} entries of {where} have no errors and can be approved.")
        self._ask(
            ready,
            title.format(count=f"{ready:,}", where=where),
            _others(counts, counts.ready - ready),
        )

    def ask_chosen(self, offer: ApprovalOffer) -> None:
        """Say what of the entries that were chosen would be approved, and what not and why."""
        ready, chosen = len(offer.entries), len(offer.entries) + len(offer.blocked)
        title = _("Of the {chosen} entries chosen {count} can be approved.")
        said = title.format(chosen=f"{chosen:,}", count=f"{ready:,}")
        self._ask(ready, said, "\n".join(_chosen_words(offer)))

    def _ask(self, ready: int, title: str, account: str) -> None:
        self.confirm_button.setText(_("Approve {count} entries").format(count=f"{ready:,}"))
        self.confirm_button.setVisible(ready > 0)
        self.show_question(title, account)
        if not ready:
            self.leave_button.setFocus()


def _chosen_words(offer: ApprovalOffer) -> Iterator[str]:
    """Who would be approved, and who of those chosen stays as they are, and why."""
    if offer.entries:
        names = listed(one.name for one in offer.entries[:SHOWN])
        more = len(offer.entries) - SHOWN
        yield _("{names} and {count} more").format(names=names, count=more) if more > 0 else names
    warned = sum(one.warnings > 0 for one in offer.entries)
    if warned:
        words = _("{count} of them with warnings; that does not stand in the way of approval.")
        yield words.format(count=f"{warned:,}")
    if offer.blocked:
        yield _("These stay as they are:")
        yield blocked_words(offer.blocked)


def _why(reasons: Sequence[Text]) -> str:
    """The first of them, and how many there are where there are more."""
    said = sentences(map(str, reasons[:REASONS_NAMED]))
    if len(reasons) <= REASONS_NAMED:
        return said
    return with_remark(said, _("{count} in all").format(count=len(reasons)))


def _others(counts: EntryCounts, own: int) -> str:
    """How the others stand; `own` are without errors, and another person's to approve."""
    others = _listed(
        (_("{count} with errors"), counts.error),
        (_("{count} already approved"), counts.approved),
        (_("{count} that you corrected yourself (four eyes)"), own),
    )
    lines = [_("The others: {list}. They stay as they are.").format(list=others)] if others else []
    open_still = _listed(
        (_("{count} with warnings"), counts.warning),
        (_("{count} still to be confirmed"), counts.unconfirmed),
    )
    if open_still:
        words = _("Among all entries: {list}. That does not stand in the way of approval.")
        lines.append(words.format(list=open_still))
    return "\n".join(lines) or _("There are no others.")


def _listed(*parts: tuple[str, int]) -> str:
    return listed(words.format(count=f"{count:,}") for words, count in parts if count)


def batch_news(result: ApprovalResult) -> str:
    """What became of the batch, in one sentence."""
    done = _("{count} entries approved.").format(count=f"{len(result.approved):,}")
    if not result.blocked:
        return done
    blocked = _("{count} not approved.").format(count=f"{len(result.blocked):,}")
    return f"{done} {blocked}"


def blocked_words(blocked: Sequence[Blocked]) -> str:
    """Who can't be approved, and why; of many the first."""
    lines = [
        _("{name}: {why}").format(name=one.name, why=_why(one.reasons)) for one in blocked[:NAMED]
    ]
    if len(blocked) > NAMED:
        more = len(blocked) - NAMED
        lines.append(_("… and {count} more").format(count=f"{more:,}"))
    return "\n".join(lines)

"""Approving all that are ready: first what would happen, in place, then one press."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import listed, sentences
from dsurvey_desktop.usecases.entry_views import ApprovalResult, EntryCounts
from ui.theme import Theme
from ui.widgets.question_panel import QuestionPanel

NAMED = 6
"""So many are named one by one."""


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
        self.confirm_button.setText(_("Approve {count} entries").format(count=f"{ready:,}"))
        self.confirm_button.setVisible(ready > 0)
        self.show_question(title.format(count=f"{ready:,}", where=where), _others(counts))


def _others(counts: EntryCounts) -> str:
    others = _listed(
        (_("{count} with errors"), counts.error), (_("{count} already approved"), counts.approved)
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


def batch_left(result: ApprovalResult) -> str:
    """Who was not approved, and why; of many the first."""
    lines = [
        _("{name}: {why}").format(name=one.name, why=sentences(map(str, one.reasons)))
        for one in result.blocked[:NAMED]
    ]
    if len(result.blocked) > NAMED:
        more = len(result.blocked) - NAMED
        lines.append(_("… and {count} more").format(count=f"{more:,}"))
    return "\n".join(lines)

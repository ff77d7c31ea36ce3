"""The columns of the district's tables."""

from __future__ import annotations

from collections.abc import Callable

from dsurvey_desktop.domain.department import Department
from dsurvey_desktop.domain.masking import mask_number
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.domain.word_lists import sentences, told
from dsurvey_desktop.usecases.district_views import (
    ASKS,
    REFUSED,
    SAME,
    TAKEN,
    WOULD_TAKE,
    ReceivedBundleView,
    ReceivedFile,
    TownEntryView,
    TownProgress,
)
from ui.dates import moment_text
from ui.entry_table.columns import STATE_WORDS
from ui.widgets.row_model import Column
from ui.widgets.share_bar import percent_text

OUTCOMES = {
    WOULD_TAKE: N_("Can be taken in"),
    TAKEN: N_("Taken in"),
    SAME: N_("Taken in before"),
    ASKS: N_("Please decide"),
    REFUSED: N_("Refused"),
}
_OUTCOME_SHAPES = {WOULD_TAKE: "", TAKEN: "done", SAME: "notice", ASKS: "warning", REFUSED: "error"}
_STATE_SHAPES = {"accepted": "done", "sent_back": "warning"}


LIST_OF_COLUMN = {5: "handed_over", 6: "accepted", 7: "sent_back", 10: "withdrawn", 11: "late"}
SIGN_OFF_COLUMN = 12
"""Which of the towns' entries a column of `town_columns` counts; all of them elsewhere."""


def town_columns(
    home_visit_target: float = 0.0, app_target: float = 0.0
) -> tuple[Column[TownProgress], ...]:
    """Towns and how far they are, marked where a target is not reached."""
    return (
        Column(_("Town"), _name, tip=lambda one: one.code, width=0),
        _town_count(_("On roster"), lambda one: one.people),
        Column(_("Missing"), _missing, is_number=True, kind=_lack, width=15),
        _town_count(_("Handed over"), lambda one: one.entries),
        Column(_("Share"), _share, is_number=True, width=15, kind=_lateness, tip=_overdue),
        _town_count(_("Undecided"), lambda one: one.undecided),
        _town_count(_("Accepted"), lambda one: one.accepted),
        _town_count(_("Sent back"), lambda one: one.sent_back, "warning"),
        _rate(_("Home visits"), lambda one: one.home_visit_share, home_visit_target),
        _rate(_("By app"), lambda one: one.app_share, app_target),
        _town_count(_("Withdrawn"), lambda one: one.withdrawn, "warning"),
        _town_count(_("Late"), lambda one: one.late, "warning"),
        Column(_("Signed off"), _signed, is_number=True, kind=_all_signed, width=17),
        Column(_("Newest bundle"), _newest, kind=_silence, width=44),
    )


def _missing(one: TownProgress) -> str:
    """Unknown, not none, before the first hand-over says it."""
    return f"{one.missing:,}" if one.received_at is not None else "—"


def _lack(one: TownProgress) -> str:
    return "warning" if one.missing else ""


def _signed(one: TownProgress) -> str:
    return f"{one.signed_off}/{len(Department)}" if one.code else f"{one.signed_off:,}"


def _all_signed(one: TownProgress) -> str:
    return "done" if one.code and one.signed_off == len(Department) else ""


def _name(one: TownProgress) -> str:
    return one.name or _("All towns")


def _lateness(one: TownProgress) -> str:
    return "error" if one.is_overdue else ""


def _overdue(one: TownProgress) -> str:
    return _("The towns' deadline has passed.") if one.is_overdue else ""


def _rate(
    title: str, share: Callable[[TownProgress], float | None], target: float
) -> Column[TownProgress]:
    def kind(town: TownProgress) -> str:
        found = share(town)
        return "" if found is None or found >= target else "warning"

    return Column(title, lambda one: percent_text(share(one)), is_number=True, kind=kind, width=17)


def receipt_columns() -> tuple[Column[TownProgress], ...]:
    """Towns and what the next receipt would tell them."""
    return (
        Column(_("Town"), lambda one: one.name, tip=lambda one: one.code, width=0),
        Column(_("Office code"), lambda one: one.code, width=26),
        _town_count(_("Sent back"), lambda one: one.sent_back),
        _town_count(_("To be told"), lambda one: one.untold, "warning"),
        Column(_("Newest bundle"), _newest, kind=_silence, width=46),
        Column(
            _("Key card"),
            lambda one: _("accepted") if one.has_card else _("not yet"),
            kind=lambda one: "done" if one.has_card else "warning",
            width=25,
        ),
    )


def file_columns() -> tuple[Column[ReceivedFile], ...]:
    """Files that were opened, and what they would change or have changed."""
    return (
        Column(_("File"), lambda one: one.file, tip=_said, width=0),
        Column(_("Town"), lambda one: one.town_name or one.town, width=30),
        Column(_("No."), lambda one: str(one.sequence or ""), is_number=True, width=11),
        Column(
            _("Outcome"),
            lambda one: _(OUTCOMES[one.outcome]),
            kind=lambda one: _OUTCOME_SHAPES[one.outcome],
            tip=_said,
            width=32,
        ),
        _file_count(_("New"), lambda one: one.changes.new),
        _file_count(_("Changed"), lambda one: one.changes.changed),
        _file_count(_("Unchanged"), lambda one: one.changes.unchanged),
        _file_count(_("Withdrawn"), lambda one: one.changes.withdrawn),
        _file_count(_("Late"), lambda one: one.changes.late),
    )


def bundle_columns() -> tuple[Column[ReceivedBundleView], ...]:
    """Bundles that were taken in."""
    return (
        Column(_("Town"), lambda one: one.town_name, tip=lambda one: one.town, width=0),
        Column(_("No."), lambda one: str(one.sequence), is_number=True, width=11),
        Column(_("Made"), lambda one: moment_text(one.created_at), width=38),
        Column(_("Taken in on"), lambda one: moment_text(one.received_at), width=38),
        Column(_("By"), lambda one: one.received_by, width=20),
        Column(_("New"), lambda one: f"{one.changes.new:,}", is_number=True, width=15),
        Column(_("Changed"), lambda one: f"{one.changes.changed:,}", is_number=True, width=15),
        Column(_("Sealed"), lambda one: _("yes") if one.is_sealed else _("no"), width=14),
        Column(_("Digest"), lambda one: one.digest[:16], tip=lambda one: one.digest, width=38),
    )


def entry_columns() -> tuple[Column[TownEntryView], ...]:
    """The towns' entries."""
    return (
        Column(_("Name"), lambda one: one.name, width=24),
        Column(_("Certificate number"), lambda one: mask_number(one.certificate_no), width=76),
        Column(_("Town"), lambda one: one.town_name, width=34),
        Column(
            _("State"),
            entry_state,
            kind=lambda one: "notice" if one.withdrawn else _STATE_SHAPES.get(one.state, ""),
            width=30,
        ),
        Column(_("Changed"), lambda one: str(len(one.differences) or ""), is_number=True, width=15),
        Column(
            _("Late"),
            lambda one: _("late") if one.is_late else "",
            kind=lambda one: "warning" if one.is_late else "",
            width=15,
        ),
        Column(_("Why sent back"), _reasons, width=0),
    )


def _reasons(one: TownEntryView) -> str:
    return sentences([reason.reason for reason in one.objections]) or one.reason


def entry_state(one: TownEntryView) -> str:
    """Where an entry is, in words."""
    if one.withdrawn:
        return _("withdrawn")
    return _("undecided") if one.state == "handed_over" else _(STATE_WORDS[one.state])


def _share(one: TownProgress) -> str:
    return percent_text(one.entries / one.people if one.people else None)


def _newest(one: TownProgress) -> str:
    if one.received_at is None:
        return _("nothing yet")
    if not one.sequence:
        return moment_text(one.received_at)
    words = _("no. {number}, {when}")
    return words.format(number=one.sequence, when=moment_text(one.received_at))


def _silence(one: TownProgress) -> str:
    return "" if one.received_at is not None else "warning"


def _said(one: ReceivedFile) -> str:
    return told(one.message, one.advice)


def _town_count(
    title: str, count: Callable[[TownProgress], int], kind: str = ""
) -> Column[TownProgress]:
    return Column(
        title,
        lambda one: f"{count(one):,}",
        is_number=True,
        kind=(lambda one: kind if count(one) else "") if kind else None,
        width=15,
    )


def _file_count(title: str, count: Callable[[ReceivedFile], int]) -> Column[ReceivedFile]:
    return Column(
        title,
        lambda one: f"{count(one):,}" if one.outcome in (TAKEN, WOULD_TAKE) else "",
        is_number=True,
        width=17,
    )

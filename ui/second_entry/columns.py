"""The columns of drawn entries, differences and rates."""

from __future__ import annotations

from dsurvey_desktop.domain.masking import mask_number
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.second_entry_plan import SecondPlan
from dsurvey_desktop.usecases.second_entry_views import DifferenceView, RateLine, SecondLine
from ui.widgets.row_model import Column


def plan_words(plan: SecondPlan) -> str:
    """What the campaign asks for, and how much of it is still to be drawn."""
    if not plan.share:
        return _("This campaign does not ask for second entry; it can be done all the same.")
    share = f"{plan.share * 100:g}%"
    if plan.lacking:
        words = _("This campaign asks for {share} of every community; {count} are to be drawn.")
        return words.format(share=share, count=f"{plan.lacking:,}")
    words = _("This campaign asks for {share} of every community; all of them are drawn.")
    return words.format(share=share)


def line_columns() -> tuple[Column[SecondLine], ...]:
    """Whose paper, and how far it is."""
    return (
        Column(_("Name"), lambda one: one.name, width=40),
        Column(_("Community"), lambda one: one.community_name, width=32),
        Column(_("Certificate number"), lambda one: mask_number(one.certificate_no), width=72),
        Column(_("Status"), line_words, kind=line_kind, tip=line_words, width=0),
    )


def line_words(one: SecondLine) -> str:
    """Waiting, for whom not, or entered with how many differences."""
    if not one.entered_by:
        return _("for a colleague: you know this entry") if one.is_own else _("to be entered")
    if not one.differing:
        words = _("entered by {who}, all {fields} fields the same")
        return words.format(who=one.entered_by, fields=one.fields)
    words = _("entered by {who}, {differing} of {fields} fields differ, {open} not decided")
    return words.format(
        who=one.entered_by, differing=one.differing, fields=one.fields, open=one.undecided
    )


def line_kind(one: SecondLine) -> str:
    """The shape before it."""
    if not one.entered_by:
        return "notice" if one.is_own else "warning"
    return "warning" if one.undecided else "done"


def difference_columns() -> tuple[Column[DifferenceView], ...]:
    """Whose, which item, and both answers."""
    return (
        Column(_("Name"), lambda one: one.name, width=24),
        Column(_("Community"), lambda one: one.community_name, width=30),
        Column(
            _("Item"), lambda one: f"{one.code} {one.label}", tip=lambda one: one.label, width=52
        ),
        Column(_("First entry"), lambda one: one.first_shown or _("(blank)"), tip=_first, width=0),
        Column(
            _("Second entry"), lambda one: one.second_shown or _("(blank)"), tip=_second, width=0
        ),
    )


def _first(one: DifferenceView) -> str:
    return one.first_shown


def _second(one: DifferenceView) -> str:
    return one.second_shown


def rate_columns(title: str) -> tuple[Column[RateLine], ...]:
    """Fields, how many differ, the rate with its interval, and who was wrong."""
    return (
        Column(title, lambda one: one.name or one.key, tip=lambda one: one.name, width=0),
        Column(_("Fields"), lambda one: f"{one.fields:,}", is_number=True, width=18),
        Column(_("Differ"), lambda one: f"{one.differing:,}", is_number=True, width=18),
        Column(_("Error rate"), lambda one: percent(one.rate), is_number=True, width=22),
        Column(_("95% interval"), interval, is_number=True, width=36),
        Column(_("First wrong"), lambda one: f"{one.first_wrong:,}", is_number=True, width=22),
        Column(_("Second wrong"), lambda one: f"{one.second_wrong:,}", is_number=True, width=22),
    )


def percent(share: float | None) -> str:
    """A share to a hundredth of a percent; a dash without one."""
    return "—" if share is None else f"{share * 100:.2f}%"


def interval(one: RateLine) -> str:
    """Both ends."""
    if one.low is None:
        return "—"
    return _("{low} to {high}").format(low=percent(one.low), high=percent(one.high))

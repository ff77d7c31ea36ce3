"""Drawing a spot check."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, replace

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.sample_plan import PlanKind, SamplePlan
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.sampling.draw import frame_digest
from dsurvey_desktop.sampling.short_code import short_code
from dsurvey_desktop.storage import entry_store, office_store, sample_store
from dsurvey_desktop.storage.sample_store import SampleRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.sample_lots import check_sample_plan, draw_by, lots_of
from dsurvey_desktop.usecases.sample_views import CommunityShare, SampleMember, SampleView


def draw_sample(desk: Desk, *, share: float, seed: int) -> SampleView:
    """Draw a share of every community's entries; the same seed and frame draw the same people.

    Args:
        desk: who draws.
        share: more than 0, at most 1; every community with entries gives at least one person.
        seed: any whole number.

    Raises:
        AppError: as `draw_planned`.
    """
    return draw_planned(desk, SamplePlan(share=share), seed)


def draw_planned(
    desk: Desk, plan: SamplePlan, seed: int, left_out: Collection[str] = ()
) -> SampleView:
    """Draw by a plan; the same plan, seed and frame draw the same people.

    Args:
        desk: who draws.
        plan: how.
        seed: any whole number.
        left_out: certificate numbers that another level drew; they are not in the frame.

    Raises:
        AppError: `not_allowed`, `share_invalid`, `plan_invalid`, `seed_invalid`, `no_entries`.
    """
    require(desk, Role.REVIEWER)
    check_sample_plan(plan)
    check_seed(seed)
    with desk.database.write() as connection:
        record = _draw(connection, desk, plan, seed, left_out)
        detail = {
            "seed": seed,
            "share": record.share,
            "frame_digest": record.frame_digest,
            "plan": asdict(record.plan),
        }
        note(connection, desk, "sample_drawn", f"sample {record.id}", detail)
        return sample_view(connection, record)


def sample_frame(desk: Desk) -> tuple[CommunityShare, ...]:
    """How many forms of each community can be drawn; nothing is drawn."""
    with desk.database.read() as connection:
        counts = entry_store.count_by_community(connection)
        names = {str(one.code): one.name for one in office_store.load_communities(connection)}
    return tuple(
        CommunityShare(code, names.get(code, code), count, 0)
        for code, count in sorted(counts.items())
    )


def last_sample(desk: Desk) -> SampleView | None:
    """The newest sample; None before the first."""
    with desk.database.read() as connection:
        record = sample_store.load_sample(connection)
        return sample_view(connection, record) if record else None


def check_plan(share: float, seed: int) -> None:
    """AppError `share_invalid` or `seed_invalid` where nothing can be drawn by these."""
    check_sample_plan(SamplePlan(share=share))
    check_seed(seed)


def check_seed(seed: int) -> None:
    """AppError `seed_invalid`."""
    if not -(2**31) < seed < 2**31:
        raise AppError(
            "seed_invalid",
            text("The seed is too large."),
            text("Please use a whole number of at most nine digits."),
        )


def no_sample() -> AppError:
    """Nothing was drawn."""
    return AppError(
        "no_sample", text("No spot check has been drawn yet."), text("Please draw one first.")
    )


def no_sheet() -> AppError:
    """A code leads to no drawn person."""
    return AppError(
        "no_sheet",
        text("No sheet has this code."),
        text("Please check it, or scan it again."),
    )


def not_asked(item: str) -> AppError:
    """A sheet has no such item."""
    return AppError(
        "not_asked",
        text("The sheet does not ask for {item}.", item=item),
        text("Please use an item that stands on it."),
    )


def contradicts() -> AppError:
    """Nothing that was said is left out without a word."""
    return AppError(
        "sheet_contradicts",
        text("Answers were entered, though nobody was met or asked for them."),
        text("Please enter either what was said, or that it was not asked."),
    )


def _draw(
    connection: Connection,
    desk: Desk,
    plan: SamplePlan,
    seed: int,
    left_out: Collection[str],
) -> SampleRecord:
    unwanted = set(left_out)
    ids: dict[str, EntryId] = {}
    frame: dict[str, list[str]] = {}
    skipped = 0
    for record in entry_store.all_entries(connection):
        if record.certificate_no in unwanted:
            skipped += 1
            continue
        ids[record.certificate_no] = record.id
        frame.setdefault(record.community_code, []).append(record.certificate_no)
    if not ids:
        raise AppError(
            "no_entries",
            text("There are no entries to draw from."),
            text("Please take in the communities' submissions first."),
        )
    drawn = draw_by(plan, frame, seed)
    chosen = [ids[number] for numbers in drawn.values() for number in numbers]
    sample_id = sample_store.add_sample(
        connection,
        seed=seed,
        share=plan.share if plan.kind is PlanKind.SHARE else len(chosen) / len(ids),
        at=desk.now(),
        user_id=desk.user.id,
        frame={code: len(numbers) for code, numbers in frame.items()},
        frame_digest=frame_digest(ids),
        plan=replace(plan, left_out=skipped),
    )
    members = [(one, short_code(sample_id, n)) for n, one in enumerate(chosen, 1)]
    sample_store.add_members(connection, sample_id, members)
    stored = sample_store.load_sample(connection, sample_id)
    assert stored is not None
    return stored


def sample_view(connection: Connection, record: SampleRecord) -> SampleView:
    """A sample with the people in it."""
    names = {str(one.code): one.name for one in office_store.load_communities(connection)}
    codes = dict(record.members)
    members = {
        entry.id: SampleMember(
            entry.id,
            codes[entry.id],
            entry.name,
            entry.certificate_no,
            entry.community_code,
            names.get(entry.community_code, entry.community_code),
        )
        for entry in entry_store.load_entries(connection, list(codes))
    }
    drawn: dict[str, int] = {}
    for member in members.values():
        drawn[member.community_code] = drawn.get(member.community_code, 0) + 1
    return SampleView(
        id=record.id,
        seed=record.seed,
        share=record.share,
        drawn_at=record.drawn_at,
        drawn_by=record.drawn_by,
        frame_size=record.frame_size,
        frame_digest=record.frame_digest,
        communities=tuple(
            CommunityShare(code, names.get(code, code), size, drawn.get(code, 0))
            for code, size in sorted(record.frame.items())
        ),
        members=tuple(members[entry_id] for entry_id, _code in record.members),
        plan=record.plan,
        lots=lots_of(record.plan, record.frame, names),
    )

"""Drawing a spot check."""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.sampling.draw import draw_share, frame_digest
from dsurvey_desktop.sampling.short_code import short_code
from dsurvey_desktop.storage import entry_store, office_store, sample_store
from dsurvey_desktop.storage.sample_store import SampleRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.sample_views import CommunityShare, SampleMember, SampleView


def draw_sample(desk: Desk, *, share: float, seed: int) -> SampleView:
    """Draw a share of every community's entries; the same seed and frame draw the same people.

    Args:
        desk: who draws.
        share: more than 0, at most 1; every community with entries gives at least one person.
        seed: any whole number.

    Raises:
        AppError: `not_allowed`, `share_invalid`, `seed_invalid`, `no_entries`.
    """
    require(desk, Role.REVIEWER)
    check_plan(share, seed)
    with desk.database.write() as connection:
        record = _draw(connection, desk, share, seed)
        detail = {"seed": seed, "share": share, "frame_digest": record.frame_digest}
        note(connection, desk, "sample_drawn", f"sample {record.id}", detail)
        return sample_view(connection, record)


def last_sample(desk: Desk) -> SampleView | None:
    """The newest sample; None before the first."""
    with desk.database.read() as connection:
        record = sample_store.load_sample(connection)
        return sample_view(connection, record) if record else None


def check_plan(share: float, seed: int) -> None:
    """AppError `share_invalid` or `seed_invalid` where nothing can be drawn by these."""
    if not 0 < share <= 1:
        raise AppError(
            "share_invalid",
            text("The share must be more than 0 and at most 100 percent."),
            text("Please enter for example 5 percent (0.05)."),
        )
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


def _draw(connection: Connection, desk: Desk, share: float, seed: int) -> SampleRecord:
    ids: dict[str, EntryId] = {}
    frame: dict[str, list[str]] = {}
    for record in entry_store.all_entries(connection):
        ids[record.certificate_no] = record.id
        frame.setdefault(record.community_code, []).append(record.certificate_no)
    if not ids:
        raise AppError(
            "no_entries",
            text("There are no entries to draw from."),
            text("Please take in the communities' submissions first."),
        )
    drawn = draw_share(frame, share, seed)
    sample_id = sample_store.add_sample(
        connection,
        seed=seed,
        share=share,
        at=desk.now(),
        user_id=desk.user.id,
        frame={code: len(numbers) for code, numbers in frame.items()},
        frame_digest=frame_digest(ids),
    )
    chosen = [ids[number] for numbers in drawn.values() for number in numbers]
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
    )

"""Drawing the share of entries that another person enters again from the paper."""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.sampling.draw import draw_share, frame_digest
from dsurvey_desktop.storage import entry_store, office_store, second_store
from dsurvey_desktop.storage.second_store import SecondRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.draw_sample import check_plan
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.second_entry_views import SecondDrawn, SecondLine


def draw_second_entry(desk: Desk, *, seed: int, share: float | None = None) -> SecondDrawn:
    """Draw a share of every community's entries that were not drawn for this before.

    The same seed, share and entries draw the same people. Without `share` it is the campaign's.

    Raises:
        AppError: `not_allowed`, `share_missing`, `share_invalid`, `seed_invalid`, `no_entries`.
    """
    require(desk, Role.REVIEWER)
    with desk.database.write() as connection:
        share = _asked(connection) if share is None else share
        check_plan(share, seed)
        frame, ids = _frame(connection)
        drawn = draw_share(frame, share, seed)
        chosen = [ids[number] for numbers in drawn.values() for number in numbers]
        digest = frame_digest(ids)
        number = second_store.add_draw(
            connection,
            seed=seed,
            share=share,
            at=desk.now(),
            user_id=desk.user.id,
            frame_size=len(ids),
            frame_digest=digest,
            entries=chosen,
        )
        detail = {"seed": seed, "share": share, "frame_digest": digest, "entries": len(chosen)}
        note(connection, desk, "second_entry_drawn", f"draw {number}", detail)
        return _drawn(connection, desk, number)


def _asked(connection: Connection) -> float:
    """The campaign's share."""
    share = office_store.load_campaign(connection).second_entry_share
    if not share:
        raise AppError(
            "share_missing",
            text("This campaign does not ask for second entry, so no share is set."),
            text("Please state a share, or set one for the campaign."),
        )
    return share


def _frame(connection: Connection) -> tuple[dict[str, list[str]], dict[str, EntryId]]:
    """Certificate numbers by community, and entries by number."""
    records = list(entry_store.all_entries(connection))
    before = second_store.drawn_entries(connection, [one.id for one in records])
    free = [one for one in records if one.id not in before]
    if not free:
        raise AppError(
            "no_entries",
            text("There are no entries to draw from."),
            text("Every entry that is here was drawn before, or none is here yet."),
        )
    frame: dict[str, list[str]] = {}
    for one in free:
        frame.setdefault(one.community_code, []).append(one.certificate_no)
    return frame, {one.certificate_no: one.id for one in free}


def _drawn(connection: Connection, desk: Desk, number: int) -> SecondDrawn:
    draw = next(one for one in second_store.list_draws(connection) if one.id == number)
    lines = tuple(line for line, of in _lines(connection, desk) if of == number)
    return SecondDrawn(
        draw.id,
        draw.seed,
        draw.share,
        draw.drawn_at,
        draw.drawn_by,
        draw.frame_size,
        draw.frame_digest,
        lines,
    )


def list_second_entries(desk: Desk) -> tuple[SecondLine, ...]:
    """Every drawn entry with how far it is, in the order of drawing."""
    with desk.database.read() as connection:
        return tuple(line for line, _draw in _lines(connection, desk))


def _lines(connection: Connection, desk: Desk) -> list[tuple[SecondLine, int]]:
    names = {str(one.code): one.name for one in office_store.load_communities(connection)}
    counts: dict[EntryId, list[bool]] = {}
    for one in second_store.list_differences(connection):
        counts.setdefault(one.entry, []).append(not one.kept)
    own = second_store.known_to(connection, desk.user.id)
    return [
        (_line(record, own, names, counts.get(record.entry, [])), record.draw)
        for record in second_store.list_second(connection)
    ]


def _line(
    record: SecondRecord, own: set[EntryId], names: dict[str, str], is_undecided: list[bool]
) -> SecondLine:
    return SecondLine(
        record.entry,
        record.name,
        record.certificate_no,
        record.community_code,
        names.get(record.community_code, record.community_code),
        record.entry in own,
        record.entered_by_name,
        record.entered_at,
        record.fields,
        len(is_undecided),
        sum(is_undecided),
    )

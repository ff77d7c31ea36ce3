"""The onward file for people: a workbook of its figures, and the cover that is stamped.

Neither names a person, since they lie beside the file unsealed. The workbook stands in the file
too, under its signature, so that `verify_bundle` tells whether the copy beside it is the same.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.documents.bundle_summary import ONWARD, write_bundle_summary
from dsurvey_desktop.documents.figures_workbook import FigureTable, write_figures
from dsurvey_desktop.documents.model import BundleSummary, CountLine
from dsurvey_desktop.documents.write_file import replace_file
from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.department import DEPARTMENT_NAMES, Department
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.domain.word_lists import listed
from dsurvey_desktop.exchange.onward_tables import CheckRow, OnwardRows, SignOffRow, TownRow
from dsurvey_desktop.exchange.statement import Statement, parse_moment
from dsurvey_desktop.exchange.verification import VerifiedBundle
from dsurvey_desktop.usecases.answer_values import label_of
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL, all_items
from dsurvey_desktop.usecases.office_keys import own_card
from dsurvey_desktop.usecases.onward_views import OnwardLine
from dsurvey_desktop.usecases.sheet_header import sheet_header
from dsurvey_desktop.usecases.verify_bundle import copy_beside

SUMMARY = "summary.xlsx"
_OUTCOMES = {"agrees": N_("agrees"), "differs": N_("differs"), "not_found": N_("not found")}


def summary_workbook(
    connection: Connection,
    desk: Desk,
    statement: Statement,
    rows: OnwardRows,
    lines: Iterable[OnwardLine],
) -> bytes:
    """The workbook's bytes, before the file is signed; `rows` hold lists."""
    names = {one.town: one.name for one in rows.towns}
    towns_of = {one.entry_id: one.town for one in rows.entries}
    words = {one.kind: str(one.message) for one in lines}
    tables = (
        _towns(rows.towns),
        _sign_offs(rows.sign_offs, names),
        _checks(connection, rows.checks, {k: names.get(v, v) for k, v in towns_of.items()}),
        FigureTable(
            _("Still open"),
            ((_("What"), 50), (_("Count"), 10), (_("Why it goes all the same"), 60)),
            tuple(
                (words.get(one.kind, one.kind), one.open_count, one.reason)
                for one in rows.open_points
            ),
            _("Nothing is open."),
        ),
    )
    target = io.BytesIO()
    said = _("Belongs to {file}; `handover verify` compares it with the file's own copy.")
    remark = said.format(file=statement.stem)
    write_figures(target, sheet_header(connection, desk), tables, remark)
    return target.getvalue()


def write_papers(
    connection: Connection, desk: Desk, file: Path, opened: VerifiedBundle
) -> Iterator[Path]:
    """Lay the cover of an onward file, and the workbook that is in it, beside it; their paths.

    A file that an older program began holds no workbook.
    """
    statement = opened.statement
    cover = copy_beside(file, "cover.pdf")
    header = sheet_header(connection, desk, f"{statement.sender}-{statement.sequence:04d}")
    write_bundle_summary(cover, header, _cover(connection, opened), ONWARD)
    yield cover
    if SUMMARY in opened.files:
        copy = copy_beside(file, SUMMARY)
        with replace_file(copy) as target:
            target.write(opened.files[SUMMARY])
        yield copy


def _cover(connection: Connection, opened: VerifiedBundle) -> BundleSummary:
    statement, card = opened.statement, own_card(connection)
    towns = [TownRow(*row) for row in opened.tables["towns"].rows()]  # type: ignore[arg-type]
    open_points = statement.row_counts["open_points"]
    return BundleSummary(
        sender=f"{card.office_name} {card.office_code}",
        addressee=statement.addressee,
        sequence=statement.sequence,
        made_at=statement.created_at.astimezone(OFFICE_ZONE).strftime("%Y-%m-%d %H:%M"),
        states=(_("Accepted"), _("Others")),
        communities=tuple(
            CountLine(f"{one.name} {one.town}", (one.accepted, one.entries - one.accepted))
            for one in towns
        ),
        digest=opened.digest,
        previous_digest=statement.previous_digest,
        fingerprint=card.fingerprint,
        facts=(
            (_("Signed-off parts"), str(statement.row_counts["sign_offs"])),
            (_("Spot-checked entries"), str(statement.row_counts["checks"])),
            (_("Open points with reasons"), str(open_points)),
        ),
    )


def _towns(towns: Iterable[TownRow]) -> FigureTable:
    titles = (
        (_("Town"), 24), (_("Code"), 12), (_("On the roster"), 10), (_("Entries"), 10),
        (_("Missing"), 10), (_("Accepted"), 10), (_("Late"), 10), (_("Bundle"), 10),
        (_("Digest (SHA-256)"), 68),
    )  # fmt: skip
    rows = tuple(
        (
            one.name, one.town, one.people, one.entries, one.missing, one.accepted, one.late,
            one.bundle_sequence, one.bundle_digest,
        )
        for one in towns
    )  # fmt: skip
    return FigureTable(_("Towns"), titles, rows, _("none"))


def _sign_offs(sign_offs: Iterable[SignOffRow], names: Mapping[str, str]) -> FigureTable:
    titles = (
        (_("Town"), 24), (_("Department"), 16), (_("Signed by"), 14), (_("Signed at"), 18),
        (_("Entries"), 10), (_("Remark"), 60),
    )  # fmt: skip
    rows = tuple(
        (
            names.get(one.town, one.town),
            _(DEPARTMENT_NAMES[Department(one.department)]),
            one.signed_by,
            parse_moment(one.signed_at).astimezone(OFFICE_ZONE).strftime("%Y-%m-%d %H:%M"),
            one.entries,
            one.remark,
        )
        for one in sign_offs
    )
    return FigureTable(_("Sign-offs"), titles, rows, _("none"))


def _checks(
    connection: Connection, checks: Iterable[CheckRow], towns: Mapping[int, str]
) -> FigureTable:
    items = all_items(connection, INDIVIDUAL)
    labels = {name: label_of(item.labels) for name, item in items.items()}
    titles = (
        (_("Town"), 24), (_("Short code"), 14), (_("Outcome"), 12), (_("Items asked"), 10),
        (_("What differs"), 60),
    )  # fmt: skip
    rows = tuple(
        (
            towns.get(one.entry_id, ""),
            one.short_code,
            _(_OUTCOMES.get(one.outcome, one.outcome)),
            one.items_asked,
            _named(one.differing.split(), labels),
        )
        for one in checks
    )
    return FigureTable(_("Spot checks"), titles, rows, _("none"))


def _named(items: Sequence[str], labels: Mapping[str, str]) -> str:
    return listed(labels.get(name, name) for name in items)

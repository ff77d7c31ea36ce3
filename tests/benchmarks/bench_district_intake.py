"""A district takes in 60,000 entries from 20 towns, beside a plain bulk insert of the same rows.

python tests/benchmarks/bench_district_intake.py [entries of a town [towns]]

Every bundle is signed, verified and compared as it came from a town. The floor inserts the rows
that came out of it (bundles and entries) into an empty office, in one unit of work a town. The
limit is 3 times the floor.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench_exchange import ITEMS, answers, entries
from bench_intake import Round, Spent, timed
from big_town import PASSWORD
from sqlalchemy import insert, select

from dsurvey_desktop.bootstrap import choose_language
from dsurvey_desktop.domain.campaign import default_campaign
from dsurvey_desktop.domain.office import Office, OfficeLevel
from dsurvey_desktop.exchange.bundle import BundleContent, build_bundle
from dsurvey_desktop.exchange.hand_over_tables import (
    HandOverRows,
    answer_rows,
    hand_over_tables,
)
from dsurvey_desktop.exchange.office_keys import OfficeKeys, generate_keys
from dsurvey_desktop.exchange.statement import BundleKind, Statement
from dsurvey_desktop.storage.exchange_tables import received_bundle, town_entry
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.manage_keys import trust_key_card, write_card_file
from dsurvey_desktop.usecases.office_views import OfficeSetup
from dsurvey_desktop.usecases.open_office import close_office
from dsurvey_desktop.usecases.receive_bundles import receive_bundles
from dsurvey_desktop.usecases.set_up_office import set_up_office

TOWNS, ENTRIES = 20, 3000
ROUNDS = 3
LIMIT_RATIO = 3.0
DISTRICT = "330282"
MADE_AT = datetime.now(UTC).replace(microsecond=0)
Rows = list[dict[str, Any]]


def make_district(folder: Path) -> Desk:
    """A district without towns."""
    campaign = default_campaign(2025)
    office = Office(DISTRICT, "测试区", OfficeLevel.DISTRICT)
    return set_up_office(folder, OfficeSetup(office, campaign, (), "测试"), PASSWORD)


def write_town(folder: Path, town: Office, keys: OfficeKeys, count: int) -> None:
    """A town's key card and its bundle."""
    write_card_file(keys.card(town, MADE_AT), folder)
    rows = HandOverRows(
        entries=list(entries(count)), answers=list(answer_rows(answers(count), ITEMS))
    )
    statement = Statement(BundleKind.HAND_OVER, town.code, DISTRICT, 2025, 1, MADE_AT)
    content = BundleContent(statement, hand_over_tables(rows, ITEMS, ["S1"]))
    bundle = build_bundle(content, keys, is_sealed=False)
    (folder / f"{town.code}.dsb.zip").write_bytes(bundle.data)


def rows_of(desk: Desk) -> Iterator[tuple[Rows, Rows]]:
    """The bundles and entries of each town as they lie in the database."""
    with desk.database.read() as connection:
        bundles = [dict(row) for row in connection.execute(select(received_bundle)).mappings()]
        for bundle in bundles:
            own = select(town_entry).where(town_entry.c.bundle_id == bundle["id"])
            yield [bundle], [dict(row) for row in connection.execute(own).mappings()]


def insert_plainly(desk: Desk, towns: list[tuple[Rows, Rows]]) -> int:
    """The floor."""
    for bundles, its_entries in towns:
        with desk.database.write() as connection:
            connection.execute(insert(received_bundle), bundles)
            connection.execute(insert(town_entry), its_entries)
    return sum(len(its_entries) for _bundles, its_entries in towns)


def measure(folder: Path, bundles: Path, at: int) -> Round:
    """One round in two new offices."""
    desk, empty = make_district(folder / f"taking{at}"), make_district(folder / f"floor{at}")
    for card in sorted(bundles.glob("*.keycard.txt")):
        trust_key_card(desk, card)
    files = sorted(bundles.glob("*.dsb.zip"))
    total, outcomes = timed(lambda: receive_bundles(desk, files))
    assert {one.outcome for one in outcomes} == {"taken"}, outcomes[0]
    towns = list(rows_of(desk))
    floor, count = timed(lambda: insert_plainly(empty, towns))
    assert count == sum(one.changes.new for one in outcomes)
    for one in (desk, empty):
        close_office(one)
    return Round(floor, total)


def main() -> int:
    """Print the best round by processor time; status 1 above the limit."""
    choose_language("zh_CN")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES
    towns = int(sys.argv[2]) if len(sys.argv) > 2 else TOWNS
    with tempfile.TemporaryDirectory() as name:
        bundles = Path(name) / "bundles"
        bundles.mkdir()
        for number in range(towns):
            town = Office(f"{DISTRICT}{101 + number}", f"第{number + 1}镇")
            write_town(bundles, town, generate_keys(), count)
        rounds = [measure(Path(name), bundles, at) for at in range(ROUNDS)]
    best = min(rounds, key=lambda one: one.ratio)
    print(f"{'':32}{'wall s':>10}{'processor s':>14}")
    show("plain bulk insert", best.floor)
    show(f"{towns} bundles, {towns * count:,} entries", best.total)
    print(f"{'ratio':32}{best.wall_ratio:10.2f}{best.ratio:14.2f} (limit {LIMIT_RATIO}, processor)")
    print("all rounds, processor: " + " ".join(f"{one.ratio:.2f}" for one in rounds))
    return int(best.ratio > LIMIT_RATIO)


def show(name: str, spent: Spent) -> None:
    """One line of the table."""
    print(f"{name:32}{spent.wall:10.2f}{spent.processor:14.2f}")


if __name__ == "__main__":
    sys.exit(main())

"""A desk whose first person's entry is approved, changed and sent to the district."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from dsurvey_desktop.domain.office import Office, OfficeLevel
from dsurvey_desktop.exchange.bundle import BundleContent, build_bundle
from dsurvey_desktop.exchange.bundle_file import write_bundle_file
from dsurvey_desktop.exchange.office_keys import OfficeKeys, generate_keys
from dsurvey_desktop.exchange.office_tables import AcceptedRow, SentBackRow, receipt_tables
from dsurvey_desktop.exchange.statement import BundleKind, Statement
from dsurvey_desktop.storage import (
    bundle_store,
    log_store,
    received_store,
)
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.change_settings import change_campaign
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.manage_keys import trust_key_card
from dsurvey_desktop.usecases.open_receipt import open_receipt
from dsurvey_desktop.usecases.show_office import show_office

DISTRICT = Office("330282", "区残联", OfficeLevel.DISTRICT)


@dataclass
class Scene:
    """A desk whose first person's entry the steps are about."""

    desk: Desk
    small: Any
    keys: OfficeKeys

    @property
    def one(self) -> dict[str, Any]:
        return self.small.people[0]

    @property
    def entry(self):
        return next(
            e for e in list_entries(self.desk) if e.certificate_no == self.one["certificate_no"]
        )

    def send(self, name: str, *answers: dict[str, Any], take_changes: bool = False):
        path = self.small.submission(name, *answers)
        (outcome,) = add_submissions(self.desk, [path], take_changes=take_changes)
        assert outcome.refusal is None
        return outcome

    def set_campaign(self, **changes: Any) -> None:
        change_campaign(self.desk, replace(show_office(self.desk).campaign, **changes))

    def log(self) -> list[Any]:
        with self.desk.database.read() as connection:
            return list(log_store.lines(connection))


def set_scene(small_desk: Desk, small: Any) -> Scene:
    """The first three people of a small town are in, and the district is trusted."""
    made = Scene(small_desk, small, generate_keys())
    card = made.keys.card(DISTRICT, small_desk.now().replace(microsecond=0))
    path = small.folder / "district.keycard.txt"
    path.write_text(card.to_text(), "utf-8")
    trust_key_card(small_desk, path)
    made.send("首次.csv", *small.people[:3])
    return made


def receipt(scene: Scene, number: int, *, is_accepted: bool) -> None:
    """Open a receipt of the district that speaks of the first person's entry."""
    keys, entry, desk = scene.keys, scene.entry, scene.desk
    with desk.database.read() as connection:
        sent = sorted(bundle_store.sent_digests(connection, DISTRICT.code))
        before = received_store.seen(connection).get(DISTRICT.code, {})
    statement = Statement(
        BundleKind.RECEIPT,
        DISTRICT.code,
        show_office(desk).office.code,
        show_office(desk).campaign.year,
        number,
        desk.now().replace(microsecond=0),
        before.get(number - 1, ""),
        answers_digest=sent[0],
    )
    yes = [AcceptedRow(entry.id, entry.version)] if is_accepted else []
    back = [] if is_accepted else [SentBackRow(entry.id, entry.version, "", "住址不清")]
    content = BundleContent(statement, receipt_tables(yes, back))
    path = write_bundle_file(scene.small.folder, build_bundle(content, keys, is_sealed=False))
    assert open_receipt(desk, path).changed_since == 0

"""Keys that count for some years: said before a hand-over, refused after, renewed in time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dsurvey_desktop.domain.campaign import default_campaign
from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Office
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import key_slots
from dsurvey_desktop.usecases import send_bundle
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.change_settings import change_campaign
from dsurvey_desktop.usecases.check_hand_over import check_hand_over
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.make_onward import make_onward
from dsurvey_desktop.usecases.make_receipt import make_receipt
from dsurvey_desktop.usecases.make_task_package import make_task_package
from dsurvey_desktop.usecases.manage_keys import show_key_card, trust_key_card, write_key_card
from dsurvey_desktop.usecases.office_views import OfficeSetup
from dsurvey_desktop.usecases.open_office import close_office
from dsurvey_desktop.usecases.set_up_office import set_up_office
from dsurvey_desktop.usecases.show_office import show_office
from dsurvey_desktop.usecases.trust_keys import renew_keys, revoke_keys
from tests.integration.usecases.two_offices import TOWN, Exchange

MADE = datetime(2025, 10, 8, 1, 0, tzinfo=UTC)
PASSWORD = "password for tests"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A real office, whose keys count for two years."""
    monkeypatch.setattr(key_slots, "_MEMORY_KIB", 64)
    monkeypatch.setattr(key_slots, "_TIME_COST", 1)
    campaign = replace(default_campaign(2025), key_years=2)
    setup = OfficeSetup(Office("330282105", "云溪镇残联"), campaign, (), "王干事")
    made = set_up_office(tmp_path / "office", setup, PASSWORD, lambda: MADE)
    yield made
    close_office(made)


def later(desk: Desk, days: int) -> Desk:
    return replace(desk, clock=lambda: MADE + timedelta(days=days))


def key_lines(desk: Desk) -> list[tuple[str, bool, str]]:
    lines = check_hand_over(desk).lines
    return [(one.kind, one.is_blocking, str(one.message)) for one in lines if "key" in one.kind]


def test_a_key_that_soon_ends_is_said_and_one_that_has_ended_blocks(desk: Desk) -> None:
    assert key_lines(desk) == []
    assert key_lines(later(desk, 701)) == []
    assert key_lines(later(desk, 703)) == [("key_ends", False, "本单位公钥有效期至 2027-10-10。")]
    ((kind, is_blocking, words),) = key_lines(later(desk, 733))
    assert (kind, is_blocking) == ("key_expired", True)
    assert "2027-10-10" in words


def test_new_keys_count_from_their_making(desk: Desk, tmp_path: Path) -> None:
    renewed = renew_keys(later(desk, 720), tmp_path / "cards")
    assert key_lines(later(desk, 733)) == []
    text = Path(renewed.file).read_text("utf-8")
    assert 'valid-after="20270928010000Z"' in text
    assert 'valid-before="20290929010000Z"' in text


def test_a_longer_validity_keeps_keys_and_fingerprint(desk: Desk, tmp_path: Path) -> None:
    before = show_key_card(desk)
    change_campaign(desk, replace(default_campaign(2025), key_years=0))
    assert show_key_card(desk) == before
    file, _sheet = write_key_card(desk, tmp_path)
    assert "valid-before" not in file.read_text("utf-8")
    assert key_lines(later(desk, 5000)) == []


def ends_in(exchange: Exchange, years: int) -> Desk:
    """The town of the exchange on a day after its keys, which count for so long."""
    campaign = replace(show_office(exchange.town).campaign, practice_date=None, key_years=years)
    change_campaign(exchange.town, campaign)
    moment = exchange.town.now() + timedelta(days=370 * years)
    return replace(exchange.town, clock=lambda: moment)


def refused(deed: Callable[[], object]) -> AppError:
    with pytest.raises(AppError) as caught:
        deed()
    return caught.value


def test_an_ended_key_signs_nothing_whoever_asks(exchange: Exchange) -> None:
    stick = exchange.folder / "stick"
    desk = ends_in(exchange, 2)
    approve_entries(desk, ready_entries(desk))
    error = refused(lambda: export_bundle(desk, stick))
    assert error.code == "own_key_expired"
    assert "设置" in str(error.advice)
    assert list(stick.iterdir()) == []
    assert {one.state for one in list_entries(desk)} == {EntryState.APPROVED}
    renew_keys(desk, exchange.folder)
    assert export_bundle(desk, stick).sequence == 1


def test_a_districts_ended_key_signs_no_receipt_and_no_package(exchange: Exchange) -> None:
    exchange.take(exchange.hand_over())
    district = exchange.district
    campaign = replace(show_office(district).campaign, practice_date=None, key_years=1)
    change_campaign(district, campaign)
    late = replace(district, clock=lambda: datetime(2099, 1, 1, tzinfo=UTC))
    to = exchange.folder / "back"
    for deed in (
        lambda: make_receipt(late, TOWN, to),
        lambda: make_task_package(late, TOWN, to),
        lambda: make_onward(late, to, dict.fromkeys(OPEN, "先行上报")),
    ):
        assert refused(deed).code == "own_key_expired"
    assert list(to.iterdir()) == []


OPEN = ("missing", "undecided", "sign_offs", "checks")


def test_a_key_in_other_hands_is_revoked_and_the_new_card_compared_anew(
    exchange: Exchange,
) -> None:
    desk, cards = exchange.town, exchange.folder / "cards"
    assert revoke_keys(desk, TOWN) == 1
    approve_entries(desk, ready_entries(desk))
    assert ("key_revoked", True) in [(one[0], one[1]) for one in key_lines(desk)]
    assert refused(lambda: export_bundle(desk, exchange.folder / "stick")).code == "own_key_revoked"
    renewed = renew_keys(desk, cards)
    assert renewed.signature == ""
    assert [one.name for one in cards.iterdir()] == [Path(renewed.file).name]
    bundle = exchange.hand_over()
    assert exchange.receive(bundle)[0].code == "signer_unknown"
    trust_key_card(exchange.district, Path(renewed.file))
    exchange.take(bundle)


def test_what_was_cut_short_under_a_key_that_ended_is_made_anew(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled_out(*_args: object) -> None:
        raise AppError("media_failed", text("The stick is gone."), text("Put it in again."))

    stick = exchange.folder / "stick"
    approve_entries(exchange.town, ready_entries(exchange.town))
    with monkeypatch.context() as patch:
        patch.setattr(send_bundle, "write_bundle_file", pulled_out)
        assert refused(lambda: export_bundle(exchange.town, stick)).code == "media_failed"
    desk = ends_in(exchange, 1)
    renew_keys(desk, exchange.folder)
    made = export_bundle(desk, stick)
    assert (made.sequence, made.is_resumed) == (1, False)
    assert len(made.fingerprint.split()) == 8
    check_log(desk)

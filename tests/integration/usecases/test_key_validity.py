"""Keys that count for some years: said before a hand-over, refused after, renewed in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dsurvey_desktop.domain.campaign import default_campaign
from dsurvey_desktop.domain.office import Office
from dsurvey_desktop.storage import key_slots
from dsurvey_desktop.usecases.change_settings import change_campaign
from dsurvey_desktop.usecases.check_hand_over import check_hand_over
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.manage_keys import show_key_card, write_key_card
from dsurvey_desktop.usecases.office_views import OfficeSetup
from dsurvey_desktop.usecases.open_office import close_office
from dsurvey_desktop.usecases.set_up_office import set_up_office
from dsurvey_desktop.usecases.trust_keys import renew_keys

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

"""Check, seal, export, verify: over the practice office."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QDir, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.exchange.bundle_parts import PartName
from dsurvey_desktop.usecases.change_settings import change_campaign
from dsurvey_desktop.usecases.check_hand_over import check_hand_over
from dsurvey_desktop.usecases.make_task_package import make_task_package
from dsurvey_desktop.usecases.manage_keys import trust_key_card
from dsurvey_desktop.usecases.office_views import OfficeSetup
from dsurvey_desktop.usecases.open_office import close_office
from dsurvey_desktop.usecases.run_demo import sample_town
from dsurvey_desktop.usecases.set_up_office import set_up_office
from dsurvey_desktop.usecases.show_office import show_office
from dsurvey_desktop.usecases.trust_keys import revoke_keys
from ui.changes import Kind, changed
from ui.hand_over.file_drop import bundle_kinds
from ui.hand_over.page import HandOverPage

LEFT = Qt.MouseButton.LeftButton


def test_the_dialog_shows_a_bundle_and_its_parts() -> None:
    patterns = bundle_kinds().split(";;")[0].partition("(")[2].rstrip(")").split()
    names = ("a.dsb", "a.dsb.zip", PartName("a.dsb", 2, 3).sibling(1))
    assert all(QDir.match(patterns, name) for name in names)
    assert not QDir.match(patterns, "a-cover.pdf")


@pytest.fixture
def stick(tmp_path, monkeypatch) -> Path:
    """The folder every dialog for a folder answers."""
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    return folder


def drop(widget, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, LEFT, none)
    widget.dropEvent(event)


def test_with_nothing_approved_nothing_can_be_exported(page):
    assert not page.envelope.export_button.isEnabled()
    assert len(page.checks.rows) >= 6


def test_each_open_line_leads_to_where_it_is_put_right(page, person):
    wanted = []
    page.go_to.connect(wanted.append)
    for row in page.checks.rows:
        if row.link.isVisible() and row.destination.page != "hand_over":
            person.click(row.link)
    assert {one.page for one in wanted} >= {"verify", "roster"}
    assert "missing" in {one.argument for one in wanted}


def test_the_envelope_warns_when_it_is_not_sealed(approved, page):
    assert page.envelope.seal.property("look") == "warning"
    assert page.envelope.export_button.isEnabled()


def test_the_envelope_says_when_the_campaign_seals_nothing(
    page, person, in_worker, office_context, district_card
):
    desk = office_context.desk
    in_worker(trust_key_card, desk, district_card.file)
    page.refresh(changed(Kind.OFFICE))
    person.settle()
    sealed = page.envelope.seal.text()
    campaign = in_worker(show_office, desk).campaign
    in_worker(change_campaign, desk, replace(campaign, is_sealed=False))
    page.refresh(changed(Kind.OFFICE))
    person.settle()
    said = page.envelope.seal.text()
    assert "未加密" in said
    assert "设置" in said
    assert said != sealed


def test_export_writes_a_bundle_that_is_then_genuine(approved, page, person, stick):
    person.click(page.envelope.export_button)
    bundle = next(stick.glob("*.dsb*"))
    assert page.result.shown("file") == bundle.name
    assert page.result.shown("fingerprint")
    assert (stick / page.result.shown("cover")).read_bytes().startswith(b"%PDF")
    assert not page.envelope.export_button.isEnabled(), "the same entries are not handed over twice"
    drop(page.bundle_check.drop, bundle)
    person.settle()
    assert page.bundle_check.verdict.kind == "done"
    assert str(approved) in page.bundle_check.facts.text()


def test_only_the_chosen_communities_go_and_the_rest_waits(qtbot, approved, page, person, stick):
    choice = page.envelope.choice
    choice.scope.setCurrentIndex(1)
    assert not page.envelope.export_button.isEnabled(), "nothing is chosen yet"
    choice.list.setCurrentRow(0)
    qtbot.keyClick(choice.list, Qt.Key.Key_Space)
    going = choice.entries
    assert 0 < going < approved
    person.click(page.envelope.export_button)
    drop(page.bundle_check.drop, next(stick.glob("*.dsb*")))
    person.settle()
    assert str(going) in page.bundle_check.facts.text()
    choice.scope.setCurrentIndex(0)
    assert choice.entries == approved - going
    assert page.envelope.export_button.isEnabled()


def test_a_bundle_for_email_lies_there_in_parts(approved, page, person, stick, monkeypatch):
    monkeypatch.setattr("ui.hand_over.part_choice.MEGABYTE", 4096)
    choice = page.envelope.choice
    person.click(choice.by_email)
    choice.limit.setValue(1)
    person.click(page.envelope.export_button)
    parts = page.result.shown("parts").splitlines()
    assert len(parts) > 1
    assert all((stick / name).stat().st_size <= 4096 for name in parts)


def test_a_bundle_that_was_changed_is_refused_with_advice(approved, page, person, stick):
    person.click(page.envelope.export_button)
    bundle = next(stick.glob("*.dsb*"))
    content = bytearray(bundle.read_bytes())
    content[len(content) // 2] ^= 1
    bundle.write_bytes(content)
    drop(page.bundle_check.drop, bundle)
    person.settle()
    assert page.bundle_check.verdict.kind == "error"
    assert page.bundle_check.verdict.words
    assert not page.bundle_check.facts.isVisible()


def test_a_file_that_is_no_bundle_is_refused(page, person, tmp_path):
    file = tmp_path / "holiday.dsb"
    file.write_bytes(b"not a bundle")
    drop(page.bundle_check.drop, file)
    person.settle()
    assert page.bundle_check.verdict.kind == "error"


def test_the_districts_card_counts_only_after_comparing(
    approved, page, person, district_card, monkeypatch
):
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *_args: (str(district_card.file), "")
    )
    page.keys.choose_card()
    person.settle()
    assert page.keys.fingerprint.text() == district_card.fingerprint
    foot = page.keys.accept_button
    assert foot.visibleRegion().boundingRect().size() == foot.size(), "all of the step is in sight"
    assert not page.keys.accept_button.isEnabled()
    page.keys.compared.setChecked(True)
    person.click(page.keys.accept_button)
    assert page.messages.kind == "done", page.messages.words
    assert page.envelope.seal.property("look") == "done"
    assert not page.keys.accept_button.isVisible()


def test_a_card_that_does_not_agree_is_put_away(page, person, district_card, monkeypatch):
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *_args: (str(district_card.file), "")
    )
    page.keys.choose_card()
    person.settle()
    page.keys.close_step()
    assert not page.keys.accept_button.isVisible()
    assert page.envelope.seal.property("look") == "warning"


def test_this_offices_card_is_written_as_file_and_pdf(page, person, stick):
    page.keys.choose_folder()
    person.settle()
    assert sorted(file.suffix for file in stick.iterdir()) == [".pdf", ".txt"]
    assert page.messages.kind == "done"


def test_a_lost_bundle_is_written_again_by_keys(qtbot, approved, page, person, stick):
    assert not page.sent.isVisible()
    person.click(page.envelope.export_button)
    person.settle()
    assert page.sent.isVisible()
    assert page.sent.chosen.sequence == 1
    (bundle,) = stick.glob("*.dsb*")
    before = bundle.read_bytes()
    bundle.unlink()
    page.sent.again_button.setFocus()
    qtbot.keyClick(page.sent.again_button, Qt.Key.Key_Space)
    person.settle()
    assert page.messages.kind == "done"
    assert bundle.read_bytes() == before
    assert not page.sent.anew_button.isVisible()


def test_what_a_revoked_key_signed_goes_anew_by_keys(
    qtbot, approved, page, person, stick, in_worker, office_context
):
    person.click(page.envelope.export_button)
    person.settle()
    desk = office_context.desk
    in_worker(revoke_keys, desk, "330282105")
    page.refresh(changed(Kind.OFFICE))
    person.settle()
    assert not page.sent.again_button.isEnabled()
    page.sent.anew_button.setFocus()
    qtbot.keyClick(page.sent.anew_button, Qt.Key.Key_Space)
    person.settle()
    assert page.messages.kind == "done"
    assert in_worker(check_hand_over, desk).entries == approved


@pytest.fixture
def later_package(in_worker, office_context, tmp_path) -> Path:
    """A task package for the practice office, of a district under a key nobody has compared."""

    def make() -> Path:
        town = sample_town()
        campaign = replace(show_office(office_context.desk).campaign, app_target=0.95)
        setup = OfficeSetup(town.district, campaign, town.communities, "区经办人")
        desk = set_up_office(tmp_path / "district", setup, "password for district")
        try:
            return Path(make_task_package(desk, town.office.code, tmp_path / "from").path)
        finally:
            close_office(desk)

    return in_worker(make)


def test_a_later_task_package_is_compared_seen_and_taken_over_by_keys(
    page, person, later_package, in_worker, office_context
):
    drop(page.receipt.drop, later_package)
    person.settle()
    card = page.package
    assert card.isVisible()
    assert "95.0%" in card.differences.text()
    assert not card.take_button.isEnabled(), "the new key is to be compared first"
    assert card.compared.hasFocus()
    person.press("Space")
    card.take_button.setFocus()
    person.press("Space")
    person.settle()
    assert page.messages.kind == "done"
    assert card.isHidden()
    assert in_worker(show_office, office_context.desk).campaign.app_target == 0.95
    drop(page.receipt.drop, later_package)
    person.settle()
    assert (page.receipt.verdict.kind, card.isVisible()) == ("notice", False)


def test_what_is_neither_receipt_nor_package_is_told_as_a_receipt(approved, page, person, stick):
    person.click(page.envelope.export_button)
    person.settle()
    drop(page.receipt.drop, next(stick.glob("*.dsb*")))
    person.settle()
    assert page.receipt.verdict.kind == "error"
    assert page.package.isHidden()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.CLERK])
def test_who_opens_no_receipts_may_open_packages(role, qtbot, office_context, idle, later_package):
    user = replace(office_context.desk.user, roles=frozenset({role}))
    context = replace(office_context, desk=replace(office_context.desk, user=user))
    page = HandOverPage(context)
    qtbot.addWidget(page)
    page.show()
    idle()
    drop(page.receipt.drop, later_package)
    idle()
    may = role is Role.ADMINISTRATOR
    assert page.package.isVisible() == may
    assert page.receipt.verdict.kind == ("" if may else "error")

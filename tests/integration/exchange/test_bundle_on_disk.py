"""A bundle lies on the stick whole or not at all, and is read back as it was made."""

from __future__ import annotations

import errno
import hashlib
import os
from dataclasses import replace
from itertools import starmap
from pathlib import Path

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.exchange import bundle_file
from dsurvey_desktop.exchange.bundle import build_bundle
from dsurvey_desktop.exchange.bundle_file import write_bundle_file
from dsurvey_desktop.exchange.hand_over_tables import EntryRow
from dsurvey_desktop.exchange.key_safe import open_keys, seal_keys
from dsurvey_desktop.exchange.refusals import BundleError
from dsurvey_desktop.exchange.spot_check_tables import RESULT_TABLES, SpotCheckRow
from dsurvey_desktop.exchange.verification import verify_bundle


@pytest.mark.parametrize("is_sealed", [True, False])
def test_what_is_written_is_verified_and_read(is_sealed, workshop, workshops, tmp_path):
    bundle = workshop.good(is_sealed=is_sealed)
    path = write_bundle_file(tmp_path, bundle)
    data = path.read_bytes()
    assert path.name == "330102005-2026-0001-hand_over-330102" + (
        ".dsb" if is_sealed else ".dsb.zip"
    )
    assert hashlib.sha256(data).hexdigest() == bundle.digest
    verified = verify_bundle(data, workshop.trust, workshops.NOW, workshop.district.opener)
    assert (verified.digest, verified.is_sealed) == (bundle.digest, is_sealed)
    assert verified.statement == bundle.statement
    assert verified.signer.office_code == workshops.TOWN
    assert verified.files == {"summary.pdf": b"%PDF-1.4 invented"}
    entries = list(starmap(EntryRow, verified.tables["entries"].rows()))
    assert [(e.entry_id, e.name, e.source_row) for e in entries] == [(1, "某甲", 2), (2, "某乙", 3)]
    (check,) = starmap(SpotCheckRow, verified.tables["spot_checks"].rows())
    assert (check.entry_id, check.share) == (1, "0.05")
    answers = list(verified.tables["answers"].rows())
    assert answers[1] == (1, "remark", 'says "no",\nthen yes')
    assert verified.statement.row_counts["answers"] == len(answers) == 4


def test_a_bundle_of_an_older_program_without_results_still_opens(workshop, workshops):
    content = workshops.hand_over_content()
    kept = tuple(one for one in content.tables if one.schema.name not in RESULT_TABLES)
    old = build_bundle(replace(content, tables=kept), workshop.town, is_sealed=False)
    verified = verify_bundle(old.data, workshop.trust, workshops.NOW)
    assert len(verified.tables) == len(kept) == len(content.tables) - 2


def test_the_same_content_makes_the_same_open_file(workshop):
    assert workshop.good().data == workshop.good().data


def test_the_sender_opens_what_it_sealed(workshop, workshops):
    data = workshop.good(is_sealed=True).data
    verified = verify_bundle(data, workshop.trust, workshops.NOW, workshop.town.opener)
    assert verified.is_sealed


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda content: replace(content, files={"../x.pdf": b""}), "path_upward"),
        (lambda content: replace(content, files={"Entries.csv": b""}), "case_names"),
        (lambda content: replace(content, tables=content.tables[:2]), "tables_unexpected"),
        (
            lambda content: replace(content, statement=replace(content.statement, sequence=0)),
            "statement_damaged",
        ),
    ],
)
def test_nothing_wrong_is_ever_signed(spoil, code, workshop, workshops):
    content = spoil(workshops.hand_over_content())
    with pytest.raises(BundleError) as caught:
        build_bundle(content, workshop.town, is_sealed=False)
    assert caught.value.code == code


def test_the_copy_in_the_safe_brings_the_keys_back(workshop):
    sealed = seal_keys(workshop.town, "correct horse 正确")
    assert workshop.town.identity.encode() not in sealed
    assert open_keys(sealed, "correct horse 正确") == workshop.town
    for copy, passphrase in ((sealed, "another"), (sealed[:-1], "correct horse 正确"), (b"", "")):
        with pytest.raises(BundleError) as caught:
            open_keys(copy, passphrase)
        assert caught.value.code == "passphrase_wrong"


def test_no_temporary_file_stays(workshop, tmp_path):
    path = write_bundle_file(tmp_path, workshop.good())
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_the_same_bundle_again_changes_nothing(workshop, tmp_path):
    path = write_bundle_file(tmp_path, workshop.good())
    before = path.stat().st_mtime_ns
    assert write_bundle_file(tmp_path, workshop.good()) == path
    assert path.stat().st_mtime_ns == before


def code_of(folder, bundle) -> str:
    with pytest.raises(AppError) as caught:
        write_bundle_file(folder, bundle)
    return caught.value.code


def test_another_file_of_that_name_is_left_alone(workshop, tmp_path):
    bundle = workshop.good()
    (tmp_path / bundle.name).write_bytes(b"precious")
    assert code_of(tmp_path, bundle) == "bundle_file_exists"
    assert (tmp_path / bundle.name).read_bytes() == b"precious"


def test_a_folder_that_is_gone(workshop, tmp_path):
    assert code_of(tmp_path / "stick", workshop.good()) == "media_failed"


def test_a_name_that_a_file_system_cannot_keep_is_told_as_that(workshop, tmp_path):
    deep = tmp_path.joinpath(*["文件夹" * 20] * 40)
    assert code_of(deep, workshop.good()) == "media_unsuitable"
    assert list(tmp_path.iterdir()) == []


def test_a_drive_without_its_stick_is_not_called_protected(workshop, tmp_path, monkeypatch):
    """Windows refuses both with the same number."""
    stick = tmp_path / "stick"
    opened = Path.open

    def refuse(path, *arguments):
        if path.parent == stick:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return opened(path, *arguments)

    monkeypatch.setattr(Path, "open", refuse)
    assert code_of(stick, workshop.good()) == "media_failed"
    stick.mkdir()
    assert code_of(stick, workshop.good()) == "media_read_only"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "media_full"),
        (errno.EROFS, "media_read_only"),
        (errno.EACCES, "media_read_only"),
        (errno.EFBIG, "media_unsuitable"),
        (errno.EIO, "media_failed"),
    ],
)
def test_trouble_while_flushing_leaves_nothing(number, code, workshop, tmp_path, monkeypatch):
    def fail(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(bundle_file.os, "fsync", fail)
    assert code_of(tmp_path, workshop.good()) == code
    assert list(tmp_path.iterdir()) == []


def test_a_stick_that_reads_back_something_else(workshop, tmp_path, monkeypatch):
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path)[:-1] + b"?")
    assert code_of(tmp_path, workshop.good()) == "media_read_back_differs"
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []

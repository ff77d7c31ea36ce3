"""Programs that nobody here wrote accept the same bundles: each layer by its own tool."""

from __future__ import annotations

import io
import logging
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from dsurvey_desktop.exchange.verification import verify_bundle

needs_age = pytest.mark.skipif(shutil.which("age") is None, reason="age is not installed")
needs_ssh = pytest.mark.skipif(
    shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed"
)


@pytest.fixture
def bag_folder(workshop, tmp_path):
    """The good bundle unpacked by the standard library."""
    with zipfile.ZipFile(io.BytesIO(workshop.good().data)) as archive:
        archive.extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    return folder


def run(*command, **options):
    return subprocess.run(command, check=False, capture_output=True, text=True, **options)


def ssh_verify(folder, trust, tmp_path, *options, moment="20261012080000Z"):
    allowed = tmp_path / "trusted_keys.txt"
    allowed.write_text(trust.to_text(), encoding="utf-8")
    revoked = tmp_path / "revoked_keys.txt"
    revoked.write_text(trust.revocation_text(), encoding="utf-8")
    command = [
        "ssh-keygen", "-Y", "verify", "-f", str(allowed), "-r", str(revoked),
        "-I", "330102005", "-n", "dsurvey-handover", "-O", f"verify-time={moment}",
        "-s", str(folder / "tagmanifest-sha256.txt.sig"), *options,
    ]  # fmt: skip
    message = (folder / "tagmanifest-sha256.txt").read_bytes()
    return subprocess.run(command, input=message, check=False, capture_output=True)


def test_zip_has_no_fault_for_the_standard_library(workshop):
    with zipfile.ZipFile(io.BytesIO(workshop.good().data)) as archive:
        assert archive.testzip() is None


def test_bagit_validates_the_bag_and_sees_a_change(bag_folder):
    bagit = pytest.importorskip("bagit")
    logging.getLogger("bagit").setLevel(logging.CRITICAL)
    assert bagit.Bag(str(bag_folder)).is_valid()
    command = [sys.executable, "-m", "bagit", "--validate", str(bag_folder)]
    assert run(*command).returncode == 0
    (bag_folder / "data" / "summary.pdf").write_bytes(b"%PDF-1.4 forged it")
    assert run(*command).returncode != 0


def frictionless_report(folder):
    """Its verdict; a process of its own, since the library warns when it is imported."""
    script = (
        "import sys, frictionless\n"
        "report = frictionless.Package('data/datapackage.json').validate()\n"
        "print(len(report.tasks), sum(task.stats['rows'] for task in report.tasks))\n"
        "print(report.flatten(['type', 'rowNumber']))\n"
        "sys.exit(not report.valid)\n"
    )
    return run(sys.executable, "-W", "ignore", "-c", script, cwd=folder)


def test_frictionless_validates_the_data_package(bag_folder):
    report = frictionless_report(bag_folder)
    assert report.returncode == 0, report.stdout + report.stderr
    assert report.stdout.splitlines()[0] == "11 16"


@pytest.mark.parametrize(
    ("table", "old", "new", "fault"),
    [
        ("corrections", b"\r\n1,", b"\r\n9,", "foreign-key"),
        ("entries", b"\r\n2,", b"\r\n1,", "primary-key"),
        ("entries", b"001,approved", b"001,perfect", "constraint-error"),
        ("missing", b"2026-10-09", b"2026-02-29", "type-error"),
        ("spot_check_results", b",differs,", b",perhaps,", "constraint-error"),
        ("spot_check_answers", b",mode,", b",status,", "primary-key"),
    ],
)
def test_frictionless_sees_the_same_faults(bag_folder, table, old, new, fault):
    path = bag_folder / "data" / f"{table}.csv"
    path.write_bytes(path.read_bytes().replace(old, new))
    report = frictionless_report(bag_folder)
    assert report.returncode == 1
    assert fault in report.stdout


@needs_ssh
def test_ssh_keygen_verifies_the_signature(bag_folder, workshop, tmp_path):
    done = ssh_verify(bag_folder, workshop.trust, tmp_path)
    assert done.returncode == 0, done.stderr
    assert b"Good" in done.stdout


@needs_ssh
def test_ssh_keygen_refuses_what_the_receiver_refuses(bag_folder, workshop, tmp_path):
    revoked = workshop.trust.with_revoked("330102005", workshop.town.signing_public)
    assert ssh_verify(bag_folder, revoked, tmp_path).returncode != 0
    assert ssh_verify(bag_folder, workshop.trust, tmp_path, moment="20260101Z").returncode != 0
    manifest = bag_folder / "tagmanifest-sha256.txt"
    manifest.write_bytes(manifest.read_bytes() + b"\n")
    assert ssh_verify(bag_folder, workshop.trust, tmp_path).returncode != 0


@needs_ssh
def test_a_key_revoked_only_in_the_revocation_file_is_refused_too(bag_folder, workshop, tmp_path):
    revoked = workshop.trust.with_revoked("330102005", workshop.town.signing_public)
    listed = replace(workshop.trust, revoked=())
    done = ssh_verify(bag_folder, listed, tmp_path)
    assert done.returncode == 0
    (tmp_path / "revoked.txt").write_text(revoked.revocation_text(), encoding="utf-8")
    done = ssh_verify(bag_folder, listed, tmp_path, "-r", str(tmp_path / "revoked.txt"))
    assert done.returncode != 0


@needs_ssh
def test_a_key_card_alone_is_enough_for_ssh_keygen(bag_folder, workshop, tmp_path):
    (card, _) = workshop.trust.cards
    assert ssh_verify(bag_folder, replace(workshop.trust, cards=(card,)), tmp_path).returncode == 0


@needs_ssh
def test_a_signature_made_by_ssh_keygen_is_read(tmp_path, workshop):
    key = tmp_path / "key"
    assert run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)).returncode == 0
    message = tmp_path / "message"
    message.write_bytes(b"some list\n")
    command = ("ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", "dsurvey-handover")
    assert run(*command, str(message)).returncode == 0
    signature = (tmp_path / "message.sig").read_bytes()
    public = workshop.suite.verifier.verify(b"some list\n", signature)
    assert key.with_suffix(".pub").read_text().startswith(public)


@needs_age
def test_age_opens_a_sealed_bundle_with_the_districts_key(workshop, tmp_path):
    sealed, identity = tmp_path / "bundle.dsb", tmp_path / "identity.txt"
    sealed.write_bytes(workshop.good(is_sealed=True).data)
    for keys in (workshop.district, workshop.town):
        identity.write_text(keys.identity + "\n", encoding="utf-8")
        command = ["age", "--decrypt", "--identity", str(identity), str(sealed)]
        opened = subprocess.run(command, check=True, capture_output=True).stdout
        assert opened == workshop.good().data


@needs_age
def test_a_bundle_sealed_by_age_is_opened(workshop, workshops, tmp_path):
    command = ["age", "--encrypt", "--recipient", workshop.district.recipient]
    done = subprocess.run(command, input=workshop.good().data, check=True, capture_output=True)
    verified = verify_bundle(done.stdout, workshop.trust, workshops.NOW, workshop.district.opener)
    assert verified.is_sealed


@pytest.fixture
def repacking(packaging_module):
    return packaging_module("repacking")


def stored(repacking, files):
    return repacking.zip_bytes(files, method=zipfile.ZIP_STORED)


def deflated(repacking, files):
    return repacking.zip_bytes(files)


def streamed(repacking, files):
    return repacking.streamed(files)


def with_folders(repacking, files):
    top = repacking.folder()
    return repacking.zip_bytes(files, {f"{top}/": b"", f"{top}/data/": b""})


def with_times_of_its_own(repacking, files):
    return repacking.with_extra(repacking.zip_bytes(files), 0x5455, bytes(5))


@pytest.mark.parametrize(
    "packer", [stored, deflated, streamed, with_folders, with_times_of_its_own]
)
def test_a_bag_packed_again_by_another_program_is_verified(packer, workshop, workshops, repacking):
    files = repacking.unpacked(workshop)
    verified = verify_bundle(packer(repacking, files), workshop.trust, workshops.NOW)
    assert verified.tables.keys() == {
        path[5:-4] for path in files if path.startswith("data/") and path.endswith(".csv")
    }


def written_otherwise(workshop, repacking):
    """What RFC 8493 leaves to who writes a bag: capitals, blanks, line ends, facts, tag files."""
    names = workshop.names
    files = repacking.unpacked(workshop)
    files["bag-info.txt"] += b"Source-Organization: \xe4\xba\x91\nPayload-Oxum: %d.%d\n" % (
        sum(len(c) for n, c in files.items() if n.startswith("data/")),
        sum(n.startswith("data/") for n in files),
    )
    files["bagit.txt"] = files["bagit.txt"].replace(b"\n", b"\r\n")
    files |= {"notes/readme.txt": b"x"}
    del files[names.packed]
    made = repacking.relisted(workshop, files)
    lines = [line.split() for line in made[names.tag_manifest].decode().splitlines()]
    listed = "".join(f"{digest.upper()} {path}\r\n" for digest, path in lines).encode()
    signature = workshop.town.signer.sign(listed)
    return made | {names.tag_manifest: listed, names.signature: signature}


def test_a_bag_written_by_another_program_is_verified(workshop, workshops, repacking):
    data = repacking.zip_bytes(written_otherwise(workshop, repacking))
    assert verify_bundle(data, workshop.trust, workshops.NOW).statement.sequence == 1


@needs_ssh
def test_a_bag_saved_by_bagit_and_signed_by_ssh_keygen_is_verified(
    bag_folder, workshop, workshops, tmp_path, repacking
):
    bagit = pytest.importorskip("bagit")
    logging.getLogger("bagit").setLevel(logging.CRITICAL)
    manifest, key = bag_folder / "tagmanifest-sha256.txt", tmp_path / "key"
    (bag_folder / "tagmanifest-sha256.txt.sig").unlink()
    bagit.Bag(str(bag_folder)).save(manifests=True)
    key.write_bytes(
        workshop.town.signer.key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    )
    key.chmod(0o600)
    command = ("ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", "dsurvey-handover")
    assert run(*command, str(manifest)).returncode == 0
    files = {
        path.relative_to(bag_folder).as_posix(): path.read_bytes()
        for path in bag_folder.rglob("*")
        if path.is_file()
    }
    verified = verify_bundle(repacking.zip_bytes(files), workshop.trust, workshops.NOW)
    assert verified.signer.office_code == workshops.TOWN

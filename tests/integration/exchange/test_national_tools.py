"""The openssl program, which knows nothing of ours, agrees with the national suite."""

from __future__ import annotations

import base64
import io
import shutil
import subprocess
import zipfile

import pytest

from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.exchange import sm2
from dsurvey_desktop.exchange.suites import NATIONAL
from dsurvey_desktop.exchange.trust_list import TrustList

OPENSSL = shutil.which("openssl")
DISTINGUISHING = "distid:1234567812345678"

pytestmark = pytest.mark.skipif(OPENSSL is None, reason="openssl is not installed")


@pytest.fixture
def workshop(shops):
    return shops[SuiteName.NATIONAL]


@pytest.fixture
def bag_folder(workshop, tmp_path):
    """The good bundle unpacked by the standard library."""
    with zipfile.ZipFile(io.BytesIO(workshop.good().data)) as archive:
        archive.extractall(tmp_path)
    return next(path for path in tmp_path.iterdir() if path.is_dir())


def openssl(*words, data=None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([OPENSSL, *map(str, words)], input=data, check=False, capture_output=True)


def block(text: str, label: str) -> bytes:
    body = text.split(f"-----BEGIN {label}-----")[1].split(f"-----END {label}-----")[0]
    return base64.b64decode(body)


def private_pem(pair: sm2.Sm2Pair) -> str:
    """As RFC 5915 writes an EC key."""
    curve, point = "a00a06082a811ccf5501822d", "a144034200" + "04"
    text = f"30770201010420{pair.private.hex()}{curve}{point}{pair.public.hex()}"
    return sm2.pem("EC PRIVATE KEY", bytes.fromhex(text))


def verified(message, signature_file, tmp_path) -> bool:
    """The signature file is itself the public key that openssl reads."""
    raw = tmp_path / "signature.der"
    raw.write_bytes(block(signature_file.read_text(), "SM2 SIGNATURE"))
    done = openssl(
        "dgst", "-sm3", "-verify", signature_file, "-sigopt", DISTINGUISHING,
        "-signature", raw, message,
    )  # fmt: skip
    return done.returncode == 0 and b"Verified OK" in done.stdout


def test_openssl_verifies_the_signature_and_sees_a_change(bag_folder, tmp_path):
    message = bag_folder / "tagmanifest-sm3.txt"
    signature = bag_folder / "tagmanifest-sm3.txt.sig"
    assert verified(message, signature, tmp_path)
    message.write_bytes(message.read_bytes() + b"\n")
    assert not verified(message, signature, tmp_path)


def test_openssl_finds_the_same_digests(bag_folder):
    listed = [
        line.split("  ", 1)
        for name in ("manifest-sm3.txt", "tagmanifest-sm3.txt")
        for line in (bag_folder / name).read_text("utf-8").splitlines()
    ]
    assert len(listed) > 12
    for digest, path in listed:
        done = openssl("dgst", "-sm3", "-r", bag_folder / path)
        assert done.stdout.split()[0].decode() == digest, path


def test_a_signature_made_by_openssl_is_read(workshop, tmp_path):
    pair = sm2.Sm2Pair.from_bytes(workshop.town.signing)
    key, message = tmp_path / "key.pem", tmp_path / "list.txt"
    key.write_text(private_pem(pair))
    message.write_bytes(b"some list\n")
    made = openssl("dgst", "-sm3", "-sign", key, "-sigopt", DISTINGUISHING, message)
    public = openssl("pkey", "-in", key, "-pubout").stdout
    signature = public + sm2.pem("SM2 SIGNATURE", made.stdout).encode()
    assert NATIONAL.verifier.verify(b"some list\n", signature) == workshop.town.signing_public


def test_openssl_opens_a_sealed_bundle_with_the_districts_key(workshop, tmp_path):
    data = workshop.good(is_sealed=True).data
    head, _, rest = data.partition(b"\n--- ")
    iv, body = rest[:32].decode(), rest[33:]
    key, wrapped, sealed = (tmp_path / name for name in ("key.pem", "wrapped", "sealed"))
    sealed.write_bytes(body[:-32])
    for keys, line in zip((workshop.district, workshop.town), head.split(b"\n")[1:], strict=True):
        pair = sm2.Sm2Pair.from_bytes(bytes.fromhex(keys.identity))
        key.write_text(private_pem(pair))
        wrapped.write_bytes(base64.b64decode(line.split()[2]))
        secret = openssl("pkeyutl", "-decrypt", "-inkey", key, "-in", wrapped).stdout
        mac_key = f"hexkey:{secret[16:].hex()}"
        mac = openssl(
            "dgst", "-sm3", "-mac", "HMAC", "-macopt", mac_key, "-binary", data=data[:-32]
        )
        assert mac.stdout == data[-32:]
        opened = openssl("enc", "-d", "-sm4-ctr", "-K", secret[:16].hex(), "-iv", iv, "-in", sealed)
        with zipfile.ZipFile(io.BytesIO(opened.stdout)) as archive:
            assert archive.testzip() is None
            assert any(name.endswith("tagmanifest-sm3.txt") for name in archive.namelist())


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
def test_openssh_reads_past_the_cards_of_the_other_suite(shops, workshop, tmp_path):
    standard = shops[SuiteName.STANDARD]
    mixed = workshop.trust.merged(standard.trust)
    mixed = mixed.with_revoked("330102009", workshop.stranger.signing_public)
    assert TrustList.parse(mixed.to_text()) == mixed
    allowed, revoked, signature = (tmp_path / name for name in ("trusted", "revoked", "m.sig"))
    allowed.write_text(mixed.to_text(), encoding="utf-8")
    revoked.write_text(mixed.revocation_text(), encoding="utf-8")
    signature.write_bytes(standard.town.signer.sign(b"message"))
    done = subprocess.run(
        [
            "ssh-keygen", "-Y", "verify", "-f", allowed, "-r", revoked, "-I", "330102005",
            "-n", "dsurvey-handover", "-s", signature,
        ],
        input=b"message", check=False, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr

"""The BagIt layer (RFC 8493): names of its files, their text, and reading it back strictly.

Beside what BagIt wants, the tag file `packed-<digest>.txt` lists the digest of each payload member
as it lies packed in the ZIP. It stands in the tag manifest and so under the signature: nothing is
unpacked before its packed bytes are authenticated, and no bit of the packed data (which can often
be written in several ways) can change unseen. Tag files are stored unpacked for the same reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dsurvey_desktop.exchange.refusals import refusal

FORMAT_VERSION = 1
BAGIT_FILE, INFO_FILE, FETCH_FILE = "bagit.txt", "bag-info.txt", "fetch.txt"
PAYLOAD = "data/"
STATEMENT_FILE = "data/statement.json"
PACKAGE_FILE = "data/datapackage.json"
BAGIT_TEXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_INFO = re.compile(rb"Bundle-Format: ([1-9]\d{0,5})\nBundle-Suite: ([a-z0-9-]{1,60})\n")
_LINE = re.compile(r"([0-9a-f]{64})  ([^\s*][^\r\n]*)")


@dataclass(frozen=True, slots=True)
class BagNames:
    """Tag files whose names carry the digest's name, such as `sha256`."""

    digest_name: str

    @property
    def manifest(self) -> str:
        """Digests of the payload's files."""
        return f"manifest-{self.digest_name}.txt"

    @property
    def packed(self) -> str:
        """Digests of the payload's members as they lie packed in the ZIP."""
        return f"packed-{self.digest_name}.txt"

    @property
    def tag_manifest(self) -> str:
        """Digests of the tag files; what the signature is made over."""
        return f"tagmanifest-{self.digest_name}.txt"

    @property
    def signature(self) -> str:
        """Named as `ssh-keygen -Y sign` does; it can't list itself."""
        return f"{self.tag_manifest}.sig"

    @property
    def listed_tags(self) -> frozenset[str]:
        """What the tag manifest lists."""
        return frozenset({BAGIT_FILE, INFO_FILE, self.manifest, self.packed})


def info_text(suite: str) -> bytes:
    """`bag-info.txt`: all that is read before the signature is checked."""
    return f"Bundle-Format: {FORMAT_VERSION}\nBundle-Suite: {suite}\n".encode()


def parse_info(content: bytes) -> tuple[int, str]:
    """Format version and suite; raises `BundleError` (`bag_info_damaged`)."""
    match = _INFO.fullmatch(content)
    if match is None:
        raise refusal("bag_info_damaged")
    return int(match[1]), match[2].decode()


def manifest_text(files: Mapping[str, bytes], digest: Callable[[bytes], str]) -> bytes:
    """One line a file, sorted by path."""
    lines = (f"{digest(content)}  {path}\n" for path, content in sorted(files.items()))
    return "".join(lines).encode()


def parse_manifest(content: bytes) -> dict[str, str]:
    """Path to digest; raises `BundleError` (`manifest_damaged`)."""
    listed: dict[str, str] = {}
    try:
        lines = content.decode().removesuffix("\n").split("\n")
    except UnicodeDecodeError as error:
        raise refusal("manifest_damaged") from error
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None or match[2] in listed:
            raise refusal("manifest_damaged")
        listed[match[2]] = match[1]
    return listed

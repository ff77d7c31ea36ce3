"""The BagIt layer (RFC 8493): names of its files, their text, and reading it back strictly.

Beside what BagIt wants, the tag file `packed-<digest>.txt` lists the digest of each payload member
as it lies packed in the ZIP. It stands in the tag manifest and so under the signature: nothing is
unpacked before its packed bytes are authenticated, and no bit of the packed data (which can often
be written in several ways) can change unseen. Tag files are stored unpacked for the same reason.
Where another program packed the bag (`zip_container.Packing`), the manifest alone is held against
what was unpacked, with bounds; nothing is parsed before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dsurvey_desktop.exchange.member_names import is_safe_name
from dsurvey_desktop.exchange.refusals import refusal

FORMAT_VERSION = 1
BAGIT_FILE, INFO_FILE, FETCH_FILE = "bagit.txt", "bag-info.txt", "fetch.txt"
PAYLOAD = "data/"
STATEMENT_FILE = "data/statement.json"
PACKAGE_FILE = "data/datapackage.json"
BAGIT_TEXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_ELEMENT = re.compile(r"([^\s:][^:\r\n]*):[ \t]+([^\r\n]*)\r?\n", re.ASCII)
_FORMAT, _SUITE, _OXUM = "Bundle-Format", "Bundle-Suite", "Payload-Oxum"
_FACTS = {
    _FORMAT: re.compile(r"[0-9A-Za-z.]{1,20}"),
    _SUITE: re.compile(r"[0-9A-Za-z._-]{1,60}"),
    _OXUM: re.compile(r"(?:\d{1,18}\.\d{1,9})?", re.ASCII),
}
"""What is read of `bag-info.txt`; other programs add elements of their own (RFC 8493, 2.2.2)."""
_LIST = re.compile(r"(?:tag)?manifest-", re.IGNORECASE)
_LINE = re.compile(r"([0-9A-Fa-f]{64})[ \t]+([^\s*][^\r\n]*)\r?")


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

    def is_tag(self, path: str) -> bool:
        """Whether a tag manifest may list a file: no payload, and no list of other digests."""
        is_list = _LIST.match(path) is not None
        return not is_payload(path) and (path == self.manifest or not is_list)

    @property
    def listed_tags(self) -> frozenset[str]:
        """What this program's tag manifests list; others may list more tag files."""
        return frozenset({BAGIT_FILE, INFO_FILE, self.manifest, self.packed})


def info_text(suite: str) -> bytes:
    """`bag-info.txt`: all that is read before the signature is checked."""
    return f"Bundle-Format: {FORMAT_VERSION}\nBundle-Suite: {suite}\n".encode()


@dataclass(frozen=True, slots=True)
class BagInfo:
    """Format version and suite as they stand there; size of the payload, empty if not said."""

    version: str
    suite: str
    oxum: str


def parse_info(content: bytes) -> BagInfo:
    """What is read of `bag-info.txt`; raises `BundleError` (`bag_info_damaged`)."""
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise refusal("bag_info_damaged") from error
    found = [(name, value.strip()) for name, value in _ELEMENT.findall(text) if name in _FACTS]
    facts = dict(found)
    is_said = all(form.fullmatch(facts.get(name, "")) for name, form in _FACTS.items())
    if _ELEMENT.sub("", text) or len(facts) != len(found) or not is_said:
        raise refusal("bag_info_damaged")
    return BagInfo(facts[_FORMAT], facts[_SUITE], facts.get(_OXUM, ""))


def is_payload(path: str) -> bool:
    """Whether a member is one of the files that travel, not a tag file about them."""
    return path.startswith(PAYLOAD)


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
        if match is None or match[2] in listed or not is_safe_name(match[2]):
            raise refusal("manifest_damaged")
        listed[match[2]] = match[1].lower()
    return listed

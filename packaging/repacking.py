"""Bundles as somebody with a ZIP program and the town's key makes them: nothing of our writer.

Only Python's `zipfile` packs here. Most such bundles are what a person gets who unpacks a bundle,
changes a file and packs the folder again.
"""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Callable, Mapping

from bundle_workshop import Attempt, Workshop, folder
from dsurvey_desktop.exchange.bag import STATEMENT_FILE
from dsurvey_desktop.exchange.office_keys import OfficeKeys

Files = dict[str, bytes]
CENTRAL_MARK, END_MARK = b"PK\x01\x02", b"PK\x05\x06"
_CENTRAL_SIZE, _END_SIZE = 46, 22


class OneWay(io.RawIOBase):
    """A stream that can't go back, as a pipe: ZIP programs write sizes behind each member then."""

    def __init__(self) -> None:
        super().__init__()
        self.content = b""

    def writable(self) -> bool:
        """It is there to be written to."""
        return True

    def write(self, data: object, /) -> int:
        """Add bytes."""
        piece = bytes(data)
        self.content += piece
        return len(piece)


def unpacked(w: Workshop) -> Files:
    """The good bundle's files by path below its folder."""
    with zipfile.ZipFile(io.BytesIO(w.good().data)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def zip_bytes(
    files: Mapping[str, bytes],
    more: Mapping[str, bytes] | None = None,
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """`files` in the bundle's folder, and members with names of their own."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for path, content in files.items():
            archive.writestr(f"{folder()}/{path}", content)
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return target.getvalue()


def streamed(files: Mapping[str, bytes]) -> bytes:
    """The same with the sizes behind each member."""
    target = OneWay()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(f"{folder()}/{path}", content)
    return target.content


def repacked(w: Workshop, files: Mapping[str, bytes], **more: bytes) -> Attempt:
    """What a receiver is given."""
    return Attempt(zip_bytes(files, more), w.trust)


def relisted(w: Workshop, files: Mapping[str, bytes], keys: OfficeKeys | None = None) -> Files:
    """Manifest, tag manifest and signature anew; the list of packed members stays what it was."""
    names, made = w.names, dict(files)
    made[names.manifest] = _listing(w, {n: c for n, c in made.items() if n.startswith("data/")})
    untouched = (names.tag_manifest, names.signature)
    tags = {n: c for n, c in made.items() if not n.startswith("data/") and n not in untouched}
    made[names.tag_manifest] = _listing(w, tags)
    made[names.signature] = (keys or w.town).signer.sign(made[names.tag_manifest])
    return made


def edited(w: Workshop, path: str, change: Callable[[bytes], bytes]) -> Files:
    """The good bundle's files, one of them changed and all lists and the signature made anew."""
    files = unpacked(w)
    return relisted(w, files | {path: change(files[path])})


def restated(w: Workshop, **facts: object) -> Files:
    """The good bundle's files with another statement, properly signed; the folder stays."""

    def change(content: bytes) -> bytes:
        return json.dumps(json.loads(content) | facts, ensure_ascii=False).encode()

    return edited(w, STATEMENT_FILE, change)


def with_extra(data: bytes, kind: int, content: bytes) -> bytes:
    """An extra field more in the directory's first record."""
    start, end = data.index(CENTRAL_MARK), len(data) - _END_SIZE
    field = struct.pack("<HH", kind, len(content)) + content
    (name_length,) = struct.unpack_from("<H", data, start + 28)
    at = start + _CENTRAL_SIZE + name_length
    made = bytearray(data[:at] + field + data[at:])
    struct.pack_into("<H", made, start + 30, len(field))
    struct.pack_into("<I", made, end + len(field) + 12, end + len(field) - start)
    return bytes(made)


def _listing(w: Workshop, files: Mapping[str, bytes]) -> bytes:
    lines = (f"{w.suite.digest(content)}  {path}\n" for path, content in sorted(files.items()))
    return "".join(lines).encode()

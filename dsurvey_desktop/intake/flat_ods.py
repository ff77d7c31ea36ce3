"""A LibreOffice workbook as one XML file (.fods): the same tables as in an ods, not packed."""

from __future__ import annotations

import io
import re
import zipfile

_ROOT = re.compile(rb"<office:document\s[^>]*>")
_BODY = b"<office:body>"
_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)
_BETWEEN_TAGS = re.compile(rb">\r?\n\s*<")
"""Line breaks that only make the file easier to look at; the reader takes them for content."""
_SEARCHED_BYTES = 64 * 1024


def as_ods(data: bytes) -> bytes | None:
    """The workbook packed as an ods, so that what reads and guards those does so here.

    None for anything else, and where a document type stands before the tables: nothing of that is
    carried over, and without it the file may mean something else.
    """
    root = _ROOT.search(data, 0, _SEARCHED_BYTES)
    if root is None or _MIME.encode() not in root[0] or b"<!DOCTYPE" in data[: root.start()]:
        return None
    body = data.find(_BODY, root.end())
    if body < 0:
        return None
    content = root[0] + _BETWEEN_TAGS.sub(b"><", data[body:])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", _MIME)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", content)
    return stream.getvalue()

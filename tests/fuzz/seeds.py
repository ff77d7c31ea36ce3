"""Small whole files of every kind that random towns send: what mutations begin with."""

from __future__ import annotations

import io
import random
import sys
import tempfile
import zipfile
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "towns"))

from make_town import begin_town
from town_printed import ALL_STYLES
from town_styles import Sender

RECORDS = 6
YEAR = 2025


def seed_files(seed: int = 1) -> dict[str, bytes]:
    """Bytes by name; the style a file was made in stands before its name."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        town = begin_town(Path(folder), seed, people=40, communities=3)
    people = [person for person in town.people if person.sent]
    found = {}
    for style, make in ALL_STYLES.items():
        home = chance.choice(town.communities)
        sender = Sender(chance, home["name"], home["code"], town.name, YEAR)
        records = [(person, person.sent) for person in chance.sample(people, RECORDS)]
        made = make(sender, records)
        files = made.folder or {made.name: made.data}
        name, data = next(iter(files.items()))
        found[f"{style} {name}"] = data
        if name.endswith(".ods"):
            found[f"{style} flat {name}"] = _flat(data)
    return found


def _flat(data: bytes) -> bytes:
    """An ods as LibreOffice saves it in one XML file (.fods)."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content, mime = archive.read("content.xml"), archive.read("mimetype")
    start = content.index(b"<office:document-content") + len(b"<office:document-content")
    root = b'<office:document office:mimetype="' + mime.strip() + b'"'
    tables = content[start:].replace(b"</office:document-content>", b"</office:document>")
    return root + tables.replace(b"><table:", b">\n <table:")

"""Keep the Chinese catalogue complete: extract, check and compile the texts of the program.

    python packaging/catalogue.py compile   write the one .mo that the program reads
    python packaging/catalogue.py check     fail on every text that is missing, stale or broken
    python packaging/catalogue.py todo      print the missing entries as a skeleton, area by area

One .po file an area lies in `resources/locale/zh_CN`; together they make `dsurvey.mo`.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import source_texts
from chinese_marks import unlike_chinese
from source_texts import Found

PROJECT = Path(__file__).resolve().parents[1]
LOCALE = PROJECT / "resources" / "locale" / "zh_CN"
COMPILED = LOCALE / "LC_MESSAGES" / "dsurvey.mo"
NOTHING = 'msgid ""'
"""A header, or a text of several lines."""

AREA_OF_FOLDER = {
    "dsurvey_desktop/domain": "domain",
    "dsurvey_desktop/forms": "forms",
    "dsurvey_desktop/checks": "checks",
    "dsurvey_desktop/sampling": "checks",
    "dsurvey_desktop/intake": "intake",
    "dsurvey_desktop/documents": "documents",
    "dsurvey_desktop/exchange": "exchange",
    "dsurvey_desktop/storage": "storage",
    "dsurvey_desktop/usecases": "usecases",
    "dsurvey_desktop/cli": "cli",
    "ui": "ui",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One translated text and where it stands; `line` counts from 1 in `file`."""

    msgid: str
    msgstr: str
    file: str
    line: int
    is_fuzzy: bool

    @property
    def place(self) -> str:
        """`file:line`, for a message."""
        return f"{self.file}:{self.line}"


def read_entries(folder: Path = LOCALE) -> list[Entry]:
    """Every entry of every area; entries without a text of their own (headers) are left out."""
    return [entry for path in sorted(folder.glob("*.po")) for entry in _entries_of(path)]


def _entries_of(path: Path) -> Iterator[Entry]:
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale="zh_CN", abort_invalid=True)
    for message in catalogue:
        if message.id:
            yield _entry(message, path.name)


def _entry(message: Message, file: str) -> Entry:
    return Entry(
        str(message.id), str(message.string or ""), file, message.lineno or 0, message.fuzzy
    )


def compile_catalogue(folder: Path = LOCALE, target: Path = COMPILED) -> Path:
    """Merge all areas into `target`, replaced in one step; returns `target`."""
    merged = Catalog(locale="zh_CN", domain="dsurvey")
    for entry in read_entries(folder):
        merged.add(entry.msgid, entry.msgstr)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".{os.getpid()}.draft")
    with draft.open("wb") as stream:
        write_mo(stream, merged)
    draft.replace(target)
    return target


def problems(found: list[Found], entries: list[Entry]) -> list[str]:
    """What stands between the texts of the source and a complete catalogue, one line each."""
    return [
        *_missing(found, entries),
        *_obsolete(found, entries),
        *_conflicting(entries),
        *twice(),
        *(line for entry in entries for line in _broken(entry)),
    ]


def missing(found: list[Found], entries: list[Entry]) -> list[Found]:
    """The first place of each text that has no Chinese yet."""
    translated = {entry.msgid for entry in entries if entry.msgstr}
    first: dict[str, Found] = {}
    for text in found:
        if text.msgid not in translated:
            first.setdefault(text.msgid, text)
    return list(first.values())


def _missing(found: list[Found], entries: list[Entry]) -> list[str]:
    return [f"{text.place}: no translation: {text.msgid!r}" for text in missing(found, entries)]


def _obsolete(found: list[Found], entries: list[Entry]) -> list[str]:
    used = {text.msgid for text in found}
    return [
        f"{entry.place}: no longer in the source: {entry.msgid!r}"
        for entry in entries
        if entry.msgid not in used
    ]


def _conflicting(entries: list[Entry]) -> list[str]:
    first: dict[str, Entry] = {}
    return [
        f"{entry.place}: differs from {first[entry.msgid].place}: {entry.msgid!r}"
        for entry in entries
        if first.setdefault(entry.msgid, entry).msgstr != entry.msgstr
    ]


def twice(folder: Path = LOCALE) -> Iterator[str]:
    """Texts that one file translates in two ways; reading it keeps one of them unseen."""
    for path in sorted(folder.glob("*.po")):
        first: dict[str, str] = {}
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, (line, said) in enumerate(pairwise(lines), start=1):
            is_text = line.startswith("msgid ") and line != NOTHING
            if is_text and first.setdefault(line, said) != said:
                yield f"{path.name}:{number}: said in two ways: {line}"


def _broken(entry: Entry) -> Iterator[str]:
    if entry.is_fuzzy:
        yield f"{entry.place}: fuzzy: {entry.msgid!r}"
    if entry.msgstr and _placeholders(entry.msgid) != _placeholders(entry.msgstr):
        yield f"{entry.place}: placeholders differ: {entry.msgid!r}"
    if unlike_chinese(entry.msgstr):
        yield f"{entry.place}: punctuation of another script: {entry.msgstr!r}"


def _placeholders(template: str) -> set[str] | str:
    try:
        return {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    except ValueError as error:
        return str(error)


def area_of(path: str) -> str:
    """The catalogue area a source file belongs to."""
    folders = (area for folder, area in AREA_OF_FOLDER.items() if path.startswith(folder + "/"))
    return next(folders, "ui" if path == "main.py" else "usecases")


def _compile() -> int:
    print(f"{compile_catalogue().relative_to(PROJECT)}: {len(read_entries())} texts")
    return 0


def _check() -> int:
    scan = source_texts.scan(PROJECT)
    lines = [*scan.problems, *problems(scan.found, read_entries())]
    print("\n".join(lines) or f"catalogue: {len({text.msgid for text in scan.found})} texts, whole")
    return 1 if lines else 0


def _todo() -> int:
    by_area: dict[str, list[Found]] = defaultdict(list)
    for text in missing(source_texts.scan(PROJECT).found, read_entries()):
        by_area[area_of(text.file)].append(text)
    for area, texts in sorted(by_area.items()):
        print(f"# ---- {area}.po: {len(texts)} missing\n")
        print("\n".join(_skeleton(text) for text in texts))
    return 0


def _skeleton(text: Found) -> str:
    escaped = text.msgid.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'#: {text.place}\nmsgid "{escaped}"\nmsgstr ""\n'


COMMANDS = {"compile": _compile, "check": _check, "todo": _todo}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in COMMANDS:
        sys.exit(f"usage: catalogue.py {'|'.join(COMMANDS)}")
    sys.exit(COMMANDS[sys.argv[1]]())

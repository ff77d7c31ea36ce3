"""A town in the making."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

from town_people import Person, some_person
from town_rules import Dates
from town_styles import Made


@dataclass(slots=True)
class Town:
    """A town in the making; `specials` are rows that must not become entries of their own."""

    chance: random.Random
    folder: Path
    seed: int
    year: int
    code: str
    name: str
    district: str
    communities: list[dict[str, str]]
    dates: Dates
    people: list[Person] = field(default_factory=list)
    off_roster: list[Person] = field(default_factory=list)
    late: list[Person] = field(default_factory=list)
    late_senders: list[Person] = field(default_factory=list)
    files: dict[str, dict] = field(default_factory=dict)
    submissions: list[str] = field(default_factory=list)
    community_forms: dict[str, dict] = field(default_factory=dict)
    community_faults: dict[str, list[str]] = field(default_factory=dict)

    def invent(self, community: dict[str, str]) -> Person:
        return some_person(self.chance, community, self.name, self.code[:6], self.dates.reference)

    def add_file(self, made: Made, facts: dict) -> None:
        """A file, or a folder whose files are each a form of one person."""
        if made.folder:
            self._add_folder(made, facts)
            return
        name, number = made.name, 2
        while name in self.files:
            stem, dot, ending = made.name.partition(".")
            name, number = f"{stem} ({number}){dot}{ending}", number + 1
        (self.folder / "submissions" / name).write_bytes(made.data)
        self.files[name] = facts
        self.submissions.append(name)

    def _add_folder(self, made: Made, facts: dict) -> None:
        name, number = made.name, 2
        while name in self.submissions:
            name, number = f"{made.name} ({number})", number + 1
        folder = self.folder / "submissions" / name
        folder.mkdir()
        (folder / "photo.jpg").write_bytes(b"\xff\xd8")
        for at, (file, data) in enumerate(made.folder.items()):
            unique = f"{number - 1}_{file}"
            (folder / unique).write_bytes(data)
            special = facts["special"] if at == 0 else []
            self.files[unique] = facts | {"entries": 1, "special": special}
        self.submissions.append(name)

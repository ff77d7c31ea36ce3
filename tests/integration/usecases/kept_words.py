"""Works in an office and tells which caches hold words of its people, before and after forgetting.

A program of its own: in one that ran other tests the caches reach all that these have made.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

from dsurvey_desktop.domain.word_memory import WordMemory, forget_words
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.find_people import find_people
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.run_demo import sample_town


def kept_words(one: object) -> Iterator[str]:
    """All texts in what a cache or memory holds, however deep they lie in tuples and dataclasses."""
    seen: set[int] = set()
    waiting: list[Any] = [one]
    while waiting:
        found = waiting.pop()
        if isinstance(found, str):
            yield found
        elif id(found) not in seen and not isinstance(found, type) and not callable(found):
            seen.add(id(found))
            waiting += gc.get_referents(found)


def caches() -> Iterator[tuple[str, object]]:
    for one in gc.get_objects():
        if isinstance(one, WordMemory):
            yield type(one).__name__, one
        elif isinstance(one, _lru_cache_wrapper) and one.__module__.startswith("dsurvey_desktop"):
            for part in gc.get_referents(one):
                if not callable(part):
                    yield f"{one.__module__}.{one.__qualname__}", part


def holding(words: set[str]) -> set[str]:
    """The names of the caches in which any of these words stands."""
    found = ((name, " ".join(kept_words(cache))) for name, cache in caches())
    return {name for name, texts in found if any(word in texts for word in words)}


def people() -> set[str]:
    """Names, numbers, telephones and addresses of the sample town."""
    truth = json.loads((sample_town().folder / "truth.json").read_text("utf-8"))
    said = [one["clean"] for one in truth["people"].values() if "clean" in one]
    items = ("name", "certificate_no", "mobile", "address")
    return {one[item] for one in said for item in items if len(one.get(item, "")) > 2}


def main(folder: Path, password: str) -> None:
    """Print the names of the caches, as two lists in JSON."""
    desk = open_office(folder, password)
    add_submissions(desk, sample_town().submissions)
    find_people(desk, "\u5f20")
    close_office(desk)
    before = holding(people())
    forget_words()
    print(json.dumps([sorted(before), sorted(holding(people()))]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])

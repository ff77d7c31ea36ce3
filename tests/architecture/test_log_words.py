"""Whatever the program notes in the log, a person can read in words."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.texts import use_language
from dsurvey_desktop.usecases.log_words import LOG_WORDS, subject_words

BY_STATE = {f"town_entries_{state.value}" for state in (EntryState.ACCEPTED, EntryState.SENT_BACK)}
BY_CHOICE = {"differences_taken", "differences_kept"}
NOT_CONSTANT = {"decide_town_entries.py": BY_STATE, "decide_pending.py": BY_CHOICE}
"""Files in which the action is put together, and what it may be."""


def noted(project: Path) -> Iterator[tuple[str, str]]:
    """File and action of every line that use cases put into the log."""
    for path in sorted((project / "dsurvey_desktop" / "usecases").glob("*.py")):
        if path.name == "logbook.py":
            continue
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call):
                place = {"note": 2, "new_line": 1, "log_store.append": 3}.get(
                    ast.unparse(call.func)
                )
                if place is not None:
                    yield from ((path.name, one) for one in actions(path, call.args[place]))


def actions(path: Path, words: ast.expr) -> set[str]:
    """What the argument may be; names of constants are looked up in their module."""
    if isinstance(words, ast.Constant):
        return {str(words.value)}
    if isinstance(words, ast.Name) and words.id.isupper():
        module = importlib.import_module(f"dsurvey_desktop.usecases.{path.stem}")
        return {str(getattr(module, words.id))}
    return NOT_CONSTANT[path.name]


def test_every_deed_of_the_log_has_words_and_no_words_are_without_deed(project: Path) -> None:
    found = {action for _file, action in noted(project)}
    assert found - set(LOG_WORDS) == set(), "say in usecases/log_words.py what was done"
    assert set(LOG_WORDS) - found == set()


def test_the_words_are_chinese_and_each_deed_has_its_own(locale_folder: Path) -> None:
    from dsurvey_desktop.domain.texts import _

    use_language("zh_CN", locale_folder)
    shown = [_(words) for words in LOG_WORDS.values()]
    assert len(set(shown)) == len(shown)
    assert [words for words in shown if words.isascii()] == []


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("entry 7", "登记表 7 号"),
        ("1200 entries", "1,200 份登记表"),
        ("bundle 330282105-2", "上报包 330282105-2"),
        ("20251008-093000-by_hand", "20251008-093000-by_hand"),
        ("missing person", "缺表人员"),
        ("", ""),
    ],
)
def test_on_what_it_was_done_is_said_in_words(
    locale_folder: Path, subject: str, shown: str
) -> None:
    use_language("zh_CN", locale_folder)
    assert subject_words(subject) == shown

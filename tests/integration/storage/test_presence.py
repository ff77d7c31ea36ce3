"""Whoever opens an office on this machine sees whether others have it open."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dsurvey_desktop.storage import presence

_ELSEWHERE = """
import sys
from pathlib import Path
from dsurvey_desktop.storage import presence
sys.stdin.readline()
found = presence.enter(Path(sys.argv[1]))
print(found.has_others, flush=True)
sys.stdin.readline()
"""


@contextmanager
def open_elsewhere(folder: Path) -> Iterator[tuple[bool, subprocess.Popen[str]]]:
    """Another program that is there until the block ends, and whether it saw others."""
    with _program(folder) as other:
        _go_on(other)
        yield _has_seen(other), other
        other.communicate("\n")


def _program(folder: Path) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", _ELSEWHERE, str(folder)]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _go_on(program: subprocess.Popen[str]) -> None:
    assert program.stdin is not None
    program.stdin.write("\n")
    program.stdin.flush()


def _has_seen(program: subprocess.Popen[str]) -> bool:
    assert program.stdout is not None
    return program.stdout.readline().strip() == "True"


def test_the_second_sees_the_first_whoever_leaves_meanwhile(tmp_path):
    first = presence.enter(tmp_path)
    assert not first.has_others
    with open_elsewhere(tmp_path) as (has_others, _second):
        assert has_others
        first.leave()
        third = presence.enter(tmp_path)
        assert third.has_others
        third.leave()
    assert not presence.enter(tmp_path).has_others
    assert (tmp_path / presence.FILE_NAME).read_bytes() == b""


def test_of_those_that_come_at_once_all_but_one_see_another(tmp_path):
    programs = [_program(tmp_path) for _ in range(4)]
    for program in programs:
        _go_on(program)
    seen = [_has_seen(program) for program in programs]
    for program in programs:
        program.communicate("\n")
    assert seen.count(True) >= 3


def test_a_program_that_was_killed_is_there_no_more(tmp_path):
    with open_elsewhere(tmp_path) as (_has_others, other):
        other.kill()
        other.wait()
        assert not presence.enter(tmp_path).has_others


def test_where_nothing_can_be_written_nobody_is_seen(tmp_path):
    assert presence.enter(tmp_path / "missing") is None

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
found = presence.enter(Path(sys.argv[1]))
print(found.has_others, flush=True)
sys.stdin.readline()
"""


@contextmanager
def open_elsewhere(folder: Path) -> Iterator[tuple[bool, subprocess.Popen[str]]]:
    """Another program that is there until the block ends, and whether it saw others."""
    with subprocess.Popen(
        [sys.executable, "-c", _ELSEWHERE, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        yield other.stdout.readline().strip() == "True", other
        other.communicate("\n")


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


def test_a_program_that_was_killed_is_there_no_more(tmp_path):
    with open_elsewhere(tmp_path) as (_has_others, other):
        other.kill()
        other.wait()
        assert not presence.enter(tmp_path).has_others


def test_where_nothing_can_be_written_nobody_is_seen(tmp_path):
    assert presence.enter(tmp_path / "missing") is None

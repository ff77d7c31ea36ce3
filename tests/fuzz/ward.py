"""Reads damaged files in processes of their own, with bounds on time and memory.

A reader in another language ends the whole process when it crashes or takes all memory, and no
signal handler of ours runs while it hangs: so a child reads, and its parent sees how it ends.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

LONGEST_S = 10
MEMORY_BYTES = 1536 * 1024 * 1024


@dataclass(slots=True)
class Account:
    """What became of the files: how many by outcome, and each that went wrong."""

    outcomes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    longest_s: float = 0.0
    peak_bytes: int = 0


def watch(count: int, read: Callable[[int], str], at_once: int = 250) -> Account:
    """Call `read` with 0 to `count` - 1, each within the bounds.

    Args:
        count: of files.
        read: reads the file of that number; answers with its outcome, or raises.
        at_once: files that one process reads.
    """
    account = Account()
    done = 0
    while done < count:
        done = _watch_child(account, done, min(done + at_once, count), read)
    return account


def _watch_child(account: Account, start: int, end: int, read: Callable[[int], str]) -> int:
    """Let a child read from `start`; the number the next child begins with."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _read_all(os.fdopen(writing, "w"), start, end, read)
    os.close(writing)
    done = start
    with os.fdopen(reading) as lines:
        for line in lines:
            done += 1
            _note(account, json.loads(line))
    _pid, status = os.waitpid(child, 0)
    if done < end:
        account.wrong.append(f"{done}: {_how_it_ended(status)}")
        done += 1
    return done


def _note(account: Account, said: dict) -> None:
    account.outcomes[said["outcome"]] += 1
    account.longest_s = max(account.longest_s, said["seconds"])
    account.peak_bytes = max(account.peak_bytes, said["peak"])
    if said["wrong"]:
        account.wrong.append(f"{said['number']}: {said['wrong']}")


def _how_it_ended(status: int) -> str:
    if not os.WIFSIGNALED(status):
        return f"the reader left with {os.waitstatus_to_exitcode(status)}"
    if os.WTERMSIG(status) == signal.SIGPROF:
        return f"the reader took more than {LONGEST_S} s"
    return f"the reader crashed with {signal.Signals(os.WTERMSIG(status)).name}"


def _read_all(answers, start: int, end: int, read: Callable[[int], str]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # panics of the reader print there
    for number in range(start, end):
        answers.write(json.dumps(_read_one(number, read)) + "\n")
        answers.flush()
    os._exit(0)


def _read_one(number: int, read: Callable[[int], str]) -> dict:
    signal.setitimer(signal.ITIMER_PROF, LONGEST_S)
    before = _processor_s()
    wrong = outcome = ""
    try:
        outcome = read(number)
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is told
        wrong = f"{type(error).__name__}: {error}"[:400] + _where()
        outcome = "wrong"
    signal.setitimer(signal.ITIMER_PROF, 0)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    seconds = _processor_s() - before
    return {"number": number, "outcome": outcome, "seconds": seconds, "peak": peak, "wrong": wrong}


def _where() -> str:
    place = sys.exc_info()[2]
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    return f" ({place.tb_frame.f_code.co_filename}:{place.tb_lineno})" if place else ""


def _processor_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime

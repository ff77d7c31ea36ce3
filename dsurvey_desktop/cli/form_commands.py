"""Commands about form editions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dsurvey_desktop.cli.long_answers import Each
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.domain.word_lists import told

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.desk import Desk
    from dsurvey_desktop.usecases.move_choice import MoveChoice

_NAMES_SHOWN = 20


def check(options: argparse.Namespace) -> Any:
    """`form check`: problems with sheet, row and column."""
    from dsurvey_desktop.usecases.try_form import check_form_file  # noqa: PLC0415

    problems = check_form_file(options.file)
    is_valid = all(problem.severity is not Severity.ERROR for problem in problems)
    if not is_valid:
        first = next(one for one in problems if one.severity is Severity.ERROR)
        print(told(first.message, first.advice), file=sys.stderr)
    return {"file": options.file.name, "is_valid": is_valid, "problems": problems}


def evaluate(options: argparse.Namespace) -> Any:
    """`form evaluate`: per answer set and item relevant, required, valid and value."""
    from dsurvey_desktop.usecases.try_form import (  # noqa: PLC0415
        evaluate_form_file,
        read_answer_sets,
    )

    return Each(evaluate_form_file(options.file, read_answer_sets(options.answers), tell=_tell))


def _tell(names: Sequence[str]) -> None:
    """Say on standard error which names the form does not know; nothing is refused for them."""
    shown = ", ".join(names[:_NAMES_SHOWN]) + (" …" if len(names) > _NAMES_SHOWN else "")
    print(
        text("Passed over, since the form has no such names: {names}", names=shown), file=sys.stderr
    )


def booklet(desk: Desk, options: argparse.Namespace) -> Any:
    """`form booklet`."""
    from dsurvey_desktop.usecases.print_booklet import print_booklet  # noqa: PLC0415

    if options.of:
        return print_booklet(desk, options.file, [_source(word) for word in options.of])
    return print_booklet(desk, options.file)


def editions(desk: Desk, _options: argparse.Namespace) -> Any:
    """`form editions`."""
    from dsurvey_desktop.usecases.list_editions import list_editions  # noqa: PLC0415

    return list_editions(desk)


def adopt(desk: Desk, options: argparse.Namespace) -> Any:
    """`form adopt`: what differs from the campaign's edition before."""
    from dsurvey_desktop.usecases.adopt_edition import (  # noqa: PLC0415
        adopt_edition,
        preview_adoption,
    )

    source = _source(options.digest or options.edition)
    return (preview_adoption if options.preview else adopt_edition)(desk, source)


def move(desk: Desk, options: argparse.Namespace) -> Any:
    """`form move`: what changes in the entries."""
    from dsurvey_desktop.usecases.move_entries import (  # noqa: PLC0415
        move_entries,
        preview_move,
    )

    choice = _choice(desk, options)
    return (preview_move if options.preview else move_entries)(desk, options.to, choice)


def _choice(desk: Desk, options: argparse.Namespace) -> MoveChoice:
    from dsurvey_desktop.usecases.find_entry import find_entry  # noqa: PLC0415
    from dsurvey_desktop.usecases.move_choice import MoveChoice  # noqa: PLC0415

    entries = frozenset(find_entry(desk, word) for word in options.entry)
    return MoveChoice(entries, frozenset(options.community))


def show(desk: Desk | None, options: argparse.Namespace) -> Any:
    """`form show`: the items of an edition."""
    from dsurvey_desktop.usecases.show_form import show_form  # noqa: PLC0415

    return show_form(desk, _source(options.digest or options.edition or options.kind))


def compare(desk: Desk | None, options: argparse.Namespace) -> Any:
    """`form compare`: what differs."""
    from dsurvey_desktop.usecases.compare_editions import compare_editions  # noqa: PLC0415

    return compare_editions(desk, _source(options.old), _source(options.new))


def _source(word: str) -> Path | str:
    """A file, unless the word can only be a digest or a kind."""
    from dsurvey_desktop.usecases.find_edition import KINDS  # noqa: PLC0415

    is_digest = all(character in "0123456789abcdef" for character in word.lower())
    return word if word in KINDS or (is_digest and not Path(word).exists()) else Path(word)


COMMANDS = {
    "form booklet": booklet,
    "form editions": editions,
    "form adopt": adopt,
    "form move": move,
}

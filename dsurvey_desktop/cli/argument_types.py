"""What words of the command line may be; anything else is wrong usage (status 2)."""

from __future__ import annotations

from argparse import Action, ArgumentError, ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import Any

from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.domain.texts import _

SUITES = {"standard": SuiteName.STANDARD, "national": SuiteName.NATIONAL}
_LARGEST_ID = 2**31 - 1


def share(word: str) -> float:
    """A share from `0.05`, `5%` or `5`; above 1 it is percent."""
    number = float(word.rstrip("%"))
    return number / 100 if word.endswith("%") or number > 1 else number


def year(word: str) -> int:
    """The year of a campaign."""
    if not (word.isascii() and word.isdigit() and 2000 <= int(word) <= 2999):
        raise ArgumentTypeError(_("a year from 2000 to 2999"))
    return int(word)


def years(word: str) -> int:
    """How many years keys count; 0 is without end."""
    if not (word.isascii() and word.isdigit() and int(word) <= 30):
        raise ArgumentTypeError(_("a number of years from 0 (without end) to 30"))
    return int(word)


def megabytes(word: str) -> int:
    """A size in MB as bytes, at least a kilobyte."""
    size = int(float(word) * 1_000_000)
    if size < 1000:
        raise ArgumentTypeError(_("a size in MB, such as 10"))
    return size


def number_of(word: str) -> int:
    """The number of a batch or row, as lists show it."""
    is_number = word.isascii() and word.isdigit() and len(word) <= 10
    if not (is_number and 0 < int(word) <= _LARGEST_ID):
        raise ArgumentTypeError(_("a number as the lists show it"))
    return int(word)


def roles(word: str) -> frozenset[Role]:
    """Roles between commas, such as `clerk,reviewer`."""
    try:
        return frozenset(Role(one.strip()) for one in word.split(","))
    except ValueError as error:
        raise ArgumentTypeError(_("clerk, reviewer or administrator, or several")) from error


def path(word: str) -> Path:
    """A file or folder; an empty word (an unset variable) would mean the folder one is in."""
    if not word.strip():
        raise ArgumentTypeError(_("the name of a file or folder"))
    return Path(word)


def pair(word: str) -> tuple[str, str]:
    """A name and what belongs to it, which may be empty; a forgotten sign is not an empty word."""
    name, sign, value = words(word).partition("=")
    if not (name.strip() and sign):
        raise ArgumentTypeError(_("NAME=VALUE, such as family_doctor=1"))
    return name.strip(), value


class EachOnce(Action):
    """Pairs of which each name stands once: of two values the last would win unseen."""

    def __call__(
        self,
        _parser: ArgumentParser,
        namespace: Namespace,
        values: Any,
        _option: str | None = None,
    ) -> None:
        """Keep one more pair."""
        name, value = values
        pairs = [*(getattr(namespace, self.dest) or ())]
        if name in dict(pairs):
            raise ArgumentError(self, _("{name} stands there twice").format(name=name))
        setattr(namespace, self.dest, [*pairs, (name, value)])


def words(word: str) -> str:
    """Text that can be kept: bytes that are no text reach Python as lone surrogates."""
    try:
        word.encode()
    except UnicodeEncodeError as error:
        raise ArgumentTypeError(_("readable text")) from error
    return word

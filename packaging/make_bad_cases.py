"""The register of bad bundles: each has a name, a code it is refused with, and its maker."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bundle_workshop import Attempt, Workshop
from dsurvey_desktop.domain.suite import SuiteName

Maker = Callable[[Workshop], Attempt]


@dataclass(frozen=True)
class Case:
    """A named bad bundle and the code it is refused with.

    Attributes:
        name: of the function that makes it.
        code: one of `refusals.REFUSALS`.
        make: gives what a receiver is given.
        module: the script that makes it.
        suites: whose bundles it can be made from.
    """

    name: str
    code: str
    make: Maker
    module: str
    suites: frozenset[SuiteName]


CASES: list[Case] = []
"""What verification alone refuses."""
PACKAGES: list[Case] = []
"""Well signed task packages that a town must not be set up from."""


def bad(
    code: str, register: list[Case] = CASES, suites: Iterable[SuiteName] = SuiteName
) -> Callable[[Maker], Maker]:
    """Register the function's name as a case that must be refused with `code`."""

    def enter(make: Maker) -> Maker:
        register.append(Case(make.__name__, code, make, make.__module__, frozenset(suites)))
        return make

    return enter

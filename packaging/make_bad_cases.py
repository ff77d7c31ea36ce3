"""The register of bad bundles: each has a name, a code it is refused with, and its maker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bundle_workshop import Attempt, Workshop

Maker = Callable[[Workshop], Attempt]


@dataclass(frozen=True)
class Case:
    """A named bad bundle and the code it is refused with.

    Attributes:
        name: of the function that makes it.
        code: one of `refusals.REFUSALS`.
        make: gives what a receiver is given.
        module: the script that makes it.
    """

    name: str
    code: str
    make: Maker
    module: str


CASES: list[Case] = []
"""What verification alone refuses."""
PACKAGES: list[Case] = []
"""Well signed task packages that a town must not be set up from."""


def bad(code: str, register: list[Case] = CASES) -> Callable[[Maker], Maker]:
    """Register the function's name as a case that must be refused with `code`."""

    def enter(make: Maker) -> Maker:
        register.append(Case(make.__name__, code, make, make.__module__))
        return make

    return enter

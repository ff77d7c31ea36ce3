"""The limits as documented are the limits as they are."""

from __future__ import annotations

import re
from dataclasses import asdict

from dsurvey_desktop.intake.limits import DEFAULT_LIMITS


def test_the_documented_limits_are_those_of_the_program(project):
    document = (project / ".github" / "LIMITS.md").read_text("utf-8")
    stated = re.findall(r"^\| `(\w+)` \| (\d+) \|", document, re.MULTILINE)

    assert {name: int(value) for name, value in stated} == asdict(DEFAULT_LIMITS)

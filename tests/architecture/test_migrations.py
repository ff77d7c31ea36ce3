"""Migrations are one chain that ends where the program stands; two of one number break offices."""

from __future__ import annotations

import re

from dsurvey_desktop.storage.database import KNOWN_VERSIONS, SCHEMA_VERSION


def test_migrations_follow_one_another_to_the_programs_version(project):
    revisions, followed = [], []
    for path in sorted((project / "migrations" / "versions").glob("*.py")):
        words = path.read_text("utf-8")
        revisions += re.findall(r'^revision = "(.+)"$', words, re.MULTILINE)
        followed += re.findall(r'^down_revision = "(.+)"$', words, re.MULTILINE)
        assert path.name.startswith(revisions[-1]), path.name
    assert tuple(revisions) == KNOWN_VERSIONS
    assert followed == revisions[:-1]
    assert revisions[-1] == SCHEMA_VERSION

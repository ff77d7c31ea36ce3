"""Bringing a database to the newest schema with Alembic."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from dsurvey_desktop.domain.resources import project_folder
from dsurvey_desktop.storage import (  # their tables become known
    district_tables,  # noqa: F401
    exchange_tables,  # noqa: F401
    last_year_tables,  # noqa: F401
    review_tables,  # noqa: F401
    roster_tables,  # noqa: F401
    second_tables,  # noqa: F401
    server_engine,
    spot_tables,  # noqa: F401
    untaken_tables,  # noqa: F401
)


def migrate(engine: Engine) -> None:
    """Run the migrations that are missing, in one transaction."""
    with engine.connect().execution_options(is_write=True) as connection, connection.begin():
        migrate_within(connection)


def migrate_within(
    connection: Connection, tell: Callable[[int], None] = lambda _done: None
) -> None:
    """The same within a transaction; `tell` hears after each how many are done."""
    config = _config()
    done = count(1)

    def applied(**_facts: Any) -> None:
        tell(next(done))

    config.attributes.update(connection=connection, on_version_apply=applied)
    command.upgrade(config, "head")
    if connection.dialect.name == "postgresql":
        server_engine.level_texts(connection)


def missing(version: str) -> int | None:
    """How many migrations lead from `version` to the newest schema; None for an unknown one."""
    script = ScriptDirectory.from_config(_config())
    known = [one.revision for one in script.walk_revisions()]  # the newest first
    return known.index(version) if version in known else None


def _config() -> Config:
    config = Config()
    # Alembic reads `%` in options as the beginning of a variable.
    folder: Path = project_folder() / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    return config

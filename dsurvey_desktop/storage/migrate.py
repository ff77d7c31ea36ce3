"""Bringing a database to the newest schema with Alembic."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from dsurvey_desktop.domain.resources import project_folder
from dsurvey_desktop.storage import (  # their tables become known
    district_tables,  # noqa: F401
    exchange_tables,  # noqa: F401
    last_year_tables,  # noqa: F401
    review_tables,  # noqa: F401
    roster_tables,  # noqa: F401
    second_tables,  # noqa: F401
    server_engine,
)


def migrate(engine: Engine) -> None:
    """Run the migrations that are missing, in one transaction."""
    config = Config()
    config.set_main_option("script_location", _escaped(project_folder() / "migrations"))
    with engine.connect().execution_options(is_write=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if engine.dialect.name == "postgresql":
            server_engine.level_texts(connection)


def _escaped(path: Path) -> str:
    """Alembic reads `%` in options as the beginning of a variable."""
    return str(path).replace("%", "%%")

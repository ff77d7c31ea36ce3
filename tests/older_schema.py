"""Offices as an older program left them."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from dsurvey_desktop.domain.resources import project_folder
from dsurvey_desktop.storage import database

OLDER = database.KNOWN_VERSIONS[:-1]
"""Every schema a program was released with, but the newest."""


def make_older(engine: Engine, version: str) -> None:
    """Bring a local database back to an older schema, with what it holds.

    Foreign keys are off meanwhile: going back rebuilds tables that others refer to. Going forward
    never does, or the tests of older offices with data in them would fail.
    """
    config = Config()
    config.set_main_option("script_location", str(project_folder() / "migrations"))
    with database.writing(engine) as connection:
        keys = "PRAGMA foreign_keys = {}".format
        connection.connection.driver_connection.execute(keys("OFF"))
        with connection.begin():
            config.attributes["connection"] = connection
            command.downgrade(config, version)
        connection.connection.driver_connection.execute(keys("ON"))

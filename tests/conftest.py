"""What every test can count on: Chinese texts, no unexpected warning in the log, no screen."""

from __future__ import annotations

import importlib
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from dsurvey_desktop.domain.texts import use_language

if TYPE_CHECKING:
    from tests.postgres import Postgres

PROJECT = Path(__file__).resolve().parents[1]
SAMPLE_TOWN = PROJECT / "resources" / "sample_town"

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("untimed", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def project() -> Path:
    """The top folder of the project."""
    return PROJECT


@pytest.fixture(scope="session")
def sample_town() -> Path:
    """The folder of the built-in sample town, read only."""
    return SAMPLE_TOWN


@pytest.fixture(scope="session")
def packaging_module():
    """Load a script of `packaging/`, which is no package: `packaging_module("catalogue")`."""

    def load(name: str) -> ModuleType:
        with pytest.MonkeyPatch.context() as patch:
            patch.syspath_prepend(str(PROJECT / "packaging"))
            return importlib.import_module(name)

    return load


@pytest.fixture(scope="session")
def locale_folder(packaging_module, tmp_path_factory) -> Path:
    """A folder with today's catalogue, compiled once a run, away from the working tree."""
    folder = tmp_path_factory.mktemp("locale")
    catalogue = packaging_module("catalogue")
    catalogue.compile_catalogue(target=folder / "zh_CN" / "LC_MESSAGES" / "dsurvey.mo")
    return folder


@pytest.fixture(autouse=True)
def chinese(locale_folder) -> None:
    """Texts read in Chinese, the program's default; a test may call `use_language` itself."""
    use_language("zh_CN", locale_folder)


@pytest.fixture
def expected_warnings() -> list[str]:
    """Append a part of each log message of level warning or above that the test provokes."""
    return []


@pytest.fixture(autouse=True)
def unexpected_log_warning(caplog, expected_warnings) -> Iterator[None]:
    """A warning in the log that the test did not announce fails it."""
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    messages = [r.getMessage() for r in records if r.levelno >= logging.WARNING]
    unexpected = [m for m in messages if not any(part in m for part in expected_warnings)]
    assert not unexpected, f"unexpected warnings in the log: {unexpected}"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of the tests' own, as long as the run lasts."""
    from tests.postgres import Postgres, programs

    folder = programs()
    if folder is None:
        pytest.skip("PostgreSQL is not installed here (Debian's package postgresql)")
    server = Postgres(folder)
    yield server
    server.remove()

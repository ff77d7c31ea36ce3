from __future__ import annotations

from pathlib import Path

import pytest

from dsurvey_desktop.domain.suite import SuiteName

SCRIPTS = str(Path(__file__).resolve().parents[3] / "packaging")


def load_cases():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(SCRIPTS)
        import make_bad_bundles
    return {"bad_case": make_bad_bundles.CASES, "bad_package": make_bad_bundles.PACKAGES}


def pytest_generate_tests(metafunc):
    for fixture in {"bad_case", "bad_package"} & set(metafunc.fixturenames):
        metafunc.parametrize(fixture, load_cases()[fixture], ids=lambda case: case.name)


@pytest.fixture(scope="session")
def workshops(packaging_module):
    """The scripts that make the good bundle and everything to spoil it."""
    return packaging_module("bundle_workshop")


@pytest.fixture(scope="session")
def shops(workshops):
    """A workshop for each suite."""
    return {suite: workshops.Workshop.of(suite) for suite in SuiteName}


@pytest.fixture(scope="session")
def workshop(shops):
    return shops[SuiteName.STANDARD]

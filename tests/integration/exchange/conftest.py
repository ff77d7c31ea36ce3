from __future__ import annotations

from pathlib import Path

import pytest

SCRIPTS = str(Path(__file__).resolve().parents[3] / "packaging")


def load_cases():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(SCRIPTS)
        import make_bad_bundles
    return make_bad_bundles.CASES


def pytest_generate_tests(metafunc):
    if "bad_case" in metafunc.fixturenames:
        metafunc.parametrize("bad_case", load_cases(), ids=lambda case: case.name)


@pytest.fixture(scope="session")
def workshops(packaging_module):
    """The scripts that make the good bundle and everything to spoil it."""
    return packaging_module("bundle_workshop")


@pytest.fixture(scope="session")
def workshop(workshops):
    return workshops.Workshop()

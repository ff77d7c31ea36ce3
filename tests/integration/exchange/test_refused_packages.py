"""A task package that a town can't begin with is refused, and nothing is set up from it."""

from __future__ import annotations

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.usecases.read_task_package import read_task_package


@pytest.fixture
def read(tmp_path):
    def reader(attempt):
        path = tmp_path / "package.dsb.zip"
        path.write_bytes(attempt.data)
        return read_task_package(path, attempt.now, attempt.expected.addressee or "")

    return reader


def test_a_bad_package_is_refused_with_its_code(bad_package, workshop, read):
    with pytest.raises(AppError) as caught:
        read(bad_package.make(workshop))
    assert caught.value.code == bad_package.code
    assert "{" not in str(caught.value)


def test_the_good_package_is_read(workshop, workshops, packaging_module, read):
    package = read(packaging_module("make_bad_answers").package(workshop))
    assert (package.office.code, len(package.people)) == (workshops.TOWN, 1)
    assert package.campaign.rules_off == {"K17"}

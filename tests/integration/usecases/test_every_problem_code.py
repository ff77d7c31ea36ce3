"""Every problem of the catalogue that a file brings is told with its place and advice.

Whoever adds a problem adds a file that brings it, in `problem_files`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import _, use_language
from dsurvey_desktop.usecases.office_views import OfficeSetup
from dsurvey_desktop.usecases.open_office import close_office
from dsurvey_desktop.usecases.problem_codes import list_problem_codes
from dsurvey_desktop.usecases.run_demo import SampleTown
from dsurvey_desktop.usecases.sender_advice import SENDER_ADVICE, sender_advice
from tests.integration.usecases.conftest import SmallTown
from tests.integration.usecases.problem_files.all_files import BROUGHT, ELSEWHERE, NO_FILE
from tests.integration.usecases.problem_files.scene import Scene, make_scene, spot_of

RULE = re.compile(r"[A-Z]\d\d[a-z]?")
OFFICERS_WORDS = re.compile(
    "采纳|导入|撤回|指定|报送单位|报送人|索|向村|核对时|改选|对照两者|更正登记表"
)
"""What only somebody can do who has the program before them."""


@pytest.fixture(scope="module")
def scene(
    tmp_path_factory: pytest.TempPathFactory,
    town: SampleTown,
    locale_folder: Path,
    _faultless: tuple[dict[str, Any]],
) -> Iterator[Scene]:
    """Made once: the tests only look."""
    use_language("zh_CN", locale_folder)
    folder = tmp_path_factory.mktemp("sent")
    setup = OfficeSetup(town.office, town.campaign, town.communities, "测试员")
    made = make_scene(SmallTown(folder, setup, _faultless))
    yield made
    close_office(made.desk)


def test_nothing_is_told_that_is_not_in_the_catalogue(scene: Scene) -> None:
    known = {one.code for one in list_problem_codes()}
    told = {problem.code for problems in scene.told.values() for problem in problems}
    assert {code for code in told if not RULE.fullmatch(code)} <= known


def test_each_file_brings_its_problem_with_sheet_row_column_and_value(scene: Scene) -> None:
    found = {
        write: [(one.code, *spot_of(one)) for one in told] for write, told in scene.told.items()
    }
    missing = [
        (one.write.__name__, one.code, *one.spot)
        for one in BROUGHT
        if (one.code, *one.spot) not in found[one.write]
    ]
    assert missing == []


def test_where_other_files_go_in_the_problem_is_told_too(scene: Scene) -> None:
    for tell in dict.fromkeys(ELSEWHERE.values()):
        told = tell(scene.desk, scene.at_hand)
        wanted = {code for code, one in ELSEWHERE.items() if one is tell}
        assert wanted <= {one.code for one in told}, tell.__name__
        is_roster = "bad_certificate_no" in wanted
        assert all(one.place.column and one.place.row for one in told if is_roster)


def test_excel_and_paper_tell_each_with_place_value_and_advice(scene: Scene) -> None:
    for told in scene.told.values():
        if any(one.code == "mapping_unconfirmed" for one in told):
            continue  # the officer is asked first; nothing goes back yet
        for one in told:
            if one.severity is Severity.NOTICE:
                continue
            said = (str(one.message), sender_advice(one))
            line = [one.place.file, *spot_of(one)]
            assert any(row[:5] == line and (*row[6:],) == said for row in scene.excel), one.code
            row, column = spot_of(one)[1:3]
            cell = f"第{row}行" * bool(row) + f"{column}列" * bool(column)
            for words in (one.place.file, one.place.sheet, cell, *said):
                assert "".join(words.split()) in scene.paper, (one.code, words)


def test_no_community_is_advised_to_do_what_only_the_officer_can_do() -> None:
    printed = {one.code for one in BROUGHT} | NO_FILE.keys()
    for one in list_problem_codes():
        if one.code in printed and one.severity != "notice":
            said = _(SENDER_ADVICE.get(one.code, "")) or one.advice
            assert not OFFICERS_WORDS.search(said), (one.code, said)
    assert printed | ELSEWHERE.keys() >= SENDER_ADVICE.keys()


def test_nothing_is_told_without_words(scene: Scene) -> None:
    for told in scene.told.values():
        for one in told:
            assert str(one.message), one.code
            assert str(one.advice), one.code
            assert "“”" not in str(one.message), one.code
            assert "{" not in f"{one.message}{one.advice}", one.code

"""The account of the demo: sentences for a person, from the figures that `--json` prints."""

from __future__ import annotations

import pytest

from dsurvey_desktop.cli.demo_account import demo_account
from dsurvey_desktop.cli.output import Account, said

FIGURES = {
    "office": "demo/town",
    "password": "practice",
    "roster": {"in_scope": 420, "out_of_scope": 2},
    "intake": {
        "files": 10, "rows_read": 431, "taken": 399, "set_aside": 19, "unchanged": 11, "pending": 2,
    },
    "decided": {"differences_taken": 2, "proposals_accepted": 16},
    "findings": {"error": 15, "warning": 3, "notice": 112},
    "corrected": 1,
    "entries": 407,
    "approved": 393,
    "documents": ["sheets.pdf", "problems.pdf"],
    "bundle": {"file": "bundle.dsb", "digest": "ab12", "sealed": True},
    "district": {
        "signed_by": "330282105",
        "holds": {"entries": 393, "corrections": 18, "missing": 13, "answers": 13052},
    },
    "log_lines": 38,
}  # fmt: skip


def test_each_step_of_the_main_job_has_its_line() -> None:
    lines = [str(line) for line in demo_account(FIGURES)]
    assert "读取 431 行 = 收入 399 + 无变化 11 + 待定 2 + 搁置 19" in lines[1]
    assert [line for line in lines if ".pdf" in line] == [
        "已打印：sheets.pdf",
        "已打印：problems.pdf",
    ]
    assert any("已加密" in line and "bundle.dsb" in line for line in lines)
    assert not any("{" in line for line in lines)


def test_a_bundle_that_is_not_sealed_is_not_called_so() -> None:
    bare = FIGURES | {"bundle": {"file": "bundle.dsb.zip", "digest": "ab12", "sealed": False}}
    assert not any("已加密" in str(line) for line in demo_account(bare))


@pytest.mark.parametrize(("as_json", "begins"), [(True, "{"), (False, "名册：")])
def test_machines_get_figures_and_people_sentences(as_json, begins) -> None:
    words = "".join(said(Account(FIGURES, tuple(demo_account(FIGURES))), as_json=as_json))
    assert words.startswith(begins)

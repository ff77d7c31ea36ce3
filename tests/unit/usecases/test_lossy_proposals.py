"""A number that lost its tail is proposed only where everything else leaves one person."""

from __future__ import annotations

import pytest

from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.problem import Place
from dsurvey_desktop.intake.model import ParsedRow
from dsurvey_desktop.usecases.placing import Register, propose

CODES = {"上塘村": "330282105201", "下塘村": "330282105202"}
NUMBER, BROTHERS, OTHER_DAY = (
    "33028219710407859543", "33028219710407811742", "33028219710408859143",
)  # fmt: skip


def person(name: str, number: str = NUMBER, community: str = "上塘村", out: str = "") -> Person:
    blank = dict.fromkeys(
        ("sex", "category", "grade", "hukou", "address", "phone", "card_state"), ""
    )
    return Person(
        number, number[:18], name, community_code=CODES[community], community_name=community,
        certified_on=None, out_of_scope=out, place=Place("名册"), **blank,
    )  # fmt: skip


def proposed(*roster: Person, name="陈晓敏", digits=NUMBER[:15], community="上塘村", citizen_id=""):
    register = Register({one.certificate_no: one for one in roster}, {}, set(), CODES)
    row = ParsedRow(
        "表", 2, (), {"name": name, "certificate_no": digits}, community=community,
        citizen_id=citizen_id, is_certificate_lossy=True,
    )  # fmt: skip
    return propose(row, register)


def test_one_person_in_whom_name_community_and_digits_agree_is_proposed_and_says_why():
    proposal = proposed(person("陈晓敏"), person("张建国", BROTHERS))

    assert proposal is not None
    assert proposal.certificate_no == NUMBER
    assert "15" in str(proposal.reason)


@pytest.mark.parametrize(
    ("roster", "said"),
    [
        ([person("陈晓红")], {}),
        ([person("陈晓敏", community="下塘村")], {}),
        ([person("陈晓敏", OTHER_DAY)], {}),
        ([person("陈晓敏"), person("陈晓敏", NUMBER + "B1")], {}),
        ([person("陈晓敏"), person("陈晓敏", NUMBER[:15] + "901X41")], {}),
        ([person("陈晓敏", out="after_cutoff")], {}),
        ([person("陈晓敏")], {"community": ""}),
        ([person("陈晓敏")], {"community": "外乡村"}),
        ([person("陈晓敏")], {"digits": ""}),
        ([person("陈晓敏")], {"name": ""}),
        ([person("陈晓敏")], {"citizen_id": BROTHERS[:18]}),
    ],
)
def test_whatever_speaks_against_it_leaves_it_to_a_person(roster, said):
    assert proposed(*roster, **said) is None

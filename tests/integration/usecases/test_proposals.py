"""Whose a row probably is: proposed only where all that is certain agrees on one person (B3)."""

from __future__ import annotations

import pytest

from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.list_set_aside import list_set_aside
from dsurvey_desktop.usecases.settle_row import settle_row


@pytest.fixture
def person(small):
    """Somebody whose number is all digits, as a spreadsheet shortens it."""
    return next(one for one in small.people if one["certificate_no"].isdecimal())


@pytest.fixture
def home(small):
    """The name of the community they all live in."""
    return small.setup.communities[0].name


def shortened(number: str) -> str:
    return f"{float(number):.14E}"


def proposed(desk, small, file: str, answers):
    add_submissions(desk, [small.submission(file, answers)])
    (row,) = list_set_aside(desk)
    return row.proposal


def test_a_shortened_number_is_proposed_with_the_reason(small_desk, small, person, home):
    number = person["certificate_no"]
    proposal = proposed(
        small_desk, small, f"{home}.csv", person | {"certificate_no": shortened(number)}
    )
    assert (proposal.certificate_no, proposal.name) == (number, person["name"])
    assert str(proposal.reason).startswith("姓名、村(社区)和证号前 1")


@pytest.mark.parametrize("fault", ["nowhere", "elsewhere", "name", "digits"])
def test_nothing_is_proposed_where_one_of_them_says_otherwise(
    small_desk, small, person, home, fault
):
    number, name = person["certificate_no"], person["name"]
    file = {"nowhere": "甲.csv", "elsewhere": "望江社区.csv"}.get(fault, f"{home}.csv")
    other = {"name": {"name": f"{name}某"}}.get(fault, {})
    said = number[:12] + "99" + number[14:] if fault == "digits" else number
    answers = person | other | {"certificate_no": shortened(said)}
    assert proposed(small_desk, small, file, answers) is None


def test_nothing_is_proposed_where_two_people_fit(small_desk, small, person, home):
    number, at = person["certificate_no"], small.people.index(person)
    twin = number[:16] + str((int(number[16]) + 1) % 10) + number[17:]
    other = next(n for n, one in enumerate(small.people) if one is not person)
    change = {"name": person["name"], "certificate_no": twin, "citizen_id": twin[:18]}
    changes = [change if n == other else {} for n in range(max(at, other) + 1)]
    import_roster(small_desk, small.roster(*changes))
    answers = person | {"certificate_no": shortened(number)}
    assert proposed(small_desk, small, f"{home}.csv", answers) is None


@pytest.mark.parametrize(
    ("digits", "reason"), [((16, 18), "姓名和出生日期一致，请核对证号。"), ((6, 14), None)]
)
def test_a_mistyped_number_without_a_community_needs_the_birth_date(
    small_desk, small, person, digits, reason
):
    number = person["certificate_no"]
    start, end = digits
    wrong = number[:start] + "01" * ((end - start) // 2) + number[end:]
    proposal = proposed(small_desk, small, "甲.csv", person | {"certificate_no": wrong})
    assert (None if proposal is None else str(proposal.reason)) == reason


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"citizen_id": True}, "姓名和身份证号一致"),
        ({"mobile": True}, "姓名和联系电话一致"),
        ({"community": True}, "姓名和村(社区)一致"),
        ({}, None),
    ],
)
def test_a_line_without_a_number_says_so_and_is_proposed_by_what_else_it_says(
    small_desk, small, person, home, said, reason
):
    phone = "13800000077"
    known = {"name": person["name"], "certificate_no": person["certificate_no"], "phone": phone,
             "community_name": home}  # fmt: skip
    import_roster(small_desk, small.submission("名册.csv", known))
    answers = {"name": person["name"], "certificate_no": "", "mode": "1"}
    answers |= {"mobile": phone if "mobile" in said else ""}
    answers |= {"citizen_id": person["certificate_no"][:18]} if "citizen_id" in said else {}
    file = f"{home}.csv" if "community" in said else "甲.csv"

    add_submissions(small_desk, [small.submission(file, answers)])

    (row,) = list_set_aside(small_desk)
    assert row.reason == "number_missing"
    found = None if row.proposal is None else str(row.proposal.reason).partition("；")[0]
    assert found == reason
    assert row.candidates[:1] == () or row.candidates[0].name == person["name"]


def test_a_line_with_nothing_but_a_telephone_lists_whose_it_is_and_a_person_decides(
    small_desk, small, person, home
):
    phone = "13800000077"
    family = [person, *(one for one in small.people if one is not person)][:2]
    lines = [
        {"name": one["name"], "certificate_no": one["certificate_no"], "community_name": home,
         "phone": phone if one in family else ""}
        for one in small.people
    ]  # fmt: skip
    import_roster(small_desk, small.submission("名册.csv", *lines))
    said = {"name": "", "certificate_no": "", "mobile": phone, "mode": "1", "employed": ""}
    unknown = said | {"mobile": "13900000099"}
    nothing = said | {"mobile": "", "employed": "1"}
    add_submissions(small_desk, [small.submission("甲.csv", said, unknown, nothing)])

    shared, stranger, nobody = list_set_aside(small_desk)
    assert {one.certificate_no for one in shared.candidates} == {
        one["certificate_no"] for one in family
    }
    assert {str(why) for one in shared.candidates for why in one.reasons} == {"电话相同。"}
    assert (shared.proposal, shared.reason) == (None, "number_missing")
    assert (stranger.candidates, stranger.reason) == ((), "number_missing")
    assert (nobody.candidates, nobody.reason) == ((), "no_identity")

    settle_row(small_desk, shared.id, person["certificate_no"], "电话核实")
    assert [one.row for one in list_set_aside(small_desk)] == [stranger.row, nobody.row]


@pytest.mark.parametrize(
    ("change", "is_proposed"),
    [
        ({}, True),
        ({"name": ""}, True),
        ({"name": "王某某"}, False),
        ({"community": "望江社区"}, False),
    ],
)
def test_a_citizen_id_as_number_is_told_and_its_only_certificate_proposed(
    small_desk, small, person, home, change, is_proposed
):
    number = person["certificate_no"]
    said = {"certificate_no": number[:18], "community": home} | change
    answers = {("所在村" if item == "community" else item): v for item, v in said.items()}
    add_submissions(small_desk, [small.submission("调查表.csv", person | answers)])

    (row,) = list_set_aside(small_desk)
    assert row.reason == "citizen_id_as_number"
    assert "身份证号" in str(row.message)
    assert (row.proposal is not None) is is_proposed
    if is_proposed:
        assert (row.proposal.certificate_no, row.proposal.name) == (number, person["name"])
        assert row.candidates[0].certificate_no == number
        settle_row(small_desk, row.id, number, "按名册")
        assert list_set_aside(small_desk) == ()


@pytest.mark.parametrize("said", ["{wrong} {number}", "旧证{wrong}，新证{number}"])
def test_the_second_number_of_a_cell_is_proposed_where_the_first_is_nobodys(
    small_desk, small, person, said
):
    number = person["certificate_no"]
    wrong = number[:19] + str(int(number[19]) % 4 + 1)
    answers = person | {"certificate_no": said.format(wrong=wrong, number=number)}
    answers.pop("citizen_id", None)
    proposal = proposed(small_desk, small, "甲.csv", answers)
    assert proposal.certificate_no == number
    assert str(proposal.reason) == "该行中另有此人的证号，请核对。"

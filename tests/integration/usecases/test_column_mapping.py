"""Where columns are uncertain the program asks; what a person says is remembered for the shape."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.manage_mappings import (
    export_mapping,
    import_mapping,
    list_mappings,
    read_mapping,
    remove_mapping,
    rename_mapping,
)
from dsurvey_desktop.usecases.remember_mapping import confirm_mappings
from dsurvey_desktop.usecases.show_columns import show_columns
from dsurvey_desktop.usecases.take_waiting import take_waiting

UNKNOWN = {"certificate_no": "编码", "name": "登记对象", "note": "说明事项"}


@pytest.fixture
def write(small):
    """Write a submission of everybody under other headers: `write(file, headers, extra)`."""

    def written(file="甲.csv", headers=UNKNOWN, extra=None):
        path = small.submission(file, *small.people)
        with path.open(encoding="utf-8-sig", newline="") as stream:
            header, *lines = csv.reader(stream)
        more = extra or {}
        rows = [[headers.get(name, name) for name in header] + list(more)]
        for number, line in enumerate(lines):
            rows.append(line + [values[number] for values in more.values()])
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(rows)
        return path

    return written


def codes(outcome) -> list[str]:
    return [problem.code for problem in outcome.problems]


def chosen(found, **items):
    """The first table's mapping with other items, by header."""
    table = found.tables[0]
    words = tuple(items.get(column.header, column.item) for column in table.columns)
    return table.mapping_with(found.kind, words)


def test_a_name_that_no_header_names_is_asked_for_and_nothing_is_taken_in(small_desk, write):
    (outcome,) = add_submissions(small_desk, [write(headers={"name": "登记对象"})])
    assert outcome.waits_for_mapping
    assert codes(outcome) == ["mapping_unconfirmed", "mapping_missing"]
    assert outcome.rows_read == 0
    assert list_entries(small_desk) == ()


def test_the_column_of_numbers_is_known_by_its_cells_without_asking(small_desk, write):
    (outcome,) = add_submissions(small_desk, [write(headers={"certificate_no": "编码"})])
    assert outcome.taken == 6


def test_two_columns_of_numbers_without_a_name_are_asked_about(small_desk, small, write):
    other = {"旧编码": [one["certificate_no"] + "B1" for one in small.people]}
    (outcome,) = add_submissions(
        small_desk, [write(headers={"certificate_no": "编码"}, extra=other)]
    )
    assert codes(outcome) == ["mapping_unconfirmed", "mapping_missing"]


def test_two_columns_with_equal_right_and_other_content_are_asked_about(small_desk, write):
    rivals = {"姓名": list("甲乙丙丁戊己")}
    (outcome,) = add_submissions(small_desk, [write(headers={}, extra=rivals)])
    assert codes(outcome) == ["mapping_unconfirmed", "mapping_rivals"]


def test_two_columns_that_say_the_same_need_no_answer(small_desk, small, write):
    same = {"姓名": [one["name"] for one in small.people]}
    (outcome,) = add_submissions(small_desk, [write(headers={}, extra=same)])
    assert outcome.taken == 6


def test_a_confirmed_mapping_takes_in_this_file_and_the_next_of_its_shape(small_desk, small, write):
    path = write(headers={"name": "登记对象"})
    mapping = chosen(show_columns(small_desk, path), 登记对象="name")
    confirm_mappings(small_desk, [mapping], "村里的导出")
    (outcome,) = add_submissions(small_desk, [path])
    assert outcome.taken == 6
    assert {one.name for one in list_entries(small_desk)} == {one["name"] for one in small.people}
    table = show_columns(small_desk, write("乙.csv", {"name": "登记对象"})).tables[0]
    assert (table.mapping, table.questions) == ("村里的导出", ())


def test_another_order_of_columns_is_another_shape(small_desk, write):
    confirm_mappings(
        small_desk,
        [chosen(show_columns(small_desk, write(headers={"name": "登记对象"})), 登记对象="name")],
        "甲",
    )
    moved = write("乙.csv", {"name": "登记对象"}, {"别的": ["1"] * 6})
    assert show_columns(small_desk, moved).tables[0].mapping == ""


def test_an_accepted_matching_is_taken_in_and_remembered(small_desk, write):
    path = write(headers={}, extra={"姓名": list("甲乙丙丁戊己")})
    (outcome,) = add_submissions(small_desk, [path], accept_mapping=True)
    assert outcome.taken == 6
    (kept,) = list_mappings(small_desk)
    assert kept.name == "甲.csv"
    assert show_columns(small_desk, path).tables[0].questions == ()


def test_a_table_of_unknown_headers_is_read_by_a_mapping_and_then_by_memory(
    small_desk, write, small
):
    names = dict.fromkeys(name for one in small.people for name in one)
    headers = {name: f"第{number}" for number, name in enumerate(names)}
    path = write(headers=headers)
    (refused,) = add_submissions(small_desk, [path])
    assert codes(refused)[0] == "mapping_unconfirmed"
    assert refused.rows_read == 0
    (insisted,) = add_submissions(small_desk, [path], accept_mapping=True)
    assert insisted.waits_for_mapping
    with path.open(encoding="utf-8-sig", newline="") as stream:
        line = next(csv.reader(stream))
    back = {header: name for name, header in headers.items()}
    template = {"format": "dsurvey-column-mapping/1", "name": "无名表", "kind": "individual"}
    template["columns"] = [{"header": header, "item": back[header]} for header in line]
    file = small.folder / "m.json"
    file.write_text(json.dumps(template), "utf-8")
    (outcome,) = add_submissions(small_desk, [path], mapping=read_mapping(file)[1])
    assert outcome.taken == 6
    (again,) = add_submissions(small_desk, [path.rename(small.folder / "丙.csv")])
    assert again.unchanged == 6


def test_an_unused_column_stays_with_the_row(small_desk, write):
    path = write(headers={}, extra={"村里备忘": ["甲"] * 6})
    found = show_columns(small_desk, path)
    confirm_mappings(small_desk, [chosen(found, mobile="")], "无手机")
    (outcome,) = add_submissions(small_desk, [path])
    assert outcome.taken == 6
    assert all("mobile" not in one.answers for one in list_entries(small_desk))
    assert [c.item for c in outcome.columns if c.header in {"mobile", "村里备忘"}] == ["", ""]


def test_mappings_are_renamed_exported_imported_and_forgotten(small_desk, small, write):
    path = write(headers={"name": "登记对象"})
    mapping = chosen(show_columns(small_desk, path), 登记对象="name")
    (mapping_id,) = confirm_mappings(small_desk, [mapping], "甲")
    assert rename_mapping(small_desk, mapping_id, " 乙 ").name == "乙"
    file = export_mapping(small_desk, mapping_id, small.folder / "m.json")
    assert read_mapping(file) == ("乙", mapping)
    remove_mapping(small_desk, mapping_id)
    assert list_mappings(small_desk) == ()
    assert add_submissions(small_desk, [path])[0].waits_for_mapping
    assert import_mapping(small_desk, file).name == "乙"
    assert add_submissions(small_desk, [path])[0].taken == 6


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ({"name": "no_such"}, "mapping_invalid"),
        ({"name": "certificate_no"}, "mapping_invalid"),
        ({"name": "", "certificate_no": ""}, "mapping_invalid"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused_whole(small_desk, write, items, code):
    mapping = chosen(show_columns(small_desk, write(headers={})), **items)
    with pytest.raises(AppError) as caught:
        confirm_mappings(small_desk, [mapping], "甲")
    assert caught.value.code == code
    assert list_mappings(small_desk) == ()


@pytest.mark.parametrize("content", ["", "{}", '{"format": "other"}', "[1]"])
def test_a_file_that_is_no_mapping_is_refused(small, content):
    file = small.folder / "m.json"
    file.write_text(content, "utf-8")
    with pytest.raises(AppError) as caught:
        read_mapping(file)
    assert caught.value.code == "mapping_unreadable"


def test_an_item_the_form_has_lost_lets_the_program_match_anew(small_desk, write):
    path = write(headers={"name": "登记对象"})
    mapping = chosen(show_columns(small_desk, path), 登记对象="name")
    confirm_mappings(small_desk, [mapping], "甲")
    stale = replace(mapping, items=("gone", *mapping.items[1:]))
    with small_desk.database.write() as connection:
        from dsurvey_desktop.storage import mapping_store

        mapping_store.save_mapping(
            connection, stale.shape, "individual", "", list(stale.pairs()), small_desk.now(), small_desk.user.id
        )  # fmt: skip
    assert add_submissions(small_desk, [path])[0].waits_for_mapping


def test_a_table_without_a_known_header_is_explained_once_with_two_columns(small_desk, small):
    def people(name):
        path = small.folder / name
        rows = [["镇里的表"], ["甲", "乙", "丙", "丁"]]
        rows += [
            [n, one["name"], one["certificate_no"], "无"] for n, one in enumerate(small.people)
        ]
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(rows)
        return path

    path = people("甲.csv")
    assert add_submissions(small_desk, [path])[0].waits_for_mapping
    found = show_columns(small_desk, path)
    assert [column.header for column in found.tables[0].columns] == list("甲乙丙丁")
    confirm_mappings(small_desk, [chosen(found, 乙="name", 丙="certificate_no")], "镇表")
    assert [one.taken for one in add_submissions(small_desk, [path])] == [6]
    assert [one.unchanged for one in add_submissions(small_desk, [people("乙.csv")])] == [6]


@pytest.mark.parametrize(
    "rows",
    [
        [["品名", "单价", "数量"], ["轮椅", "100", "2"]],
        [["订单", "客户", "物流"], ["202510011234567890", "甲公司有限", "运输中"]],
        [["只有表头", "乙", "丙"]],
    ],
)
def test_a_table_that_holds_no_people_is_refused_as_before(small_desk, small, rows):
    path = small.folder / "别的.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(rows)
    assert codes(add_submissions(small_desk, [path])[0]) == ["unknown_table"]


def test_last_years_file_waits_until_a_person_says_that_it_is_this_years(small_desk, small):
    path = small.submission("东溪村2024.csv", small.people[0] | {"survey_date": "2024-08-16"})

    (outcome,) = add_submissions(small_desk, [path])
    assert outcome.waits_for_mapping
    assert "file_of_other_year" in codes(outcome)
    assert list_entries(small_desk) == ()
    (again,) = take_waiting(small_desk, [outcome.waiting])
    assert again.waits_for_mapping
    (taken,) = take_waiting(small_desk, [outcome.waiting], accept_mapping=True)
    assert (taken.taken, len(list_entries(small_desk))) == (1, 1)

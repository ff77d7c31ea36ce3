"""Whatever is typed, the command answers in words: status 2 for usage, 1 for refusals."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dsurvey_desktop.cli.main import main
from dsurvey_desktop.domain.resources import project_folder, resources_folder

INIT = ("init", "--code", "330282105", "--name", "云溪镇残联")
FORM = str(resources_folder() / "forms" / "individual.xlsx")
LARGE = "9" * 25


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("frobnicate",),
        ("entries",),
        ("entries", "frobnicate"),
        (*INIT, "--year", "abc"),
        (*INIT, "--year", "99999"),
        (*INIT, "--year", "-1"),
        (*INIT, "--year", "2025", "--practice-date", "2025-13-01"),
        (*INIT, "--year", "2025", "--town-deadline", "tomorrow"),
        (*INIT, "--year", "2025", "--app-target", "all"),
        (*INIT, "--year", "2025", "--level", "country"),
        ("intake", "add"),
        ("intake", "add", ""),
        ("roster", "import", " "),
        ("intake", "undo"),
        ("intake", "undo", "abc"),
        ("intake", "undo", "-1"),
        ("intake", "undo", "0"),
        ("intake", "undo", LARGE),
        ("intake", "undo", "²"),
        ("intake", "take"),
        ("intake", "take", "5", "--all"),
        ("intake", "take", LARGE),
        ("intake", "keep"),
        ("intake", "settle", "--reason", "x"),
        ("intake", "settle", "5", "--reason", "x"),
        ("intake", "settle", "5", "--certificate", "3302", "--proposals", "--reason", "x"),
        ("entries", "correct", "1", "--item", "note", "--reason", "x"),
        ("entries", "correct", "1", "--item", "note", "--value", "a\udcff", "--reason", "x"),
        ("entries", "correct", "1", "--item", "note", "--value", "a", "--reason", "\udcff"),
        ("entries", "approve"),
        ("entries", "approve", "1", "--ready"),
        ("spotcheck", "draw", "--share", "abc", "--seed", "1"),
        ("spotcheck", "draw", "--share", "5%", "--seed", "abc"),
        ("spotcheck", "draw", "--share", "5%"),
        ("spotcheck", "result", "01-0001-1", "--by", "x", "--differs", "family_doctor"),
        ("spotcheck", "result", "1-1", "--by", "x", "--differs", "mode=1", "--differs", "mode=2"),
        ("district", "weigh", "--reason", "x", "--weight", "coverage=1", "--weight", "coverage=2"),
        ("progress", "--language", "fr"),
        ("campaign", "change", "--four-eyes", "maybe"),
    ],
)
def test_wrong_usage_gives_status_2(run, office: Path, words: tuple[str, ...]) -> None:
    status, answer, error = run(*words, office=office)
    assert (status, answer) == (2, None)
    assert error.startswith("用法：dsurvey")
    *_usage, said = error.strip().splitlines()
    assert "用法有误" in said
    assert not re.search(r"error|required|argument|expected|invalid|choose", said)


def test_an_entry_that_was_named_and_is_not_approved_is_a_refusal(run, office: Path) -> None:
    entries = run("entries", "list", office=office)[1]
    wrong = next(e for e in entries if any(f["severity"] == "error" for f in e["findings"]))
    right = next(e for e in entries if e["state"] == "ready")
    named = (wrong["entry_id"], right["entry_id"])
    status, answer, error = run("entries", "approve", *named, office=office)
    assert status == 1
    assert answer["approved"] == [right["entry_id"]]
    (blocked,) = answer["blocked"]
    assert f"登记表 {wrong['entry_id']}：{blocked['reasons'][0]}" in error
    assert run("entries", "approve", "--ready", office=office)[0] == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((*INIT, "--year", "2025"), "office_exists"),
        (("roster", "import", "nothing.xlsx"), "file_missing"),
        (("roster", "import", "."), "unreadable_file"),
        (("intake", "add", "{empty}"), "no_files"),
        (("intake", "undo", "999"), "no_batch"),
        (("intake", "take", "999999"), "no_row"),
        (("intake", "settle", "999999", "--certificate", "3302", "--reason", "x"), "no_row"),
        (("intake", "settle", "1", "--certificate", "3302", "--reason", " "), "reason_missing"),
        (("intake", "report", "{file}/x.pdf"), "file_not_writable"),
        (("intake", "report", "no/such/x.pdf"), "file_not_writable"),
        (("entries", "show", "999999"), "no_entry"),
        (("entries", "show", LARGE), "no_entry"),
        (("entries", "show", "²"), "no_entry"),
        (("entries", "show", ""), "no_entry"),
        (("entries", "correct", "1", "--item", "nope", "--value", "1", "--reason", "x"), "no_item"),
        (("entries", "correct", "1", "--item", "note", "--value", "1", "--reason", ""), "reason_missing"),
        (("entries", "correct", "1", "--item", "supporter_age", "--value", "nan", "--reason", "x"), "value_invalid"),
        (("entries", "correct", "1", "--item", "supporter_age", "--value", "1.5", "--reason", "x"), "value_invalid"),
        (("entries", "correct", "1", "--item", "supporter_age", "--value", "1e999", "--reason", "x"), "value_invalid"),
        (("entries", "correct", "1", "--item", "survey_date", "--value", "2025-02-30", "--reason", "x"), "value_invalid"),
        (("entries", "correct", "1", "--item", "name", "--value", '["a"]', "--reason", "x"), "value_invalid"),
        (("entries", "correct", "1", "--item", "hukou", "--value", "1,2", "--reason", "x"), "value_invalid"),
        (("entries", "correct", "1", "--item", "worker_insurance", "--value", "[1", "--reason", "x"), "value_invalid"),
        (("entries", "explain", "1", "--rule", "Z9", "--reason", "x"), "no_finding"),
        (("entries", "approve", "1", "999999"), "no_entry"),
        (("entries", "approve", "--ready", "--community", "nope"), "no_community"),
        (("roster", "missing", "--community", "nope"), "no_community"),
        (("spotcheck", "draw", "--share", "0", "--seed", "1"), "share_invalid"),
        (("spotcheck", "draw", "--share", "-1", "--seed", "1"), "share_invalid"),
        (("spotcheck", "draw", "--share", "nan", "--seed", "1"), "share_invalid"),
        (("spotcheck", "draw", "--share", "101%", "--seed", "1"), "share_invalid"),
        (("spotcheck", "draw", "--share", "5%", "--seed", LARGE), "seed_invalid"),
        (("spotcheck", "sheets", "x.pdf"), "no_sample"),
        (("handover", "export", "{file}"), "folder_unusable"),
        (("handover", "export", "{empty}"), "nothing_to_hand_over"),
        (("handover", "verify", "{file}"), "not_a_bundle"),
        (("keys", "card", "{file}"), "folder_unusable"),
        (("keys", "trust", "{empty}"), "unreadable_file"),
    ],
)  # fmt: skip
def test_what_can_not_be_done_is_refused_in_words_and_changes_nothing(
    run, office: Path, tmp_path: Path, words: tuple[str, ...], code: str
) -> None:
    empty, file = tmp_path / "empty", tmp_path / "file"
    empty.mkdir()
    file.write_text("nothing")
    lines = run("log", "check", office=office)[1]
    places = {"{empty}": str(empty), "{file}": str(file)}
    status, answer, error = run(*(places.get(word, word) for word in words), office=office)
    assert (status, answer["error"]["code"]) == (1, code)
    assert answer["error"]["message"].strip()
    assert answer["error"]["message"] in error
    assert run("log", "check", office=office)[1] == lines


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((*INIT, "--year", "2025", "--name", " "), "name_missing"),
        ((*INIT, "--year", "2025", "--code", "12"), "code_invalid"),
        ((*INIT, "--year", "2025", "--town-deadline", "2025-01-01"), "dates_out_of_order"),
        ((*INIT, "--year", "2025", "--home-visit-target", "nan"), "target_invalid"),
        ((*INIT, "--year", "2025", "--communities", "nothing.csv"), "file_missing"),
        ((*INIT, "--year", "2025", "--district-card", "nothing.txt"), "file_missing"),
        (("progress",), "no_office"),
    ],
)
def test_an_office_that_can_not_be_is_not_made(run, tmp_path: Path, words, code: str) -> None:
    status, answer, _ = run(*words, office=tmp_path / "new")
    assert (status, answer["error"]["code"]) == (1, code)
    assert not (tmp_path / "new" / "office.db").exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("nothing", "answers_unreadable"),
        ("[" * 100_000, "answers_unreadable"),
        ('{"a": 1}', "answers_not_a_list"),
        ("[1, 2]", "answers_not_a_list"),
    ],
)
def test_answers_that_are_none_are_refused(run, tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "answers.json"
    path.write_text(content)
    status, answer, _ = run("form", "evaluate", FORM, path)
    assert (status, answer["error"]["code"]) == (1, code)


def test_an_answers_file_that_is_too_large_is_told_to_be_split(run, tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    with path.open("wb") as file:
        file.truncate(64 * 1024 * 1024 + 1)
    status, answer, _ = run("form", "evaluate", FORM, path)
    assert (status, answer["error"]["code"]) == (1, "too_large")
    assert answer["error"]["advice"] == "请把这个答案文件拆成几个小文件，逐个试算。"


def test_a_form_or_its_table_that_is_too_large_is_told_in_words_of_its_own(
    run, tmp_path: Path
) -> None:
    form, table = tmp_path / "form.md", tmp_path / "towns.csv"
    for path in (form, table):
        with path.open("wb") as file:
            file.truncate(64 * 1024 * 1024 + 1)
    status, answer, _ = run("form", "check", form)
    assert (status, [one["code"] for one in answer["problems"]]) == (1, ["form_too_large"])
    assert "图片和很长的选项列表" in answer["problems"][0]["advice"]
    assert run("form", "compare", form, "individual")[1]["error"]["code"] == "form_too_large"
    form.write_text(
        "| survey |\n| | type | name | label |\n| | select_one_from_file towns.csv | t | T |"
    )
    answers = tmp_path / "answers.json"
    answers.write_text('[{"t": "1"}]')
    status, answer, _ = run("form", "evaluate", form, answers)
    assert (status, answer["error"]["advice"]) == (1, "请只保留表单用得到的行，删去其余的行。")


TOWNS = """
| survey | | | | |
| | type | name | label | choice_filter | calculation |
| | select_one_from_file town.csv | town | T | | |
| | select_one_from_file village.csv | village | V | twon = ${town} | |
| | calculate | a | | | pulldata('town', 'nmae', 'name', ${town}) |
| | calculate | b | | | pulldata('towns', 'label', 'name', ${town}) |
| | calculate | c | | | concat(pulldata('towns', 'x', 'y', ${town}), pulldata('broken', 'x', 'y', '1')) |
| | calculate | d | | | pulldata('campaign', 'value', 'name', 'reference_date') |
"""


def test_files_that_a_form_reads_are_looked_at_when_it_is_checked(run, tmp_path: Path) -> None:
    form = tmp_path / "form.md"
    form.write_text(TOWNS)
    (tmp_path / "town.csv").write_text("name,label\n1,A\n")
    (tmp_path / "village.csv").write_text("name,label,town\n11,AA,1\n")
    (tmp_path / "broken.xml").write_text("<root>")
    status, answer, _ = run("form", "check", form)
    found = [(p["code"], p["sheet"], p["row"], p["column"], p["value"]) for p in answer["problems"]]
    assert (status, answer["is_valid"]) == (0, True)
    assert found == [
        ("form_table_column_missing", "survey", 3, 4, "twon"),
        ("form_table_column_missing", "survey", 4, 5, "nmae"),
        ("form_table_missing", "survey", 5, 5, "towns"),
        ("form_table_unreadable", "survey", 6, 5, "broken"),
    ]
    assert "“town”" in answer["problems"][0]["advice"]


def test_odd_answers_are_evaluated_as_far_as_they_go(run, tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    odd = {"status": {"a": 1}, "name": 5, "worker_insurance": "1 2", "survey_date": [1], "no": 3}
    path.write_text(json.dumps([odd, {"supporter_age": float("nan")}]))
    status, sets, _ = run("form", "evaluate", FORM, path)
    assert (status, len(sets)) == (0, 2)


HOUSE = """
| survey | | | |
| | type | name | label |
| | integer | day | D |
| | begin repeat | member | M |
| | text | m_name | N |
| | end repeat | | |
"""


@pytest.fixture
def house(run, tmp_path: Path):
    """Evaluate answers as they stand in a file on a small form."""
    form, answers = tmp_path / "house.md", tmp_path / "answers.json"
    form.write_text(HOUSE)

    def evaluated(content: str | bytes):
        answers.write_bytes(content if isinstance(content, bytes) else content.encode())
        return run("form", "evaluate", form, answers)

    return evaluated


def test_names_that_the_form_does_not_know_are_told(house) -> None:
    one = {"day": 1, "dya": 2, "member": {"m_name": "A", "m_nmae": "B"}}
    status, sets, error = house(json.dumps([one, {"dya": 3}]))
    assert (status, len(sets)) == (0, 2)
    assert sets[0]["items"]["member[1]/m_name"]["value"] == "A"
    assert "dya, member[1]/m_nmae" in error


def test_answers_as_old_editors_save_them_and_numbers_that_are_none_are_kept(house) -> None:
    status, sets, error = house('[{"day": 1e999, "member": [{"m_name": "张"}]}]'.encode("gbk"))
    assert (status, error) == (0, "")
    items = sets[0]["items"]
    assert items["member[1]/m_name"]["value"] == "张"
    assert (items["day"]["valid"], items["day"]["value"]) == (False, "1e999")
    assert house('[{"day": NaN}]')[1][0]["items"]["day"]["value"] == "NaN"


def test_the_place_where_answers_are_no_json_is_said(house) -> None:
    _, answer, _ = house('[{"day": 1},\n {"day" 2}]')
    assert "第 2 行第 9 个字符" in answer["error"]["message"]
    _, answer, _ = house("[{}, null]")
    assert "第 2 组" in answer["error"]["message"]


def test_questions_are_called_by_their_names_though_they_may_be_our_words(
    house, tmp_path: Path, capsys
) -> None:
    house('[{"day": 1}]')
    files = (str(tmp_path / "house.md"), str(tmp_path / "answers.json"))
    assert main(["form", "evaluate", *files]) == 0
    assert "day:" in capsys.readouterr().out


def _shorten(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[5000] ^= 1
    path.write_bytes(content)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


SLOT = (
    '{"id": "1", "salt": "!", "time": %s, "memory_kib": 8, "lanes": 1, "nonce": "", "sealed": ""}'
)


@pytest.mark.parametrize(
    ("name", "damage", "code"),
    [
        ("office.db", _shorten, "database_unreadable"),
        ("office.db", _flip, "database_unreadable"),
        ("office.db", _empty, "database_unreadable"),
        ("office.db", Path.unlink, "no_office"),
        ("office.db", _make_folder, "no_office"),
        ("office.keys", _shorten, "keys_unreadable"),
        ("office.keys", _empty, "keys_unreadable"),
        ("office.keys", Path.unlink, "keys_unreadable"),
        ("office.keys", _make_folder, "keys_unreadable"),
        ("office.keys", lambda path: path.write_text("[]"), "keys_unreadable"),
        ("office.keys", lambda path: path.write_text('{"slots": 5}'), "keys_unreadable"),
        ("office.keys", lambda path: path.write_text('{"slots": [%s]}' % (SLOT % -5)), "keys_unreadable"),
        ("office.keys", lambda path: path.write_text('{"slots": [%s]}' % (SLOT % '"x"')), "keys_unreadable"),
        ("office.keys", lambda path: path.write_text('{"slots": []}'), "wrong_password"),
    ],
)  # fmt: skip
def test_a_damaged_office_is_told_in_words(run, office: Path, name, damage, code: str) -> None:
    damage(office / name)
    status, answer, error = run("progress", office=office)
    assert (status, answer["error"]["code"]) == (1, code)
    assert "CORE" not in error


def test_a_file_whose_name_is_no_text_is_taken_in(run, office: Path, tmp_path: Path) -> None:
    """Archives packed elsewhere leave names that are no UTF-8."""
    source = resources_folder() / "sample_town" / "submissions" / "石桥村_采集表.xlsx"
    path = tmp_path / "石桥村.xlsx".encode("gbk").decode("utf-8", "surrogateescape")
    try:
        shutil.copy(source, path)
    except (OSError, UnicodeError):
        pytest.skip("this file system takes text names only")
    status, answer, _ = run("intake", "add", path, office=office)
    assert status == 0
    assert answer["files"][0]["taken"] > 0


def dsurvey(*words: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "dsurvey_desktop.cli.main", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=project_folder(),
        env={**os.environ, "DSURVEY_LANGUAGE": "en", **environment},
    )


def test_answers_are_utf8_whatever_the_terminal_speaks(office: Path) -> None:
    process = dsurvey(
        "--office", str(office), "entries", "list", "--json", PYTHONIOENCODING="ascii"
    )
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert len(json.loads(out.decode("utf-8"))) > 50


def test_a_reader_that_has_seen_enough_is_no_error(office: Path) -> None:
    process = dsurvey("--office", str(office), "entries", "list")
    process.stdout.read(10)
    process.stdout.close()
    assert process.wait(timeout=60) in {0, 1}
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()


def test_no_password_is_said(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DSURVEY_PASSWORD")
    process = dsurvey("--office", str(office), "progress")
    _out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"Traceback" not in err


def test_wrong_usage_is_told_before_anything_large_is_loaded() -> None:
    """So that it is told at once, and that Ctrl-C while the rest loads ends in silence."""
    loaded = "import sys; from dsurvey_desktop.cli import run_command; print(*sys.modules)"
    process = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, cwd=project_folder(), check=True
    )
    modules = set(process.stdout.decode().split())
    assert "dsurvey_desktop.cli.arguments" in modules
    assert not modules & {"sqlalchemy", "reportlab", "pyxform", "openpyxl"}
    assert not any(name.startswith("dsurvey_desktop.usecases") for name in modules)

import re
from dataclasses import replace
from io import BytesIO

import pytest

from dsurvey_desktop.documents.audit_sheets import write_audit_sheets
from dsurvey_desktop.documents.model import AuditItem
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import use_language

LONG_QUESTION = "残疾人家庭成员对无障碍改造以及辅助器具适配等服务项目的需求情况" * 2
LONG_CHOICES = tuple((str(n), f"很长的选项名称用来检验版面是否够用{n}") for n in range(1, 13))


@pytest.fixture
def write(header, plan):
    def write_sheets(people, **changes) -> BytesIO:
        target = BytesIO()
        write_audit_sheets(target, replace(header, **changes), plan, people)
        return target

    return write_sheets


def text_of(page) -> str:
    return re.sub(r"\s", "", page.extract_text())


def test_cover_and_list_come_before_one_side_per_person(header, plan, make_person, open_pdf):
    target = BytesIO()
    people = [make_person(1), make_person(2, "下塘村"), make_person(3)]
    assert write_audit_sheets(target, header, plan, people) == 5
    pages = open_pdf(target).pages
    assert len(pages) == 5
    for expected in ("20251012-7", "194", "9f86d081", "按村(社区)各抽10%", "另一级已抽过"):
        assert expected in text_of(pages[0])
    assert [code in text_of(pages[1]) for code in ("A001", "A002", "A003")] == [True] * 3
    sheets = [re.search(r"A\d{3}-7K2Q-M", text_of(page))[0] for page in pages[2:]]
    assert sheets == ["A001-7K2Q-M", "A003-7K2Q-M", "A002-7K2Q-M"]


def test_the_list_names_the_page_of_each_sheet(write, make_person, open_pdf):
    people = [make_person(n, "上塘村" if n % 2 else "下塘村") for n in range(60)]
    pages = open_pdf(write(people)).pages
    lists = "\n".join(page.extract_text() for page in pages[: len(pages) - 60])
    listed = re.findall(r"(A\d{3}-7K2Q-M)\s+张试\d+\s+330106 \d+ 123X 44 B1\s+(\d+)\s", lists)
    assert len(listed) == 60
    for code, number in listed:
        assert code in text_of(pages[int(number) - 1])


def test_each_page_says_what_it_is_and_where_it_belongs(write, make_person, open_pdf):
    pages = open_pdf(write([make_person()])).pages
    for number, page in enumerate(pages, start=1):
        text = text_of(page)
        assert "云溪镇残联" in text
        assert "2025年度调查" in text
        assert "抽查核查表" in text
        assert f"第{number}页，共3页" in text
        assert "个人表2025-1" in text
        assert "2025-10-1209:30" in text
        assert "dsurvey0.1.0" in text
    assert "CC-0007" in text_of(pages[0])
    assert "CC-0007" not in text_of(pages[2])


def test_the_sheet_shows_the_person_and_the_questions(write, make_person, open_pdf):
    text = text_of(open_pdf(write([make_person()])).pages[2])
    for expected in (
        "张试1", "330106196701 01123X44B1".replace(" ", ""), "上塘村", "13800000001", "3组12号",
        "婚姻状况", "1未婚", "需要哪些康复服务（可多选）", "备注", "（盖章）", "核查人（签字）",
    ):  # fmt: skip
        assert expected in text


def test_the_qr_code_holds_the_short_code_and_nothing_else(write, make_person, read_qr):
    sheets = write([make_person(7), make_person(8)])
    assert read_qr(sheets, 3) == ["A0077K2QM"]
    assert read_qr(sheets, 4) == ["A0087K2QM"]


def test_a_blind_sheet_shows_no_answer_and_the_other_does(write, make_person, open_pdf):
    asked = AuditItem("R3", "婚姻状况", "one", (("1", "未婚"),))
    blind = text_of(open_pdf(write([make_person(items=(asked,))])).pages[2])
    open_ = make_person(items=(replace(asked, answer="已婚"), replace(asked, answer="")))
    shown = text_of(open_pdf(write([open_])).pages[2])
    assert "原登记" not in blind
    assert "原登记：已婚" in shown
    assert "原登记：（空白）" in shown


@pytest.mark.parametrize("answer", [None, "1 很长的登记答案" * 4])
@pytest.mark.parametrize("kind", ["one", "many", "text", "date", "number"])
def test_fourteen_long_questions_fit_one_side(write, make_person, open_pdf, kind, answer):
    items = tuple(AuditItem(f"N{n}", LONG_QUESTION, kind, LONG_CHOICES, answer) for n in range(14))
    person = make_person(
        name="阿卜杜热合曼·买买提吐尔逊" * 5,
        address="某某市某某区某某街道某某小区" * 20,
        items=items,
    )
    pages = open_pdf(write([person])).pages
    assert len(pages) == 3
    text = text_of(pages[2])
    assert all(f"N{n}" in text for n in range(14))
    assert "（盖章）" in text


def test_the_usual_sheet_has_boxes_of_5_mm_and_text_of_9_pt(write, make_person, open_pdf):
    content = open_pdf(write([make_person()])).pages[2].get_contents().get_data().decode("latin-1")
    boxes = re.findall(r"([\d.]+) ([\d.]+) re S", content)
    choices_and_visit_ways = 5 + 7
    assert boxes.count(("14.17323", "14.17323")) == choices_and_visit_ways
    sizes = {float(size) for size in re.findall(r" ([\d.]+) Tf", content)}
    assert sizes <= {9.0, 14.0}


def test_too_many_questions_are_refused_and_nothing_is_written(header, plan, make_person, tmp_path):
    items = tuple(AuditItem(f"T{n}", "备注", "text") for n in range(60))
    target = tmp_path / "sheets.pdf"
    with pytest.raises(AppError) as caught:
        write_audit_sheets(target, header, plan, [make_person(items=items)])
    assert caught.value.code == "audit_sheet_too_full"
    assert caught.value.context == {"items": 60}
    assert list(tmp_path.iterdir()) == []


def test_texts_are_english_when_the_program_is(write, make_person, open_pdf, locale_folder):
    use_language("en", locale_folder)
    pages = open_pdf(write([make_person()])).pages
    assert "Spot check: plan and lists" in pages[0].extract_text()
    assert "Page 3 of 3" in pages[2].extract_text()
    assert "Found on asking again" in pages[2].extract_text()


def test_a_hundred_sheets_are_small(write, make_person):
    people = [make_person(n, "上塘村" if n % 2 else "下塘村") for n in range(100)]
    content = write(people).getvalue()
    assert len(content) < 3_000_000


def test_progress_counts_the_sheets_up_to_the_end(header, plan, make_person):
    seen = []
    people = [make_person(n) for n in range(5)]

    def watch(done, total, what):
        seen.append((str(what), done, total))

    write_audit_sheets(BytesIO(), header, plan, people, watch)
    assert seen[0] == ("正在排版", 0, 5)
    assert seen[-1] == ("正在生成页面", 7, 7)


def test_an_empty_sample_still_has_its_plan(write, open_pdf):
    assert len(open_pdf(write([])).pages) == 1

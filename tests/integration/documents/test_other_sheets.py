import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from dsurvey_desktop.documents.bundle_summary import write_bundle_summary
from dsurvey_desktop.documents.key_card import write_key_card
from dsurvey_desktop.documents.model import (
    BundleSummary,
    CountLine,
    KeyCard,
    ProblemLine,
    ProgressDay,
    ProgressLine,
    ProgressNotice,
)
from dsurvey_desktop.documents.problem_list import write_problem_list
from dsurvey_desktop.documents.progress_notice import percent, write_progress_notice
from dsurvey_desktop.documents.progress_workbook import write_progress_workbook

DIGEST = "0123456789abcdef" * 4
FINGERPRINT = "SHA256:3Q0mJ8Yw1yq0d2kZK6oD8X1l9a0Q4nE5uRv7tW2bXcA"


@pytest.fixture
def pages_of(header, open_pdf):
    def pages(write, content) -> list[str]:
        target = BytesIO()
        count = write(target, header, content)
        texts = [page.extract_text() for page in open_pdf(target).pages]
        assert len(texts) == count
        return texts

    return pages


def bundle(communities=3, **values) -> BundleSummary:
    lines = tuple(CountLine(f"{n}号村", (80 + n, 2)) for n in range(communities))
    plain = {
        "sender": "云溪镇残联 330106104",
        "addressee": "云江区残联 330106",
        "sequence": 3,
        "made_at": "2025-10-14 16:02",
        "states": ("已核准", "缺表"),
        "communities": lines,
        "digest": DIGEST,
        "previous_digest": "",
        "fingerprint": FINGERPRINT,
        "facts": (("表式版本", "个人表 2025-1"),),
    }
    return BundleSummary(**(plain | values))


def line(community, rank=1, **values) -> ProgressLine:
    plain = {
        "on_roster": 97, "registered": 80, "coverage": 80 / 97, "home_visits": 0.85, "by_app": 1.0,
        "confirmed": 68, "approved": 30, "handed_over": 0,
    }  # fmt: skip
    return ProgressLine(rank, community, **(plain | values))


def problem(community, row=4, **values) -> ProblemLine:
    plain = {
        "severity": "错误", "file": "采集表.xlsx", "sheet": "个人表", "row": str(row), "column": "U",
        "value": "灵活", "problem": "没有这个选项。", "advice": "请填选项代码。",
    }  # fmt: skip
    return ProblemLine(community, **(plain | values))


def test_the_cover_shows_counts_totals_and_what_proves_them(pages_of):
    (text,) = pages_of(write_bundle_summary, bundle())
    assert re.search(r"合计\s*243\s*6\s*249", text)
    for expected in (
        "云溪镇残联 330106104",
        "云江区残联 330106",
        "个人表 2025-1",
        "无，本包为第一包",
    ):
        assert expected in text
    assert "01234567 89abcdef" in text
    assert "SHA256: 3Q0m J8Yw" in text
    assert text.count("（盖章）") == 2


def test_a_long_cover_repeats_its_table_head_and_keeps_the_signatures_together(pages_of):
    texts = pages_of(write_bundle_summary, bundle(communities=120, previous_digest=DIGEST))
    assert len(texts) > 2
    assert all("已核准" in text for text in texts[:-1])
    assert "第 2 页，共" in texts[1]
    assert "接收单位" in texts[-1]


def test_a_cover_without_communities_counts_nothing(pages_of):
    (text,) = pages_of(write_bundle_summary, bundle(communities=0))
    assert re.search(r"合计\s*0\s*0\s*0", text)


def test_the_key_card_shows_the_fingerprint_in_groups_and_as_qr(header, pages_of, read_qr):
    card = KeyCard(
        "330106104", "云溪镇残联", "2025-09-01", (("签名公钥", "ssh-ed25519 AAAAC3Nza"),),
        FINGERPRINT, f"330106104 {FINGERPRINT}",
    )  # fmt: skip
    (text,) = pages_of(write_key_card, card)
    assert "SHA256: 3Q0m J8Yw 1yq0 d2kZ" in text
    assert "ssh-ed25519 AAAAC3Nza" in text
    target = BytesIO()
    write_key_card(target, header, card)
    assert read_qr(target, 1) == [f"330106104 {FINGERPRINT}"]


def test_each_community_gets_its_problems_on_pages_of_its_own(pages_of):
    problems = [problem("上塘村"), problem("下塘村"), problem("上塘村", 9), problem("")]
    first, second, third = pages_of(write_problem_list, problems)
    assert "上塘村：2 个问题" in first
    assert "第 4 行 U 列" in first
    assert "第 9 行 U 列" in first
    assert "下塘村" not in first
    assert "下塘村：1 个问题" in second
    assert "未确定村(社区)：1 个问题" in third


def test_a_huge_cell_value_is_cut_and_a_place_may_be_the_whole_file(pages_of):
    whole = problem("上塘村", value="九" * 30_000, row="", column="", sheet="")
    (text,) = pages_of(write_problem_list, [whole])
    assert text.count("九") == 60
    assert "…" in text
    assert "行" not in re.search(r"采集表\.xlsx\s*(\S*)", text)[1]


def test_no_problems_are_said_so(pages_of):
    (text,) = pages_of(write_problem_list, [])
    assert "文件没有发现问题。" in text


def notice(lines, **values) -> ProgressNotice:
    plain = {
        "title": "关于2025年度调查工作进度的通报", "addressees": "各村(社区)：",
        "opening": ("截至2025年10月8日，已登记 80 人。",), "lines": lines, "total": line("全部", None),
        "points": ("1. 请抓紧。",), "issuer": "云溪镇残联", "day": "2025年10月8日",
        "basis": "预计完成日＝剩余数÷日均数。",
        "days": (ProgressDay(date(2025, 10, 7), 60, 0), ProgressDay(date(2025, 10, 8), 80, 30)),
    }  # fmt: skip
    return ProgressNotice(**(plain | values))


def test_the_progress_notice_shows_each_community_and_the_total(pages_of):
    lines = (line("上塘村", remark="登记 10月12日，晚 2 天"), line("望江社区", 2, by_app=None))
    (text,) = pages_of(write_progress_notice, notice(lines))
    assert re.search(
        r"1\s*上塘村\s*97\s*80\s*82\.4%\s*85\.0%\s*100\.0%\s*30\s*登记 10月12日，晚 2 天", text
    )
    assert re.search(r"2\s*望江社区\s*97\s*80\s*82\.4%\s*85\.0%\s*—", text)
    for expected in (
        "全部",
        "各村(社区)：",
        "1. 请抓紧。",
        "云溪镇残联",
        "2025年10月8日",
        "÷日均数",
    ):
        assert expected in text


def test_a_hundred_communities_repeat_the_header_on_each_page(pages_of):
    texts = pages_of(write_progress_notice, notice(tuple(line(f"{n}号村", n) for n in range(100))))
    assert len(texts) > 1
    assert all("预计完成及备注" in one for one in texts[:-1])
    assert sum(one.count("号村") for one in texts) == 100


def test_the_notice_as_workbook_holds_real_numbers(header, tmp_path):
    long = "西山农牧场烽火台小镇东方红林场社区居民委员会"
    lines = (line("上塘村"), line("望江社区", 2, by_app=None), line(long, 3))
    target = tmp_path / "进度通报.xlsx"
    assert write_progress_workbook(target, header, notice(lines)) == 2
    table, days = openpyxl.load_workbook(target).worksheets
    rows = list(table.iter_rows(min_row=3, values_only=True))
    assert rows[0][:5] == ("名次", "村(社区)", "在册", "已登记", "登记率")
    assert rows[1][:10] == (1, "上塘村", 97, 80, 0.824, 0.85, 1, 68, 30, 0)
    assert rows[2][6] is None
    assert (rows[3][1], rows[4][1]) == (long, "全部")
    heights = [table.row_dimensions[row].height for row in (4, 6)]
    assert heights[1] >= 3 * heights[0], "a long name has a line for each of its parts"
    assert table["E4"].number_format == "0.0%"
    sides = [table.cell(3, column).alignment.horizontal for column in range(1, 12)]
    assert [n for n, side in enumerate(sides) if side != "right"] == [1, 10]
    assert {table[cell].alignment.indent for cell in ("B3", "B4", "K3", "K4")} == {1}
    assert {table[cell].alignment.horizontal for cell in ("B4", "K4")} == {"left"}
    assert table.freeze_panes == "C4"
    assert table.auto_filter.ref == "A3:K6"
    assert [row[1:] for row in days.iter_rows(min_row=4, values_only=True)] == [(60, 0), (80, 30)]
    assert days["A4"].value.date() == date(2025, 10, 7)


def test_only_all_is_a_hundred_percent():
    assert (percent(0.9999), percent(1.0), percent(None)) == ("99.9%", "100.0%", "—")


def test_sheets_have_no_glyphless_or_unembedded_font(header, open_pdf):
    target = BytesIO()
    write_bundle_summary(target, header, bundle())
    for page in open_pdf(target).pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"]


def test_a_long_name_of_an_office_is_read_at_its_usual_size(header, open_pdf):
    name = "环江毛南族自治县下南乡残疾人联合会残疾人证核发管理与持证残疾人基本状况调查工作领导小组办公室（便民服务中心二楼）"
    target = BytesIO()
    long = replace(header, office=name, form_edition="个人表 2025-1 全国持证残疾人基本状况调查" * 2)
    write_bundle_summary(target, long, bundle())
    sizes = {}
    for page in open_pdf(target).pages:
        page.extract_text(visitor_text=lambda said, _c, _t, _f, size: sizes.update({said: size}))
    (size,) = [size for said, size in sizes.items() if name in said.replace("\n", "")]
    assert size >= 7
    assert any("2025 年度调查" in said for said in sizes)

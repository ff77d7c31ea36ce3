"""Progress notice and calendar of the sample town, read back."""

from __future__ import annotations

from datetime import date

import icalendar
import openpyxl
import pytest
from pypdf import PdfReader

from dsurvey_desktop.domain.absence import AbsenceReason
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.usecases.list_log import list_log
from dsurvey_desktop.usecases.list_missing import list_missing
from dsurvey_desktop.usecases.note_absence import note_absence
from dsurvey_desktop.usecases.print_progress_notice import print_progress_notice
from dsurvey_desktop.usecases.progress_notice import rank
from dsurvey_desktop.usecases.show_progress import show_progress
from dsurvey_desktop.usecases.write_deadlines import write_deadlines


def text_of(path):
    return "".join(page.extract_text() for page in PdfReader(path).pages).replace("\n", "")


def test_the_notice_says_who_is_behind_and_what_is_asked(desk, tmp_path):
    written = print_progress_notice(desk, tmp_path / "进度通报.pdf")
    text = text_of(written.path)
    assert written.pages == 1
    for expected in (
        "关于2025年度持证残疾人基本状况调查工作进度的通报",
        "全镇在册 420 人，已登记 391 人，登记率 93.0%",
        "村(社区)上报10月10日（还有 2 天）、镇核准10月15日（还有 7 天）",
        "已完成登记的有：石桥村。",
        "尚有 29 人没有登记表：上塘村（18）、望江社区（5）",
        "入户率未达到 90.0% 的有：石桥村（80.0%）、上塘村（89.3%），请尽量入户调查。",
        "APP采集率未达到 100.0% 的有：云峰村（98.6%）",
        "云溪镇残联2025年10月8日",
    ):
        assert expected in text, expected
    names = {one.name for one in list_missing(desk)}
    assert not any(name in text for name in names), "a notice names nobody"


def test_the_notice_as_workbook_ranks_as_the_pdf_does(desk, tmp_path):
    print_progress_notice(desk, tmp_path / "进度通报.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "进度通报.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(min_row=4, max_row=11, max_col=5, values_only=True))
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert (rows[0][1], rows[-1][1]) == ("石桥村", "上塘村")
    assert [row[4] for row in rows] == sorted((row[4] for row in rows), reverse=True)


def test_equal_communities_share_their_place(desk):
    worst, *_, best = show_progress(desk).communities
    assert [place for place, _one in rank([worst, worst, best])] == [1, 2, 2]


def test_an_empty_town_has_a_notice_too(new_desk, tmp_path):
    text = text_of(print_progress_notice(new_desk, tmp_path / "空.pdf").path)
    assert "已登记 0 人，登记率 0.0%；入户率 —" in text


@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
def test_without_a_roster_no_notice_is_written(new_desk_of, town, tmp_path, ending):
    desk, target = new_desk_of(town.office), tmp_path / f"通报.{ending}"
    with pytest.raises(AppError) as refused:
        print_progress_notice(desk, target)
    assert refused.value.code == "nobody_on_roster"
    assert "导入名册" in str(refused.value.advice)
    assert not target.exists()
    assert "progress_notice_made" not in [one.action for one in list_log(desk)]


def test_explained_absence_is_not_asked_for(desk, tmp_path):
    for one in list_missing(desk):
        note_absence(desk, one.certificate_no, AbsenceReason.MOVED, "派出所证明")
    text = text_of(print_progress_notice(desk, tmp_path / "齐.pdf").path)
    assert "没有登记表" not in text


def test_the_calendar_holds_the_campaigns_days(desk, tmp_path):
    written = write_deadlines(desk, tmp_path / "截止.ics")
    assert written.events == 4
    calendar = icalendar.Calendar.from_ical((tmp_path / "截止.ics").read_bytes())
    days = {str(e["SUMMARY"]): e.decoded("DTSTART") for e in calendar.walk("VEVENT")}
    assert days["残疾人调查：村(社区)完成入户并上报"] == date(2025, 10, 10)
    assert days["残疾人调查：镇完成核准、录入、校对"] == date(2025, 10, 15)
    assert min(days.values()) == date(2025, 9, 30)
    (words,) = {str(event["DESCRIPTION"]) for event in calendar.walk("VEVENT")}
    assert words == "云溪镇残联：2025 年持证残疾人基本状况调查"


def test_a_file_that_cannot_be_written_is_said_so(desk, tmp_path):
    for write in (print_progress_notice, write_deadlines):
        with pytest.raises(AppError) as refused:
            write(desk, tmp_path / "nowhere" / "x.ics")
        assert refused.value.code == "file_not_writable"

"""A hand-made office in memory: entries with answers, two rules, and what the pages call."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from dsurvey_desktop.domain.entry import EntryState, Finding, Source, Value
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import current_language, text
from dsurvey_desktop.usecases.entry_views import (
    ApprovalOffer,
    ApprovalResult,
    Blocked,
    ChoiceView,
    CorrectionView,
    EntryCounts,
    EntryLine,
    EntryView,
    Evidence,
    FindingView,
    ItemView,
    ReadyEntry,
    SectionView,
    Seen,
)
from dsurvey_desktop.usecases.undo_approvals import ApprovalsUndone
from ui.entry_table.entry_calls import ListCalls
from ui.verify.entry_calls import EntryCalls

SURVEY = Path(__file__).parents[2] / "resources" / "survey"
NOON = datetime(2025, 10, 8, 4, 0, tzinfo=UTC)
COMMUNITIES = (("330108001001", "上塘村"), ("330108001002", "东新社区"), ("330108001003", "石桥村"))
NAMES = (
    "张建国",
    "李小花",
    "王阿大",
    "阿依·古丽",
    "陈秀英",
    "周志强",
    "吴月娥",
    "徐大明",
    "孙桂兰",
    "朱小军",
)
KIND = {
    "select_one": "select_one",
    "select_multiple": "select_multiple",
    "date": "date",
    "integer": "integer",
}


def read_table(name: str) -> list[dict[str, str]]:
    with (SURVEY / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


ITEMS = read_table("individual_items.csv")
CHOICES = read_table("choices.csv")


def choices_of(name: str) -> tuple[ChoiceView, ...]:
    key = "label_en" if current_language() == "en" else "label_zh"
    return tuple(ChoiceView(row["code"], row[key]) for row in CHOICES if row["list"] == name)


@dataclass
class FakeEntry:
    id: EntryId
    name: str
    certificate_no: str
    community: tuple[str, str]
    answers: dict[str, Value]
    state: EntryState = EntryState.RECEIVED
    explanations: dict[tuple[str, str], str] = field(default_factory=dict)
    corrections: list[CorrectionView] = field(default_factory=list)
    version: int = 1

    def findings(self) -> tuple[Finding, ...]:
        found = []
        if self.answers.get("employed") == "1" and "employment_form" not in self.answers:
            found.append(
                Finding(
                    "K10", Severity.ERROR, "employment_form", text("就业形式未填(已就业时必填)")
                )
            )
        if self.answers.get("employed") == "2" and "employment_form" in self.answers:
            found.append(
                Finding("K10", Severity.ERROR, "employment_form", text("未就业不填就业形式"))
            )
        if (
            self.answers.get("survey_date", "") < "2025-09-30"
            and "reconfirmed_on" not in self.answers
        ):
            found.append(
                Finding("D02", Severity.WARNING, "reconfirmed_on", text("9月30日前调查,须再次确认"))
            )
        return tuple(found)

    def errors(self) -> int:
        return sum(one.severity is Severity.ERROR for one in self.findings())

    def warnings(self) -> int:
        return sum(
            one.severity is Severity.WARNING and one.key not in self.explanations
            for one in self.findings()
        )

    def blockers(self) -> tuple:
        reasons = []
        if self.errors():
            reasons.append(text("还有 {count} 条错误", count=self.errors()))
        if self.warnings():
            reasons.append(text("还有 {count} 条提醒没有说明", count=self.warnings()))
        return tuple(reasons)

    def is_ready(self) -> bool:
        return not self.blockers() and self.state not in (
            EntryState.APPROVED,
            EntryState.HANDED_OVER,
        )


def make_entry(number: int) -> FakeEntry:
    chance = random.Random(number)
    year = chance.randint(1935, 2015)
    answers: dict[str, Value] = {
        "status": "6",
        "mode": chance.choice("112"),
        "device": "2",
        "survey_date": chance.choice(("2025-09-12", "2025-10-02", "2025-10-03")),
        "hukou": "1",
        "address": "上塘村3组18号",
        "mobile": f"139{number:08d}",
        "in_institution": "2",
        "housing": "1",
        "employed": chance.choice("122"),
        "income_source": "3",
        "rehab_received": ["1", "3"],
        "rehab_need": ["6"],
        "home_adapted": "2",
        "reporter": NAMES[number % 10],
        "enumerator": "韩敏",
    }
    if number % 3 == 0 and answers["employed"] == "1":
        answers["employment_form"] = "7"
    certificate = f"330108{year}0101{number % 10000:04d}4{chance.randint(1, 4)}"
    community = COMMUNITIES[number % 3]
    return FakeEntry(EntryId(number), NAMES[number % 10], certificate, community, answers)


class FakeDesk:
    """What the pages call, over entries in memory; every call is noted in `calls`."""

    def __init__(self, count: int = 30) -> None:
        self.entries = {EntryId(i): make_entry(i) for i in range(1, count + 1)}
        self.calls: list[tuple] = []

    def list_ids(self, wanted: EntryFilter) -> list[EntryId]:
        found = [one for one in self.entries.values() if matches(one, wanted)]
        return [
            one.id for one in sorted(found, key=order(wanted.sort), reverse=wanted.is_descending)
        ]

    def list_lines(self, ids) -> tuple[EntryLine, ...]:
        return tuple(line_of(self.entries[i]) for i in ids)

    def count(self, wanted: EntryFilter) -> EntryCounts:
        base = replace(wanted, quality="")
        found = [one for one in self.entries.values() if matches(one, base)]
        return EntryCounts(
            all=len(found),
            error=sum(one.errors() > 0 for one in found),
            warning=sum(one.warnings() > 0 for one in found),
            unconfirmed=sum(is_unconfirmed(one) for one in found),
            ready=sum(one.is_ready() for one in found),
            approved=sum(one.state is EntryState.APPROVED for one in found),
            open=sum(one.state is not EntryState.APPROVED for one in found),
        )

    def show(self, entry: EntryId) -> EntryView:
        self.calls.append(("show", entry))
        return view_of(self.entries[entry])

    def correct(
        self, entry: EntryId, item: str, value: Value | None, reason: str, *, seen: Seen
    ) -> EntryView:
        self.calls.append(("correct", entry, item, value, reason))
        if item == "survey_date" and value == "2025-02-30":
            raise AppError("not_a_date", text("这不是日期"), text("请写成 2025-10-08"))
        self.put(self.entries[entry], item, value, reason)
        return view_of(self.entries[entry])

    def put(self, one: FakeEntry, item: str, value: Value | None, reason: str) -> None:
        old = one.answers.pop(item, None)
        if value is not None:
            one.answers[item] = value
        one.corrections.insert(0, correction(item, old, value, reason))
        one.state = EntryState.RECEIVED
        one.version += 1

    def undo(self, entry: EntryId, *, seen: Seen) -> EntryView:
        self.calls.append(("undo", entry))
        one = self.entries[entry]
        if not one.corrections:
            raise AppError("nothing_to_undo", text("没有可撤销的更正"))
        last = one.corrections[0]
        self.put(one, last.item, last.old or None, "撤销")
        del one.corrections[:2]
        return view_of(one)

    def explain(
        self, entry: EntryId, rule: str, item: str, explanation: str, *, seen: Seen, said: str
    ) -> EntryView:
        assert said in {one.finding.said for one in view_of(self.entries[entry]).findings}
        self.calls.append(("explain", entry, rule, item, explanation))
        self.entries[entry].explanations[(rule, item)] = explanation
        return view_of(self.entries[entry])

    def approve(self, ids, progress: Progress = no_progress, seen=None) -> ApprovalResult:
        self.calls.append(("approve", tuple(ids)))
        approved, blocked = [], []
        for entry in ids:
            one = self.entries[entry]
            if one.blockers():
                blocked.append(Blocked(entry, one.name, one.blockers()))
            else:
                one.state = EntryState.APPROVED
                approved.append(entry)
        return ApprovalResult(tuple(approved), tuple(blocked))

    def ready(self, community: str = "") -> tuple[EntryId, ...]:
        return tuple(
            one.id
            for one in self.entries.values()
            if one.is_ready() and community in ("", one.community[0])
        )

    def offer(self, wanted: EntryFilter) -> tuple[ReadyEntry, ...]:
        return tuple(
            ReadyEntry(number, self.entries[number].name, 1, 0)
            for number in self.ready(wanted.community)
        )

    def offer_chosen(self, chosen) -> ApprovalOffer:
        found = [self.entries[number] for number in chosen]
        return ApprovalOffer(
            tuple(
                ReadyEntry(one.id, one.name, 1, one.warnings()) for one in found if one.is_ready()
            ),
            tuple(
                Blocked(one.id, one.name, one.blockers() or (text("It is approved already."),))
                for one in found
                if not one.is_ready()
            ),
        )

    def approve_offered(self, offered, progress: Progress = no_progress) -> ApprovalResult:
        return self.approve([one.id for one in offered], progress)

    def withdraw(self, entry: EntryId, reason: str) -> EntryView:
        self.calls.append(("withdraw", entry, reason))
        self.entries[entry].state = EntryState.RECEIVED
        return view_of(self.entries[entry])

    def undo_approvals(self, progress: Progress = no_progress) -> ApprovalsUndone:
        approved = [i for i, one in self.entries.items() if one.state is EntryState.APPROVED]
        for number in approved:
            self.withdraw(number, "undo")
        progress(1, 1, text("Taken back"))
        return ApprovalsUndone(tuple(approved), ())

    def reveal(self, entry: EntryId) -> None:
        self.calls.append(("reveal", entry))


def is_unconfirmed(one: FakeEntry) -> bool:
    return any(finding.rule == "D02" for finding in one.findings())


def matches(one: FakeEntry, wanted: EntryFilter) -> bool:
    quality = {
        "": True,
        "error": one.errors() > 0,
        "warning": one.warnings() > 0,
        "unconfirmed": is_unconfirmed(one),
        "ready": one.is_ready(),
        "open": one.state is not EntryState.APPROVED,
    }
    return (
        (wanted.text in one.name or wanted.text in one.certificate_no)
        and wanted.community in ("", one.community[0])
        and wanted.state in (None, one.state)
        and quality[wanted.quality]
    )


def order(sort: str):
    keys = {
        "weight": lambda one: (-one.errors(), -one.warnings(), one.id),
        "name": lambda one: (one.name, one.id),
        "certificate_no": lambda one: one.certificate_no,
        "community": lambda one: (one.community, one.id),
        "state": lambda one: (one.state, one.id),
        "row": lambda one: one.id,
    }
    return keys[sort]


def line_of(one: FakeEntry) -> EntryLine:
    code, name = one.community
    return EntryLine(
        one.id, one.name, one.certificate_no, code, name, one.state, one.errors(), one.warnings()
    )


def correction(item: str, old: Value | None, new: Value | None, reason: str) -> CorrectionView:
    label = next(row["question_zh"] for row in ITEMS if row["name"] == item)
    return CorrectionView(item, label, str(old or ""), str(new or ""), reason, "desk", "沈洁", NOON)


def view_of(one: FakeEntry) -> EntryView:
    code, name = one.community
    findings = tuple(
        FindingView(found, label_of(found.item), one.explanations.get(found.key, ""), "")
        for found in one.findings()
    )
    born = date(int(one.certificate_no[6:10]), 1, 1)
    return EntryView(
        id=one.id,
        version=one.version,
        name=one.name,
        certificate_no=one.certificate_no,
        community_code=code,
        community_name=name,
        state=one.state,
        category="肢体",
        grade="二级",
        age=2025 - born.year,
        born=born,
        source=Source("上塘村汇总表.xlsx", "个人表", 13 + one.id),
        sections=sections_of(one),
        findings=findings,
        corrections=tuple(one.corrections),
        approved_by="沈洁" if one.state is EntryState.APPROVED else "",
        approved_at=NOON if one.state is EntryState.APPROVED else None,
        blockers=one.blockers(),
    )


def label_of(item: str) -> str:
    return next((row["question_zh"] for row in ITEMS if row["name"] == item), "")


def sections_of(one: FakeEntry) -> tuple[SectionView, ...]:
    by_section: dict[str, list[ItemView]] = {}
    for row in ITEMS:
        by_section.setdefault(row["section"], []).append(item_of(one, row))
    return tuple(SectionView(label, tuple(items)) for label, items in by_section.items())


def item_of(one: FakeEntry, row: dict[str, str]) -> ItemView:
    name = row["name"]
    value = {"name": one.name, "certificate_no": one.certificate_no}.get(
        name, one.answers.get(name)
    )
    choices = choices_of(row["choices"])
    findings = tuple(
        FindingView(found, "", one.explanations.get(found.key, ""))
        for found in one.findings()
        if found.item == name
    )
    is_asked = value is not None or bool(findings) or row["asked_when"].startswith("everyone")
    return ItemView(
        name=name,
        code=row["code"],
        label=row["question_en" if current_language() == "en" else "question_zh"],
        hint="",
        kind=KIND.get(row["type"], "text"),
        choices=choices,
        value=value,
        shown=shown(value, choices),
        is_asked=is_asked,
        is_required=row["asked_when"] == "everyone",
        findings=findings,
        evidence=Evidence(
            "" if value is None else str(value), "U", "张建国" if name == "name" else ""
        ),
        corrections=sum(done.item == name for done in one.corrections),
    )


def shown(value: Value | None, choices: tuple[ChoiceView, ...]) -> str:
    labels = {choice.code: choice.label for choice in choices}
    if isinstance(value, list):
        return "、".join(labels.get(code, code) for code in value)
    return "" if value is None else labels.get(str(value), str(value))


def entry_calls(desk: FakeDesk) -> EntryCalls:
    """The fake behind the page's calls."""
    return EntryCalls(
        lists=ListCalls(desk.list_ids, desk.list_lines, desk.count),
        communities=lambda: tuple(Community(code, name) for code, name in COMMUNITIES),
        show=desk.show,
        correct=desk.correct,
        undo=desk.undo,
        explain=desk.explain,
        approve=desk.approve,
        offer=desk.offer,
        offer_chosen=desk.offer_chosen,
        approve_offered=desk.approve_offered,
        withdraw=desk.withdraw,
        undo_approvals=desk.undo_approvals,
        reveal=desk.reveal,
    )

"""How a value stands in a cell: a code here, a label there, dates and numbers as people type them."""

from __future__ import annotations

import csv
import random
from datetime import date, datetime, time
from pathlib import Path

SURVEY = Path(__file__).resolve().parents[2] / "resources" / "survey"
NUMBERS = ("certificate_no", "householder_id")
PHONES = ("mobile", "landline")
NAMES = ("name", "contact_name", "householder_name", "reporter")
FULL_WIDTH = str.maketrans("0123456789Xx", "０１２３４５６７８９Ｘｘ")


def _rows(name: str) -> list[dict[str, str]]:
    with (SURVEY / name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


ITEMS = _rows("individual_items.csv")
ITEM = {item["name"]: item for item in ITEMS}
COMMUNITY_ITEMS = _rows("community_items.csv")
_CHOICES: dict[str, dict[str, str]] = {}
for _choice in _rows("choices.csv"):
    _CHOICES.setdefault(_choice["list"], {})[_choice["code"]] = _choice["label_zh"]


SLIGHTLY_OFF: dict[tuple[str, str], list[str]] = {}
with (Path(__file__).parent / "labels_slightly_off.csv").open(encoding="utf-8") as _stream:
    for _line in csv.DictReader(_stream):
        SLIGHTLY_OFF.setdefault((_line["list"], _line["code"]), []).append(_line["word"])


def choice_codes(choices: str) -> list[str]:
    return list(_CHOICES[choices])


def label(choices: str, code: str) -> str:
    return _CHOICES[choices][code]


def options(choices: str) -> str:
    """The choices as forms print them behind a question."""
    return " ".join(f"{code}.{name}" for code, name in _CHOICES[choices].items())


def plain(item: str, value):
    """Codes as numbers, several with a comma, the rest as it is: a tidy collection workbook."""
    kind = ITEM[item]["type"]
    if kind == "select_one":
        return int(value)
    return ",".join(value) if kind == "select_multiple" else value


def codes(item: str, value) -> str:
    """As an app exports: codes only, several with a blank."""
    return " ".join(value) if isinstance(value, list) else str(value)


class Spelling:
    """One office's habits; each cell draws from them."""

    def __init__(self, chance: random.Random, wildness: int) -> None:
        self.chance = chance
        self.wildness = wildness
        self.marks = (
            chance.sample((".", "、", "．", "-", " ", ":"), 3) if wildness > 1 else (".", "、")
        )
        self.joins = (
            (",", "，", ";", "；", "|", "、", "/", "\n", " , ")
            if wildness > 1
            else (",", "；", "|", ";")
        )

    def cell(self, item: str, value):
        """What stands in the cell of this item; `value` is never blank."""
        kind = ITEM[item]["type"]
        if kind == "select_one":
            return self.choice(ITEM[item]["choices"], value)
        if kind == "select_multiple":
            return self.choices(ITEM[item]["choices"], value)
        if kind == "date":
            return self.day(value) if self.wildness else value
        if kind == "integer":
            return self.number(value)
        return self.text(item, value) if self.wildness else value

    def choice(self, name: str, code: str):
        kind = self.chance.randrange(7 if self.wildness > 1 else 5)
        if kind == 6:
            return self.chance.choice(SLIGHTLY_OFF.get((name, code), [label(name, code)]))
        if kind == 5:
            return self.chance.choice((f"({code}){label(name, code)}", f"{code}）{label(name, code)}",
                                       code.translate(FULL_WIDTH), f"{code}.0", f" {label(name, code)} ",
                                       f"{label(name, code)}({code})"))  # fmt: skip
        if kind == 0:
            return int(code) if self.wildness and self.chance.random() < 0.5 else code
        if kind == 1:
            return code
        if kind == 2:
            return label(name, code)
        return f"{code}{self.chance.choice(self.marks)}{label(name, code)}"

    def choices(self, name: str, wanted: list[str]) -> str:
        kind, join = self.chance.randrange(3), self.chance.choice(self.joins)
        if kind == 0:
            return (
                self.chance.choice((join, join, ".")).join(wanted)
                if self.wildness > 1
                else join.join(wanted)
            )
        if kind == 1:
            return join.join(label(name, code) for code in wanted)
        mark = self.chance.choice([m for m in self.marks if m.strip() and m not in join])
        return join.join(f"{code}{mark}{label(name, code)}" for code in wanted)

    def day(self, iso: str):
        day = date.fromisoformat(iso)
        ways = [
            iso, day, datetime.combine(day, time(9, 30)), f"{day.year}年{day.month}月{day.day}日",
            f"{day:%Y%m%d}", f"{day.year}.{day.month}.{day.day}", f"{day.month}月{day.day}日",
        ]  # fmt: skip
        if self.wildness > 1:
            ways += [
                f"{day.year}/{day.month}/{day.day}", f"{day.year}/{day:%m/%d}", f"{day.year}-{day.month}-{day.day}",
                f"{day.year}年{day:%m月%d日}", int(f"{day:%Y%m%d}"), (day - date(1899, 12, 30)).days,
                f"{day.month}月{day.day}号", f"{iso} 14:05:00", f"{day.year}。{day.month}。{day.day}",
                f"{day.year} 年 {day.month} 月 {day.day} 日", f"{day.year}、{day.month}、{day.day}",
            ]  # fmt: skip
        return self.chance.choice(ways)

    def number(self, value: int):
        return self.chance.choice((value, str(value), f"{value}岁" if value > 20 else f" {value}"))

    def text(self, item: str, value: str):
        if self.chance.random() < 0.6:
            return value
        if item in NUMBERS:
            return self._certificate(value)
        if item in PHONES:
            return self._phone(value)
        return self._name(value) if item in NAMES else f" {value}"

    def _certificate(self, number: str) -> str:
        return self.chance.choice((
            f" {number}", f"{number[:6]} {number[6:14]} {number[14:]}", number.lower(), f"{number}\u3000",
            number.translate(FULL_WIDTH), f"'{number}", f"{number[:6]}-{number[6:14]}-{number[14:]}",
            f"\u200b{number}", f"{number}\n", f"\t{number}",
        ))  # fmt: skip

    def _phone(self, number: str):
        if number.startswith("0"):
            area, rest = number.split("-")
            if len(rest) < 7:  # without its hyphen nobody could tell where the area code ends
                return f"{area} {rest}"
            return self.chance.choice((f"({area}){rest}", f"{area} {rest}", f"{area}—{rest}", f"（{area}）{rest}",
                                       f"{area}{rest}", number.translate(FULL_WIDTH)))  # fmt: skip
        whole = [int(number)] if number.isdecimal() else []
        return self.chance.choice((f"{number[:3]}-{number[3:7]}-{number[7:]}", f"{number[:3]} {number[3:7]} {number[7:]}",
                                   f"{number} ", number.translate(FULL_WIDTH), f"+86 {number}" if len(number) == 11 else number,
                                   *whole))  # fmt: skip

    def _name(self, name: str) -> str:
        if "·" in name:
            return self.chance.choice(
                [name.replace("·", dot) for dot in ("•", "・", "．", ".", " · ")]
            )
        if len(name) == 2 and name.isalpha():
            return self.chance.choice(
                (f"{name[0]} {name[1]}", f"{name[0]}\u3000{name[1]}", f"{name[0]}  {name[1]}")
            )
        return self.chance.choice((f" {name}", f"{name} ", f"{name}\u3000"))

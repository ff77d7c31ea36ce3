"""Community forms: all in one file or one file each, with one that breaks rule C02."""

from __future__ import annotations

import random

import town_writers as writers
from town_cells import COMMUNITY_ITEMS, label
from town_model import Town
from town_styles import Made
from town_tables import Grid, titled


def write_community_forms(town: Town) -> None:
    """Write the files, and note forms and faults in the town."""
    chance = town.chance
    for community in town.communities:
        town.community_forms[community["code"]] = _answers(chance, community, town.year)
    wrong = chance.choice(town.communities)["code"]
    town.community_forms[wrong]["liaison_disabled"] = (
        town.community_forms[wrong]["liaison_count"] + 2
    )
    town.community_faults[wrong] = ["C02"]
    forms = list(town.community_forms.values())
    parts = [forms] if chance.random() < 0.6 or len(forms) > 8 else [[form] for form in forms]
    for part in parts:
        name = town.name if len(part) > 1 else part[0]["community_name"]
        made = _file(chance, f"社区登记表_{name}", part)
        town.add_file(made, {"style": "community", "entries": len(part)})


def _answers(chance: random.Random, community: dict[str, str], year: int) -> dict:
    answers: dict = {"community_code": community["code"], "community_name": community["name"]}
    for item in COMMUNITY_ITEMS:
        if item["choices"] == "facility":
            answers[item["name"]] = chance.choice("123")
        elif item["choices"] == "yes_no":
            answers[item["name"]] = chance.choice("12")
    total = chance.randint(1, 4)
    answers |= {"liaison_count": total, "liaison_disabled": chance.randint(0, total)}
    answers |= {
        "filled_by": f"{community['name'][:1]}专干",
        "filled_on": f"{year}-10-0{chance.randint(1, 8)}",
    }
    return answers


def _file(chance: random.Random, name: str, forms: list[dict]) -> Made:
    way = chance.randrange(3)
    header = [
        (item["question_zh"], f"{item['code']} {item['question_zh']}", item["name"])[way]
        for item in COMMUNITY_ITEMS
    ]
    rows = [[_cell(chance, item, form) for item in COMMUNITY_ITEMS] for form in forms]
    grid = Grid("社区登记表", [header, *rows])
    if chance.random() < 0.6:
        grid = titled(grid, ["村(社区)登记表汇总", ""][: chance.randint(1, 2)])
    if chance.random() < 0.3:
        return Made(f"{name}.xls", writers.by_xlwt([grid]))
    return Made(f"{name}.xlsx", writers.by_openpyxl([grid]))


def _cell(chance: random.Random, item: dict, form: dict):
    value = form[item["name"]]
    if item["type"] != "select_one":
        return value
    name = label(item["choices"], value)
    return chance.choice((value, name, f"{value}.{name}", f"{value}、{name}"))

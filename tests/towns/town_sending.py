"""Who sends what in which kind of file, once and again."""

from __future__ import annotations

import random
from collections import Counter

from town_model import Town
from town_people import Person, some_mobile
from town_printed import ALL_NAMING, ALL_STYLES
from town_styles import Made, Sender, lines_together, sheets_together


def send(town: Town) -> None:
    """Write the files of all communities."""
    chance = town.chance
    offset = chance.randrange(len(ALL_STYLES))
    kinds = list(ALL_STYLES)
    styles = {c["name"]: kinds[(at + offset) % len(kinds)] for at, c in enumerate(town.communities)}
    alone, joined = town.communities, []
    if len(alone) >= 5 and chance.random() < 0.6:
        alone, joined = alone[:-2], alone[-2:]
        for community in joined:
            del styles[community["name"]]
    senders = _senders(town, styles)
    _send_joined(town, joined)
    for community in alone:
        people = [
            person
            for person in town.people
            if person.sent and senders[person.number] == community["name"]
        ]
        chance.shuffle(people)
        parts = (
            [people] if len(people) < 12 or chance.random() < 0.7 else [people[::2], people[1::2]]
        )
        for number, part in enumerate(parts):
            style = styles[community["name"]] if number == 0 else chance.choice(kinds)
            _send_part(town, community, part, style)


def _send_joined(town: Town, joined: list[dict[str, str]]) -> None:
    """Two communities in one file, in sheets of their own or below lines with their names."""
    if not joined:
        return
    names = [community["name"] for community in joined]
    is_named = all(
        name.endswith(("村", "社区")) and not name.startswith(("城镇", "农村")) for name in names
    )
    way = town.chance.choice((sheets_together, lines_together)) if is_named else sheets_together
    groups = {
        name: [
            (p, p.sent)
            for p in town.people
            if p.sent and p.community == name and "P07" not in p.faults
        ]
        for name in names
    }
    groups = {name: records for name, records in groups.items() if records}
    sender = Sender(town.chance, "", "", town.name, town.year)
    made = way(sender, groups)
    count = sum(map(len, groups.values()))
    town.add_file(
        made,
        {
            "style": way.__name__,
            "community": "",
            "entries": count,
            "special": [],
            "lines": made.lines,
        },
    )
    for person, _answers in (record for records in groups.values() for record in records):
        person.file = town.submissions[-1]


def _senders(town: Town, styles: dict[str, str]) -> dict[str, str]:
    """Certificate number to the community whose file it comes in; two are misfiled (rule P07)."""
    senders = {person.number: person.community for person in town.people}
    naming = [name for name, style in styles.items() if style in ALL_NAMING]
    able = [p for p in town.people if p.sent and not p.faults]
    for person in town.chance.sample(able, min(2, len(able))):
        others = [name for name in naming if name != person.community]
        if others:
            senders[person.number] = town.chance.choice(others)
            person.faults.append("P07")
    return senders


def _send_part(town: Town, community: dict[str, str], people: list[Person], style: str) -> None:
    chance = town.chance
    if any("P07" in person.faults for person in people) and style not in ALL_NAMING:
        style = "plain"
    records = [(person, person.sent) for person in people]
    special: list[tuple[str, str]] = []
    for kind, waiting in (("not_on_roster", town.off_roster), ("after_cutoff", town.late_senders)):
        if waiting and chance.random() < 0.4:
            person = waiting.pop()
            records.append((person, person.sent))
            special.append((kind, person.number))
            person.faults.append("P01" if kind == "not_on_roster" else "P05")
    if not records:
        return
    names = Counter(person.name for person in [*town.people, *town.late, *town.off_roster])
    shared = frozenset(name for name, count in names.items() if count > 1)
    sender = Sender(chance, community["name"], community["code"], town.name, town.year, shared)
    can_repeat = chance.random() < 0.4 and style != "instance_folder"  # another file is another day
    twice = _second_row(chance, people) if can_repeat else None
    if twice:
        records.insert(
            chance.randrange(records.index((twice[0], twice[0].sent)) + 1, len(records) + 1), twice
        )
        special.append(("twice", twice[0].number))
    made = ALL_STYLES[style](sender, records)
    for person in people:
        person.lossy = person.number in made.lossy
    facts = {"style": style, "community": community["name"], "entries": len(records), "special": special,
             "lines": made.lines}  # fmt: skip
    before = len(town.submissions)
    town.add_file(made, facts)
    for person in people:
        person.file = town.submissions[before]


def _second_row(chance: random.Random, people: list[Person]) -> tuple[Person, dict] | None:
    """The same person again with another telephone number; only of faultless people."""
    able = [p for p in people if not p.faults and "mobile" in p.sent]
    if not able:
        return None
    person = chance.choice(able)
    person.faults.append("P02")
    return person, {**person.sent, "mobile": some_mobile(chance)}


def send_again(town: Town) -> None:
    """The same bytes under another name, the same answers saved anew, and a corrected file."""
    name = town.chance.choice([name for name in town.submissions if name in town.files])
    data = (town.folder / "submissions" / name).read_bytes()
    facts = town.files[name] | {"special": [("renamed", name)]}
    town.add_file(Made(f"副本 {name}", data), facts)
    community = town.chance.choice(town.communities)
    people = [p for p in town.people if p.file and p.community == community["name"] and not p.lossy]
    people = [p for p in people if "P07" not in p.faults][:30]
    if not people:
        return
    sender = Sender(town.chance, community["name"], community["code"], town.name, town.year)
    again = ALL_STYLES["plain"](sender, [(person, person.sent) for person in people])
    facts = {"style": "plain", "community": community["name"], "entries": len(people), "lines": 0}
    town.add_file(
        Made(f"{community['name']}_另存.xlsx", again.data),
        facts | {"special": [("saved_again", "")]},
    )
    corrected = [
        (p, {**p.sent, "name": p.name, "address": f"{p.sent.get('address', '')}"}) for p in people
    ]
    for _person, answers in corrected[:3]:
        if "mobile" in answers:
            answers["mobile"] = some_mobile(town.chance)
    corrected = [(p, {k: v for k, v in a.items() if v != ""}) for p, a in corrected]
    data = ALL_STYLES["plain"](sender, corrected).data
    town.add_file(
        Made(f"{community['name']}_更正_采集表.xlsx", data),
        facts | {"special": [("resubmission", "")]},
    )

"""Makes a random synthetic town: roster, submissions of every kind, and the truth about them.

    python tests/towns/make_town.py FOLDER --seed 7 --people 300 --communities 9

`truth.json` has the shape of `resources/sample_town/truth.json`, `town.json` that of its neighbour.
The same seed gives the same people and answers. Nobody in it exists.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
from datetime import date, timedelta
from pathlib import Path

from town_answers import valid_answers
from town_community_forms import write_community_forms
from town_faults import RULES, inject
from town_model import Town
from town_people import check_character, some_communities
from town_roster import write_roster
from town_rules import Dates, broken_rules
from town_sending import send, send_again
from town_words import DISTRICTS, TOWNS

_FAULT_COPIES = 2


def make_town(
    folder: Path, seed: int, people: int | None = None, communities: int | None = None
) -> dict:
    """Write a town into `folder`, which must be empty or missing; its truth comes back."""
    town = begin_town(folder, seed, people, communities)
    _break(town)
    send(town)
    send_again(town)
    write_community_forms(town)
    roster = write_roster(town)
    return _write_truth(town, roster)


def begin_town(
    folder: Path, seed: int, people: int | None = None, communities: int | None = None
) -> Town:
    """A town whose people have answered rightly; nothing is sent yet."""
    chance = random.Random(seed)
    town = _begin(chance, folder, seed, communities or chance.randint(3, 20))
    _populate(town, people or chance.randint(50, 800))
    _answer(town)
    return town


def _begin(chance: random.Random, folder: Path, seed: int, count: int) -> Town:
    (folder / "submissions").mkdir(parents=True, exist_ok=True)
    year = chance.choice((2024, 2025, 2026, 2027, 2028))
    code = f"{chance.choice(('110105', '330282', '445302', '520115', '653101', '150622'))}{chance.randint(1, 120):03d}"
    dates = Dates(date(year, 7, 1), date(year, 9, 30), date(year, 10, 8))
    communities = some_communities(chance, code, count)
    names = chance.choice(TOWNS), chance.choice(DISTRICTS)
    return Town(chance, folder, seed, year, code, *names, communities, dates)


def _populate(town: Town, count: int) -> None:
    weights = [town.chance.randint(2, 10) for _one in town.communities]
    homes = town.chance.choices(town.communities, weights, k=count)
    homes[: len(town.communities)] = town.communities  # somebody lives everywhere
    seen: set[str] = set()
    for home in homes:
        person = town.invent(home)
        if person.citizen_id not in seen:
            seen.add(person.citizen_id)
            town.people.append(person)
    for _number in range(2):
        town.off_roster.append(town.invent(town.chance.choice(town.communities)))
        late = town.invent(town.chance.choice(town.communities))
        late.certified_on = town.dates.reference + timedelta(days=town.chance.randint(1, 8))
        town.late.append(late)
        town.late_senders.append(late)


def _answer(town: Town) -> None:
    for person in [*town.people, *town.off_roster, *town.late]:
        collector = f"{person.community[:1]}专干{town.chance.randint(1, 2)}"
        dates = town.dates
        person.clean = valid_answers(
            town.chance, person, collector, dates.opened, dates.reference, dates.today
        )
        person.sent = copy.deepcopy(person.clean)
        broken = broken_rules(person.clean, person, dates)
        assert not broken, (person.number, broken, person.clean)
    for person in town.chance.sample(town.people, len(town.people) // 25):
        person.clean = person.sent = None


def _break(town: Town) -> None:
    for rule in RULES:
        able = [person for person in town.people if person.clean and not person.faults]
        town.chance.shuffle(able)
        left = _FAULT_COPIES
        for person in able:
            if left and inject(town.chance, person, rule, town.dates):
                left -= 1
    _reissue(town)
    _mistype_number(town)


def _reissue(town: Town) -> None:
    """Rule P04: the old and the new certificate of one person, both surveyed."""
    able = [p for p in town.people if p.clean and not p.faults and len(p.number) == 20]
    if not able:
        return
    old = town.chance.choice(able)
    new = copy.deepcopy(old)
    new.number += "B1"
    for answers in (new.clean, new.sent):
        answers["certificate_no"] = new.number
    old.faults.append("P04")
    new.faults.append("P04")
    town.people.append(new)


def _mistype_number(town: Town) -> None:
    """Rule K32: the roster itself holds a number whose check character is wrong."""
    able = [p for p in town.people if p.clean and not p.faults]
    if not able:
        return
    person = town.chance.choice(able)
    right = check_character(person.number[:17])
    wrong = town.chance.choice([c for c in "0123456789X" if c != right])
    person.number = f"{person.number[:17]}{wrong}{person.number[18:]}"
    for answers in (person.clean, person.sent):
        answers["certificate_no"] = person.number
    person.faults.append("K32")


def _write_truth(town: Town, roster: str) -> dict:
    people = {}
    for person in town.people:
        facts = {
            "community": person.community,
            "file": person.file,
            "faults": person.faults,
            "scope": True,
        }
        if person.sent is None:
            facts["missing"] = True
        else:
            facts |= {"clean": person.clean, "sent": person.sent}
        if person.lossy:
            facts["lossy_certificate"] = True
        people[person.number] = facts
    truth = {
        "year": town.year, "seed": town.seed, "communities": town.communities, "people": people,
        "files": town.files, "community_forms": town.community_forms,
        "community_faults": town.community_faults,
    }  # fmt: skip
    facts = {
        "year": town.year, "practice_date": town.dates.today.isoformat(), "code": town.code,
        "name": f"{town.name}残联", "district_code": town.code[:6], "district_name": f"{town.district}残联",
        "roster": roster, "communities": town.communities, "submissions": town.submissions,
    }  # fmt: skip
    for name, content in (("truth.json", truth), ("town.json", facts)):
        written = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=name == "truth.json")
        (town.folder / name).write_text(written, "utf-8")
    return json.loads((town.folder / "truth.json").read_text("utf-8"))


def main() -> None:
    """Make a town as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--people", type=int)
    parser.add_argument("--communities", type=int)
    wanted = parser.parse_args()
    truth = make_town(wanted.folder, wanted.seed, wanted.people, wanted.communities)
    print(len(truth["people"]), "people,", len(truth["files"]), "files")


if __name__ == "__main__":
    main()

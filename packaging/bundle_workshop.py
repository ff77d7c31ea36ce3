"""A good bundle and the means to spoil it: what `make_bad_bundles` works with."""

from __future__ import annotations

import json
import struct
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from dsurvey_desktop.domain.office import Office
from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.exchange import bag
from dsurvey_desktop.exchange.bundle import (
    BundleContent,
    BundleFile,
    bag_members,
    build_bundle,
    sign_members,
)
from dsurvey_desktop.exchange.hand_over_tables import (
    CorrectionRow,
    EntryRow,
    ExplanationRow,
    HandOverRows,
    MissingRow,
    ProvenanceRow,
    WithdrawnRow,
    answer_rows,
    hand_over_tables,
)
from dsurvey_desktop.exchange.office_keys import OfficeKeys, generate_keys
from dsurvey_desktop.exchange.spot_check_tables import SpotAnswerRow, SpotCheckRow, SpotResultRow
from dsurvey_desktop.exchange.statement import BundleKind, Statement
from dsurvey_desktop.exchange.succession import Expectation
from dsurvey_desktop.exchange.suites import SUITES, Opener, Suite
from dsurvey_desktop.exchange.trust_list import TrustList
from dsurvey_desktop.exchange.zip_container import (
    Container,
    Limits,
    Packed,
    pack,
    read_container,
    write_container,
)

TOWN, DISTRICT, OTHER_TOWN = "330102005", "330102", "330102006"
NOW = datetime(2026, 10, 12, 8, tzinfo=UTC)
CENTRAL_MARK = b"PK\x01\x02"
FLAGS_AT, METHOD_AT, SIZE_AT, NAME_LENGTH_AT, ATTRIBUTES_AT, OFFSET_AT = 8, 10, 24, 28, 38, 42
END_SIZE = 22


@dataclass(frozen=True)
class Workshop:
    """A town, its district and a stranger, with new keys."""

    town: OfficeKeys = field(default_factory=generate_keys)
    district: OfficeKeys = field(default_factory=generate_keys)
    other_town: OfficeKeys = field(default_factory=generate_keys)
    stranger: OfficeKeys = field(default_factory=generate_keys)

    @staticmethod
    def of(suite: SuiteName) -> Workshop:
        """One whose offices use a suite."""
        return Workshop(*(generate_keys(suite) for _office in range(4)))

    @property
    def suite(self) -> Suite:
        """What all of them sign and seal with."""
        return SUITES[self.town.suite]

    @property
    def names(self) -> bag.BagNames:
        """Of the tag files."""
        return bag.BagNames(self.suite.digest_name)

    @property
    def trust(self) -> TrustList:
        """What the district trusts."""
        cards = [
            keys.card(Office(code, f"Office {code}"), NOW - timedelta(days=30))
            for code, keys in ((TOWN, self.town), (OTHER_TOWN, self.other_town))
        ]
        return TrustList(tuple(cards))

    def good(self, *, is_sealed: bool = False) -> BundleFile:
        """The bundle that all bad ones are made from."""
        content = hand_over_content()
        return build_bundle(content, self.town, [self.district.recipient], is_sealed=is_sealed)


@dataclass(frozen=True)
class Attempt:
    """What a receiver is given; `expected`, `now`, `trust` and `opener` as for `verify_bundle`."""

    data: bytes
    trust: TrustList
    now: datetime = NOW
    opener: Opener | None = None
    expected: Expectation = field(default_factory=lambda: Expectation(DISTRICT, 2026))
    limits: Limits = field(default_factory=Limits)


def hand_over_statement() -> Statement:
    """The town's first hand-over."""
    return Statement(
        BundleKind.HAND_OVER,
        TOWN,
        DISTRICT,
        2026,
        1,
        NOW,
        form_editions={"2026-1": "ab" * 32},
        roster_digest="cd" * 32,
        counts={"approved": 2},
    )


def hand_over_content() -> BundleContent:
    """Two invented entries with everything that can hang on them."""
    items, at = ("status", "mode", "remark"), "2026-10-10T08:00:00Z"
    answers = [
        (1, {"status": "6", "remark": 'says "no",\nthen yes'}),
        (2, {"mode": ["1", "3"], "status": "1"}),
    ]
    rows = HandOverRows(
        entries=[
            EntryRow(1, "33010219700101001X31", "某甲", "330102005001", "approved", "2026-1",
                     "reviewer", at, 2, "a.xlsx", "Sheet1", 2),
            EntryRow(2, "33010219700101002822", "某乙", "330102005002", "approved", "2026-1",
                     "reviewer", at, 1, "b.xlsx", "Sheet1", 3),
        ],
        answers=answer_rows(answers, items),
        community_forms=answer_rows([("330102005001", {"S1": "1"})], ["S1"]),
        corrections=[CorrectionRow(1, "status", "1", "6", "by phone", "call", "clerk", at)],
        missing=[MissingRow("33010219700101003611", "330102005001", "moved", "", "2026-10-09")],
        explanations=[ExplanationRow(2, "W01", "", "visited at night on request", "clerk", at)],
        spot_checks=[SpotCheckRow("s1", at, "42", "0.05", "ef" * 32, 1, "K7P2", "differs")],
        spot_check_results=[
            SpotResultRow("s1", 1, 2, "differs", "2026-10-09", "visit", "checker", "", "clerk", at)
        ],
        spot_check_answers=[
            SpotAnswerRow("s1", 1, "status", "other", "6", "1"),
            SpotAnswerRow("s1", 1, "mode", "not_asked", "", ""),
        ],
        provenance=[ProvenanceRow(1, "a.xlsx", "12" * 32, at, 3, 2, 1)],
        withdrawn=[WithdrawnRow(3, 1, "answers_changed")],
    )  # fmt: skip
    tables = hand_over_tables(rows, items, ["S1"])
    return BundleContent(hand_over_statement(), tables, {"summary.pdf": b"%PDF-1.4 invented"})


def folder() -> str:
    """The one folder of the good bundle."""
    return hand_over_statement().stem


def members(workshop: Workshop) -> dict[str, Packed]:
    """The good bundle's members."""
    return dict(read_container(workshop.good().data, Limits()).members)


def payload(workshop: Workshop) -> dict[str, bytes]:
    """The good bundle's files below `data/`."""
    found = members(workshop).items()
    return {path: member.unpack() for path, member in found if path.startswith(bag.PAYLOAD)}


def zipped(workshop: Workshop, changed: Mapping[str, Packed], top: str | None = None) -> Attempt:
    """Members written as they are; signatures stay what they were."""
    name = folder() if top is None else top
    return Attempt(write_container(Container(name, changed)), workshop.trust)


def signed(
    workshop: Workshop,
    files: Mapping[str, bytes],
    tags: Mapping[str, bytes] | None = None,
    keys: OfficeKeys | None = None,
) -> Attempt:
    """A bag over `files`, properly signed: only its content is wrong."""
    parts = bag_members(files, workshop.suite)
    parts |= {name: pack(text, is_stored=True) for name, text in (tags or {}).items()}
    return zipped(workshop, sign_members(parts, workshop.suite, (keys or workshop.town).signer))


def stated(workshop: Workshop, **changes: object) -> Attempt:
    """A bundle whose statement says something else."""
    files = payload(workshop)
    statement = replace(Statement.parse(files[bag.STATEMENT_FILE]), **changes)
    files[bag.STATEMENT_FILE] = statement.to_json()
    package = json.loads(files[bag.PACKAGE_FILE])
    package["name"] = statement.stem.lower().replace("_", "-")
    files[bag.PACKAGE_FILE] = json.dumps(package, ensure_ascii=False, indent=1).encode() + b"\n"
    parts = bag_members(files, workshop.suite)
    parts = sign_members(parts, workshop.suite, workshop.town.signer)
    return zipped(workshop, parts, statement.stem)


def table_changed(workshop: Workshop, table: str, old: bytes, new: bytes) -> Attempt:
    """A table with a change, properly signed."""
    files = payload(workshop)
    path = f"data/{table}.csv"
    if files[path].count(old) != 1:
        raise ValueError(old)
    return signed(workshop, files | {path: files[path].replace(old, new)})


def named(workshop: Workshop, *paths: str) -> Attempt:
    """The good bundle and members with other names."""
    return zipped(workshop, members(workshop) | {path: pack(b"x") for path in paths})


def directory_patched(workshop: Workshop, at: int, layout: str, value: int) -> Attempt:
    """The good bundle with one field of the first central directory record changed."""
    data = bytearray(workshop.good().data)
    struct.pack_into(layout, data, data.index(CENTRAL_MARK) + at, value)
    return Attempt(bytes(data), workshop.trust)


def small(**limits: int) -> Limits:
    """Limits so low that the good bundle breaks them."""
    return replace(Limits(), **limits)


def good(workshop: Workshop, **changes: object) -> Attempt:
    """The good bundle, received under other circumstances."""
    return replace(Attempt(workshop.good().data, workshop.trust), **changes)


def with_signature(w: Workshop, change: Callable[[bytes], bytes]) -> Attempt:
    """The good bundle with another signature file."""
    parts = members(w)
    changed = pack(change(parts[w.names.signature].data), is_stored=True)
    return zipped(w, parts | {w.names.signature: changed})


def after(w: Workshop, seen: Mapping[int, str], data: bytes | None = None) -> Attempt:
    """A bundle after others: `seen` maps the numbers taken in before to their digests."""
    expected = Expectation(DISTRICT, 2026, seen={TOWN: seen})
    return good(w, data=data or w.good().data, expected=expected)

"""Time and memory of a large bundle, beside the least any program must do with the same bytes.

Run as `python tests/benchmarks/bench_exchange.py [entries]`. Floor of the export: the same files
written by `zipfile` and hashed; floor of the check: the same file unzipped and hashed, in memory
by the standard library and, where they are installed, by the programs `unzip` and `sha256sum`.
"""

from __future__ import annotations

import hashlib
import io
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from dsurvey_desktop.domain.office import Office
from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.exchange.bundle import BundleContent, BundleFile, build_bundle
from dsurvey_desktop.exchange.hand_over_tables import (
    EntryRow,
    HandOverRows,
    answer_rows,
    hand_over_tables,
)
from dsurvey_desktop.exchange.office_keys import OfficeKeys, generate_keys
from dsurvey_desktop.exchange.statement import BundleKind, Statement
from dsurvey_desktop.exchange.trust_list import TrustList
from dsurvey_desktop.exchange.verification import VerifiedBundle, verify_bundle

NOW = datetime(2026, 10, 12, tzinfo=UTC)
ITEMS = [f"item_{number:02d}_of_form" for number in range(52)]
ANSWERS_EACH = 30
ROUNDS = 5


def entries(count: int) -> Iterator[EntryRow]:
    for number in range(1, count + 1):
        yield EntryRow(
            number,
            f"{33010219700000000 + number}X{number % 7 + 1}{number % 4 + 1}",
            "某某",
            f"33010200{number % 40:04d}",
            "approved",
            "2026-1",
            "审核员",
            "2026-10-10T08:00:00Z",
            1,
            f"社区{number % 40}.xlsx",
            "Sheet1",
            number % 700 + 2,
        )


def answers(count: int) -> Iterator[tuple[int, dict[str, str]]]:
    chance = random.Random(5)
    for number in range(1, count + 1):
        yield number, {item: _value(chance) for item in chance.sample(ITEMS, ANSWERS_EACH)}


def _value(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.8:
        return str(chance.randint(1, 6))
    if kind < 0.9:
        return " ".join(str(chance.randint(1, 9)) for _ in range(3))
    if kind < 0.999:
        return f"139{chance.randint(10**7, 10**8 - 1)}"
    return f'甲村, "三"组{chance.randint(1, 99)}号'


def best(rounds: int, work: Callable[[], Any]) -> tuple[float, Any]:
    """Least processor time in seconds: others share this machine."""
    times, result = [], None
    for _ in range(rounds):
        start = time.process_time()
        result = work()
        times.append(time.process_time() - start)
    return min(times), result


def peak_mb(work: Callable[[], Any]) -> float:
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1024**2


def zip_and_hash(files: Mapping[str, bytes]) -> str:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
            hashlib.sha256(content).hexdigest()
    return hashlib.sha256(target.getvalue()).hexdigest()


def unzip_and_hash(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            hashlib.sha256(archive.read(name)).hexdigest()
    return hashlib.sha256(data).hexdigest()


def unzip_by_programs(data: bytes) -> float | None:
    """Least processor time in seconds of `unzip` and `sha256sum` over all files."""
    if shutil.which("unzip") is None or shutil.which("sha256sum") is None:
        return None
    script = "unzip -q -o bundle.zip -d out && find . -type f -exec sha256sum {} + > digests"
    times = []
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "bundle.zip").write_bytes(data)
        for _ in range(ROUNDS):
            start = _children_s()
            subprocess.run(["sh", "-c", script], cwd=folder, check=True)
            times.append(_children_s() - start)
    return min(times)


def _children_s() -> float:
    spent = os.times()
    return spent.children_user + spent.children_system


def show(name: str, seconds: float, floor: float, memory: float, by: str = "zlib") -> None:
    print(
        f"{name:8} {seconds * 1000:8.0f} ms   floor {floor * 1000:6.0f} ms   "
        f"ratio {seconds / floor:4.2f}   peak {memory:6.1f} MB   floor by {by}"
    )


def main(count: int) -> None:
    entry_rows, answer_list = list(entries(count)), list(answer_rows(answers(count), ITEMS))
    rows = HandOverRows(entries=entry_rows, answers=answer_list)
    statement = Statement(BundleKind.HAND_OVER, "330102005", "330102", 2026, 1, NOW)
    content = BundleContent(statement, hand_over_tables(rows, ITEMS, ["S1"]))
    for suite in SuiteName:
        keys = generate_keys(suite)
        trust = TrustList((keys.card(Office("330102005", "Office"), NOW),))
        print(suite.label)
        for is_sealed in (False, True):
            measure(content, keys, trust, is_sealed=is_sealed)


def measure(content: BundleContent, keys: OfficeKeys, trust: TrustList, *, is_sealed: bool) -> None:
    def export() -> BundleFile:
        return build_bundle(content, keys, is_sealed=is_sealed)

    def check() -> VerifiedBundle:
        return verify_bundle(bundle.data, trust, NOW, keys.opener)

    export_s, bundle = best(ROUNDS, export)
    check_s, verified = best(ROUNDS, check)
    plain = build_bundle(content, keys, is_sealed=False).data
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    zip_s, _ = best(ROUNDS, lambda: zip_and_hash(files))
    unzip_s, _ = best(ROUNDS, lambda: unzip_and_hash(plain))
    size_mb = sum(map(len, files.values())) / 1024**2
    print(f"sealed={is_sealed} rows={dict(verified.statement.row_counts)} {size_mb:.1f} MB")
    show("export", export_s, zip_s, peak_mb(export))
    show("verify", check_s, unzip_s, peak_mb(check))
    if (programs_s := unzip_by_programs(plain)) is not None:
        show("verify", check_s, programs_s, 0, "unzip and sha256sum")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)

"""How long 20,000 rows take to parse, beside what the spreadsheet reader alone takes.

python tests/benchmarks/bench_intake_parse.py [rows]
"""

from __future__ import annotations

import csv
import io
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import python_calamine
import xlsxwriter

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))

from dsurvey_desktop.forms.form_json import load_shipped_form  # noqa: E402
from dsurvey_desktop.intake.model import FileKind  # noqa: E402
from dsurvey_desktop.intake.submission import parse_submission  # noqa: E402

ROWS = 20_000
ROUNDS = 3


def table(count: int) -> Iterator[list[str]]:
    """The header and lines of a sample file again and again, each with a person of its own."""
    sample = PROJECT / "resources/sample_town/submissions/下塘村_导出.csv"
    header, *lines = csv.reader(io.StringIO(sample.read_text(encoding="gb18030")))
    yield header
    name, number, address = (header.index(word) for word in ("姓名", "残疾人证号", "现居住地址"))
    mobile, householder = header.index("手机号码"), header.index("户主身份证号")
    for at in range(count):
        line = list(lines[at % len(lines)])
        line[name] += chr(0x4E00 + at % 5000)
        line[number] = f"330282{19300101 + at * 37 % 700000:08d}{at % 10000:04d}41"
        line[address] += f"{at}室"
        line[mobile] = f"138{at:08d}"
        line[householder] = line[number][:18]
        yield line


def workbook(count: int) -> bytes:
    """The table as an xlsx file."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": False})
    sheet = book.add_worksheet("数据")
    for at, line in enumerate(table(count)):
        sheet.write_row(at, 0, line)
    book.close()
    return buffer.getvalue()


def resident_mb() -> float:
    """What the process holds in memory now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


class PeakMemory:
    """Watches the memory of this process: `peak_mb` above what was held at the start."""

    def __init__(self) -> None:
        self.peak_mb = 0.0
        self._start = resident_mb()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(0.02):
            self.peak_mb = max(self.peak_mb, resident_mb() - self._start)


def main() -> None:
    """Print the best of three of both, their ratio and the memory of a parse."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    data = workbook(count)
    folder = PROJECT / "resources" / "forms"
    forms = {FileKind.INDIVIDUAL: load_shipped_form(folder, "individual")}
    with PeakMemory() as memory:
        parsed = parse_submission(data, "bench.xlsx", forms, 2025)
    rows = sum(1 for _ in parsed.rows())
    del parsed
    reading, parsing = [], []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        cells = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python()
        reading.append(time.perf_counter() - started)
        del cells
        started = time.perf_counter()
        parsed = parse_submission(data, "bench.xlsx", forms, 2025)
        parsing.append(time.perf_counter() - started)
        del parsed
    print(f"rows {rows}, file {len(data) / 1e6:.1f} MB")
    print(f"reader alone {min(reading):.2f} s, parsed {min(parsing):.2f} s, ", end="")
    print(f"ratio {min(parsing) / min(reading):.2f}, peak {memory.peak_mb:.0f} MB more")


if __name__ == "__main__":
    main()

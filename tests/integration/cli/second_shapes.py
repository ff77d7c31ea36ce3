"""What commands of blind second entry answer, name by name."""

from __future__ import annotations

from typing import Any

from tests.integration.cli.shapes import ANY, FLAG, MAYBE, NUMBER, SHARE, TEXT

LINE = {
    "entry": NUMBER, "name": TEXT, "certificate_no": TEXT, "community_code": TEXT,
    "community_name": TEXT, "is_own": FLAG, "entered_by": TEXT, "entered_at": MAYBE,
    "fields": NUMBER, "differing": NUMBER, "undecided": NUMBER,
}  # fmt: skip
DIFFERENCE = {
    "id": NUMBER, "entry": NUMBER, "name": TEXT, "certificate_no": TEXT, "community_name": TEXT,
    "item": TEXT, "code": TEXT, "label": TEXT, "first": ANY, "second": ANY, "first_shown": TEXT,
    "second_shown": TEXT, "kept": TEXT, "reason": TEXT, "decided_by": TEXT, "decided_at": MAYBE,
    "is_own": FLAG, "kind": TEXT, "choices": [{"code": TEXT, "label": TEXT}],
    "now": ANY, "now_shown": TEXT,
}  # fmt: skip
RATE = {
    "key": TEXT, "name": TEXT, "entries": NUMBER, "fields": NUMBER, "differing": NUMBER,
    "rate": SHARE, "low": SHARE, "high": SHARE, "first_wrong": NUMBER, "undecided": NUMBER,
    "second_wrong": NUMBER,
}  # fmt: skip
SHAPES: dict[str, Any] = {
    "secondentry draw": {
        "id": NUMBER, "seed": NUMBER, "share": (float, int), "drawn_at": TEXT, "drawn_by": TEXT,
        "frame_size": NUMBER, "frame_digest": TEXT, "entries": [LINE],
    },
    "secondentry plan": {
        "share": (float, int), "lacking": NUMBER, "drawn": NUMBER, "waiting": NUMBER,
        "undecided": NUMBER,
    },
    "secondentry list": [LINE],
    "secondentry enter": LINE,
    "secondentry differences": [DIFFERENCE],
    "secondentry decide": DIFFERENCE,
    "secondentry rates": {
        "drawn": NUMBER, "entered": NUMBER, "total": RATE, "communities": [RATE], "items": [RATE],
        "computed": TEXT, "clerks": [RATE], "seconds": [RATE],
        "written": ANY,
    },
}  # fmt: skip

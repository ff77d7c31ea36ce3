"""What commands about queries, returns, confirming and absence answer, name by name."""

from __future__ import annotations

from typing import Any

from tests.integration.cli.shapes import ANY, FLAG, NUMBER, PROBLEM, TEXT

QUERY = {
    "id": NUMBER, "entry": NUMBER, "name": TEXT, "certificate_no": TEXT, "community_code": TEXT,
    "community_name": TEXT, "rule": TEXT, "item": TEXT, "item_label": TEXT, "question": TEXT,
    "answer": TEXT, "state": TEXT, "turn": TEXT, "since": TEXT, "days_waiting": NUMBER,
    "return_number": (int, type(None)),
    "steps": [{"deed": TEXT, "words": TEXT, "by": TEXT, "at": TEXT}],
}  # fmt: skip
WRITTEN = {
    "number": NUMBER, "community_code": TEXT, "community_name": TEXT, "points": NUMBER,
    "due_on": TEXT, "pdf": TEXT, "workbook": TEXT,
}  # fmt: skip
CHANGE = {
    "entry": NUMBER, "name": TEXT, "certificate_no": TEXT, "item": TEXT, "old": ANY, "new": ANY,
    "old_shown": TEXT, "new_shown": TEXT, "problem": (str, type(None)), "was_approved": FLAG,
    "row": NUMBER,
}  # fmt: skip
SHAPES: dict[str, Any] = {
    "queries open": [QUERY],
    "queries answer": QUERY,
    "queries ask": QUERY,
    "queries close": [QUERY],
    "queries list": [QUERY],
    "returns make": [WRITTEN],
    "returns reprint": WRITTEN,
    "entries undo": dict, "entries redo": dict, "entries clear-not-asked": dict,
    "entries correct-batch": {"is_preview": FLAG, "lines": [CHANGE]},
    "entries undo-batch": {"item": TEXT, "label": TEXT, "reason": TEXT, "lines": [CHANGE]},
    "entries undo-approvals": {"entries": [NUMBER], "left": [NUMBER]},
    "entries correct-file": {
        "file": TEXT, "rows_read": NUMBER, "lines": [CHANGE], "refused": [PROBLEM],
        "is_preview": FLAG,
        "refused_rows": [
            {
                "row": NUMBER, "entry": TEXT, "name": TEXT, "item": TEXT,
                "old": TEXT, "new": TEXT,
            }
        ],
    },
    "entries reasons": {"reasons": [TEXT], "own": [TEXT]},
    "confirm list": [
        {
            "entry": NUMBER, "name": TEXT, "certificate_no": TEXT, "community_code": TEXT,
            "community_name": TEXT, "phones": [TEXT], "contact_name": TEXT, "survey_date": TEXT,
            "attempts": [
                {
                    "outcome": TEXT, "way": TEXT, "day": TEXT, "spoke_with": TEXT, "remark": TEXT,
                    "by": TEXT, "at": TEXT,
                }
            ],
        }
    ],
    "confirm record": {
        "entry": NUMBER, "outcome": TEXT, "attempts": NUMBER,
        "reconfirmed_on": (str, type(None)),
    },
    "confirm sheet": {"path": TEXT, "pages": NUMBER},
    "returns list": [
        {
            "number": NUMBER, "code": TEXT, "community_code": TEXT, "community_name": TEXT,
            "made_at": TEXT, "made_by": TEXT, "due_on": TEXT, "points": NUMBER, "waiting": NUMBER,
            "is_overdue": FLAG,
        }
    ],
}  # fmt: skip

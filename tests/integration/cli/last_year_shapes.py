"""What commands about last year's data answer, name by name."""

from __future__ import annotations

from typing import Any

from tests.integration.cli.review_shapes import PROBLEM
from tests.integration.cli.shapes import ANY, FLAG, NUMBER, TEXT

SHARE = (float, int)
COUNTS = {
    "file": TEXT, "kind": TEXT, "year": NUMBER, "rows_read": NUMBER, "matched": NUMBER,
    "reissued": NUMBER, "unmatched": NUMBER,
}  # fmt: skip
LEFT = {"item": TEXT, "label": TEXT, "answers": NUMBER}
SHAPES: dict[str, Any] = {
    "lastyear import": COUNTS
    | {
        "outcome": TEXT, "id": (int, type(None)), "fallen": NUMBER, "problems": [PROBLEM],
        "questions": [PROBLEM], "refused": FLAG, "form": TEXT, "is_this_years": FLAG,
        "left": [LEFT],
    },
    "lastyear columns": {
        "file": TEXT, "kind": TEXT, "tables": [ANY], "written": (str, type(None)),
    },
    "lastyear list": [
        COUNTS | {"id": NUMBER, "imported_at": TEXT, "imported_by": TEXT, "is_undone": FLAG}
    ],
    "lastyear unmatched": [
        {
            "import_id": NUMBER, "file": TEXT, "sheet": TEXT, "row": NUMBER, "reason": TEXT,
            "message": TEXT, "name": TEXT, "certificate_no": TEXT, "cells": [TEXT],
            "row_id": NUMBER, "headers": [TEXT], "proposal": (dict, type(None)),
            "candidates": [ANY],
        }
    ],
    "lastyear changes": {
        "year": NUMBER, "entries": NUMBER, "with_last_year": NUMBER,
        "items": [
            {
                "item": TEXT, "code": TEXT, "label": TEXT, "compared": NUMBER, "changed": NUMBER,
                "share": SHARE, "only_now": NUMBER, "only_before": NUMBER,
                "people": [
                    {
                        "entry": NUMBER, "name": TEXT, "certificate_no": TEXT,
                        "community_code": TEXT, "community_name": TEXT, "before": TEXT,
                        "now": TEXT,
                    }
                ],
            }
        ],
        "written": (dict, type(None)), "left": [LEFT],
    },
    "lastyear settle": {"rows": [NUMBER], "fallen": NUMBER},
    "lastyear unsettle": {"rows": [NUMBER], "fallen": NUMBER},
    "lastyear mappings": [
        {
            "shape": TEXT, "name": TEXT, "columns": [[TEXT]], "confirmed_at": (str, type(None)),
            "confirmed_by": TEXT,
        }
    ],
    "lastyear undo": {"id": NUMBER, "fallen": NUMBER},
}  # fmt: skip

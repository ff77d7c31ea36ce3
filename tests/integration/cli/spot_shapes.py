"""What commands of spot checks answer, name by name."""

from __future__ import annotations

from typing import Any

from tests.integration.cli.shapes import ANY, FLAG, MAYBE, NUMBER, SHARE, TEXT

CHECKED = {
    "outcome": TEXT, "checked_on": TEXT, "way": TEXT, "checked_by": TEXT, "remark": TEXT,
    "reason": TEXT, "recorded_by": TEXT, "recorded_at": TEXT,
}  # fmt: skip
PERSON = {
    "entry": NUMBER, "short_code": TEXT, "name": TEXT, "certificate_no": TEXT,
    "community_code": TEXT, "community_name": TEXT,
}  # fmt: skip
RATE = {
    "key": TEXT, "name": TEXT, "sheets": NUMBER, "asked": NUMBER, "differing": NUMBER,
    "never": NUMBER, "hard": NUMBER, "may_change": NUMBER, "rate": (float, int),
    "low": (float, int), "high": (float, int),
}  # fmt: skip
LOT = {
    "code": TEXT, "name": TEXT, "size": NUMBER, "sample": NUMBER, "acceptance": NUMBER,
    "limit": NUMBER, "risk": (float, int),
}  # fmt: skip
SHAPES: dict[str, Any] = {
    "spotcheck draw": {
        "id": NUMBER, "seed": NUMBER, "share": (float, int), "drawn_at": TEXT, "drawn_by": TEXT,
        "frame_size": NUMBER, "frame_digest": TEXT,
        "communities": [{"code": TEXT, "name": TEXT, "frame": NUMBER, "drawn": NUMBER}],
        "members": [PERSON],
        "plan": {
            "kind": TEXT, "share": (float, int), "number": NUMBER,
            "limiting_quality": (float, int), "acceptance": NUMBER, "by_community": FLAG,
            "left_out": NUMBER,
        },
        "lots": [LOT],
    },
    "spotcheck sheets": {"path": TEXT, "pages": NUMBER},
    "spotcheck sheet": PERSON | {
        "sample": NUMBER,
        "items": [
            {
                "item": TEXT, "code": TEXT, "label": TEXT, "kind": TEXT,
                "choices": [{"code": TEXT, "label": TEXT}], "registered": ANY,
                "registered_shown": TEXT, "judgement": MAYBE, "found": ANY, "found_shown": TEXT,
            }
        ],
        "checked": [CHECKED],
        "is_changed": FLAG,
    },
    "spotcheck result": {
        "short_code": TEXT, "entry": NUMBER, "outcome": TEXT, "asked": NUMBER,
        "differing": NUMBER, "not_asked": NUMBER, "is_correction": FLAG, "fallen": FLAG,
    },
    "spotcheck results": {
        "sample": NUMBER, "drawn": NUMBER, "checked": NUMBER, "agreeing": NUMBER,
        "differing": NUMBER, "not_found": NUMBER, "items_asked": NUMBER,
        "items_differing": NUMBER, "items_not_asked": NUMBER, "error_rate": SHARE, "low": SHARE,
        "high": SHARE,
        "sheets": [
            PERSON | {
                "checked": ANY,
                "differences": [
                    {
                        "item": TEXT, "code": TEXT, "label": TEXT, "registered": TEXT,
                        "found": TEXT, "item_class": TEXT,
                    }
                ],
            }
        ],
        "rates": {
            "classes": [RATE], "communities": [RATE], "collectors": [RATE], "items": [RATE],
            "computed": TEXT,
        },
        "lots": [LOT | {"bad": NUMBER, "unknown": NUMBER, "verdict": TEXT}],
        "redo": [
            {
                "entry": NUMBER, "name": TEXT, "certificate_no": TEXT, "community_code": TEXT,
                "community_name": TEXT,
            }
        ],
        "written": ANY,
    },
}  # fmt: skip

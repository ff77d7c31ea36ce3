"""What the commands about forms answer, name by name."""

from __future__ import annotations

from typing import Any

from tests.integration.cli.shapes import FLAG, NUMBER, PROBLEM, TEXT

MOVED_ITEM = {
    "item": TEXT, "label": TEXT, "entries": NUMBER, "code": TEXT, "code_label": TEXT,
    "new_label": TEXT,
}  # fmt: skip
COMPARED = {"digest": TEXT, "title": TEXT, "version": TEXT, "file": TEXT}
FORM_COMPARISON = {
    "old": COMPARED, "new": COMPARED, "new_items": NUMBER, "gone_items": NUMBER,
    "changed_items": NUMBER,
    "items": [
        {
            "name": TEXT, "code": TEXT, "label": TEXT, "section": TEXT, "fate": TEXT,
            "fate_words": TEXT,
            "changes": [{"aspect": TEXT, "aspect_words": TEXT, "old": TEXT, "new": TEXT}],
        }
    ],
}  # fmt: skip
SHAPES: dict[str, Any] = {
    "form check": {"file": TEXT, "is_valid": FLAG, "problems": [PROBLEM]},
    "form evaluate": [{"items": dict}],
    "form editions": [
        {
            "digest": TEXT, "kind": TEXT, "title": TEXT, "version": TEXT, "is_current": FLAG,
            "is_kept": FLAG, "is_shipped": FLAG, "entries": NUMBER,
        }
    ],
    "form show": {
        "digest": TEXT, "kind": TEXT, "form_id": TEXT, "title": TEXT, "version": TEXT,
        "file": TEXT, "is_current": FLAG, "is_complete": FLAG,
        "sections": [
            {
                "label": TEXT,
                "items": [
                    {
                        "name": TEXT, "code": TEXT, "label": TEXT, "hint": TEXT,
                        "explanation": TEXT, "kind": TEXT, "kind_words": TEXT, "choices": [{"code": TEXT, "label": TEXT}],
                        "asked": TEXT, "required": TEXT,
                        "rules": [
                            {
                                "rule": TEXT, "severity": TEXT, "part": TEXT, "message": TEXT,
                                "condition": TEXT,
                            }
                        ],
                        "row": NUMBER, "written": TEXT,
                    }
                ],
            }
        ],
        "problems": [PROBLEM],
    },
    "form compare": FORM_COMPARISON,
    "form adopt": {
        "kind": TEXT, "is_adopted": FLAG, "entries_elsewhere": NUMBER,
        "comparison": FORM_COMPARISON, "problems": [PROBLEM],
    },
    "form move": {
        "to": COMPARED, "kind": TEXT, "is_moved": FLAG, "entries": NUMBER, "staying": NUMBER,
        "left": [MOVED_ITEM], "back": [MOVED_ITEM], "gone_codes": [MOVED_ITEM],
        "other_words": [MOVED_ITEM],
        "new_findings": [
            {"rule": TEXT, "severity": TEXT, "item": TEXT, "label": TEXT, "entries": NUMBER}
        ],
        "approvals": NUMBER,
        "lines": [
            {
                "entry": NUMBER, "name": TEXT, "community": TEXT, "state": TEXT, "loses_approval": FLAG,
                "left": [TEXT], "back": [TEXT], "gone_codes": [TEXT], "new_findings": [TEXT],
            }
        ],
    },
}  # fmt: skip

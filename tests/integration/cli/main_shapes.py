"""What the commands of the main job answer, name by name."""

from __future__ import annotations

from typing import Any

from tests.integration.cli import form_shapes, spot_shapes
from tests.integration.cli.shapes import (
    ANY,
    COUNTS,
    FLAG,
    MAYBE,
    NUMBER,
    PLACE,
    PROBLEM,
    SHARE,
    TEXT,
)

COMMUNITY = {"code": TEXT, "name": TEXT}
DETAILS = [{"sheet": TEXT, "row": NUMBER, "cells": [{"header": TEXT, "value": TEXT}]}]
CHANGES = [{"item": TEXT, "raw": TEXT, "value": (str, int, float, list)}]
DIFFERENCE = {
    "item": TEXT,
    "old": ANY,
    "new": ANY,
    "label": TEXT,
    "old_words": TEXT,
    "new_words": TEXT,
}
COLUMNS = {
    "file": TEXT,
    "kind": TEXT,
    "tables": [
        {
            "sheet": TEXT,
            "header_row": NUMBER,
            "shape": TEXT,
            "mapping": TEXT,
            "columns": [
                {
                    "column": NUMBER,
                    "header": TEXT,
                    "item": TEXT,
                    "label": TEXT,
                    "confidence": (float, int),
                    "examples": [TEXT],
                }
            ],
            "questions": [PROBLEM],
        }
    ],
    "written": MAYBE,
}
ENTRY = {
    "entry_id": NUMBER,
    "certificate_no": TEXT,
    "name": TEXT,
    "community_code": TEXT,
    "state": TEXT,
    "version": NUMBER,
    "source": {"file": TEXT, "sheet": TEXT, "row": NUMBER},
    "answers": dict,
    "findings": [{"rule": TEXT, "severity": TEXT, "item": TEXT, "message": TEXT}],
    "form_edition": TEXT,
}
WHOLE_ENTRY = ENTRY | {
    "corrections": [
        {
            "item": TEXT, "item_label": TEXT, "old": TEXT, "new": TEXT, "reason": TEXT,
            "source": TEXT, "corrected_by": TEXT, "corrected_at": TEXT,
        }
    ],
    "approved_by": TEXT,
    "approved_at": MAYBE,
    "last_year": (dict, type(None)),
    "proposals": [
        {"item": TEXT, "value": ANY, "shown": TEXT, "origin": TEXT, "reason": TEXT}
    ],
    "blockers": [TEXT],
    "explanations": [
        {
            "rule": TEXT, "item": TEXT, "explanation": TEXT, "explained_by": TEXT,
            "explained_before": TEXT,
        }
    ],
    "sent_back": [{"item": TEXT, "item_label": TEXT, "reason": TEXT}],
    "source": {"file": TEXT, "sheet": TEXT, "row": NUMBER, "changes": CHANGES,
               "details": DETAILS},
}  # fmt: skip
FORECAST = {
    "left": NUMBER, "pace": (float, int), "pace_days": NUMBER, "done_on": MAYBE,
    "days_late": NUMBER, "needed_per_day": (int, type(None)), "standing": TEXT,
}  # fmt: skip
PROGRESS = {
    "code": TEXT, "name": TEXT, "on_roster": NUMBER, "with_entry": NUMBER, "missing": NUMBER,
    "home_visit_share": SHARE, "app_share": SHARE, "confirmed": NUMBER, "to_confirm": NUMBER,
    "approved": NUMBER, "handed_over": NUMBER, "errors": NUMBER, "warnings": NUMBER,
    "has_community_form": FLAG, "missing_by_reason": dict,
    "history": [{"day": TEXT, "registered": NUMBER, "approved": NUMBER}],
    "registering": FORECAST, "approving": FORECAST,
    "blocks": [{"kind": TEXT, "count": NUMBER}],
}  # fmt: skip
CARD = {
    "office_code": TEXT, "office_name": TEXT, "fingerprint": TEXT, "public_key": TEXT,
    "recipient": TEXT, "is_signed_by_old": FLAG,
}  # fmt: skip
USER = {
    "id": NUMBER, "name": TEXT, "roles": [TEXT], "is_self": FLAG, "department": (str, type(None)),
}  # fmt: skip
BACKUP = {
    "path": TEXT, "name": TEXT, "kind": TEXT, "made_at": TEXT, "entries": (int, type(None)),
    "people": (int, type(None)), "log_lines": (int, type(None)), "size_bytes": NUMBER,
}  # fmt: skip
OFFICE = {
    "office": {"code": TEXT, "name": TEXT, "level": TEXT},
    "campaign": dict,
    "communities": [COMMUNITY],
    "user": dict,
    "forms": dict,
    "people": NUMBER,
    "entries": NUMBER,
    "has_recipient": FLAG,
    "key_fingerprint": TEXT,
    "server": str,
}
DOCUMENT = {"path": TEXT, "pages": NUMBER}
COVERAGE = {"on_roster": NUMBER, "with_entry": NUMBER, "missing": NUMBER}
SHAPES: dict[str, Any] = {
    "roster import": {
        "file": TEXT,
        "rows_read": NUMBER,
        "in_scope": NUMBER,
        "out_of_scope": [
            {
                "certificate_no": TEXT, "name": TEXT, "community_name": TEXT, "reason": TEXT,
                "row": NUMBER,
            }
        ],
        "communities": [COMMUNITY],
        "new": NUMBER,
        "changed": NUMBER,
        "gone": NUMBER,
        "problems": [PROBLEM],
        "taken": NUMBER,
        "pending": NUMBER,
        "fallen": NUMBER,
        "is_preview": FLAG,
        "import_id": (int, type(None)),
        "differences": [
            {
                "changes": [TEXT], "certificate_no": TEXT, "old_certificate_no": TEXT,
                "name": TEXT, "community_name": TEXT,
                "fields": [{"field": TEXT, "label": TEXT, "old": TEXT, "new": TEXT}],
                "entry": (int, type(None)), "state": MAYBE, "consequences": [TEXT], "row": NUMBER,
            }
        ],
        "counts": dict,
        "before": COVERAGE,
        "after": COVERAGE,
    },
    "roster list": [
        {
            "id": NUMBER, "file": TEXT, "imported_at": TEXT, "imported_by": TEXT,
            "people": NUMBER, "counts": dict, "is_undone": FLAG, "can_be_undone": FLAG,
        }
    ],
    "roster undo": {
        "id": NUMBER, "people": NUMBER, "entries_followed": NUMBER, "fallen": NUMBER,
        "before": COVERAGE, "after": COVERAGE,
    },
    "roster missing": [
        {
            "certificate_no": TEXT, "name": TEXT, "community_code": TEXT, "community_name": TEXT,
            "phone": TEXT, "reason": MAYBE, "proof": TEXT, "known_on": MAYBE, "noted_by": TEXT,
        }
    ],
    "form booklet": DOCUMENT,
    "collect odk": [{"path": TEXT, "kind": TEXT, "rows": NUMBER}],
    "collect workbooks": [
        {
            "path": TEXT, "kind": TEXT, "community_code": TEXT, "community_name": TEXT,
            "people": NUMBER,
        }
    ],
    "intake unread": [{"file": TEXT, "since": TEXT}],
    "intake refused": [
        {
            "id": NUMBER, "file": TEXT, "path": TEXT, "community_code": TEXT,
            "community_name": TEXT, "since": TEXT, "received_by": TEXT, "problems": [PROBLEM],
        }
    ],
    "intake problems": [
        PROBLEM
        | {
            "batch": (int, type(None)), "refused_file": (int, type(None)),
            "community_name": TEXT, "file": TEXT,
        }
    ],
    "intake waiting": [
        {
            "id": NUMBER, "file": TEXT, "reason": TEXT, "since": TEXT, "received_by": TEXT,
            "problems": [PROBLEM],
        }
    ],
    "intake add": {
        "files": [
            {"file": TEXT, "kind": TEXT, "batch": (int, type(None)), "refused": FLAG,
             "waiting": (int, type(None)), "refused_file": (int, type(None)),
             "answered": [TEXT]}
            | COUNTS
            | {"problems": [PROBLEM]}
        ]
    },
    "intake preview": {
        "files": [
            {"file": TEXT, "kind": TEXT, "batch": (int, type(None)), "refused": FLAG,
             "waiting": (int, type(None)), "refused_file": (int, type(None)),
             "answered": [TEXT]}
            | COUNTS
            | {
                "problems": [PROBLEM],
                "rows": [
                    {
                        "sheet": TEXT, "row": NUMBER, "group": TEXT, "outcome": TEXT,
                        "reason": TEXT, "message": TEXT, "name": TEXT, "certificate_no": TEXT,
                        "entry": (int, type(None)),
                        "differences": [DIFFERENCE],
                    }
                ],
            }
        ]
    },
    "roster columns": COLUMNS,
    "intake columns": COLUMNS,
    "intake mappings": [
        {
            "id": NUMBER, "name": TEXT, "kind": TEXT, "shape": TEXT, "columns": NUMBER,
            "confirmed_at": TEXT, "confirmed_by": TEXT,
        }
    ],
    "intake list": [
        {
            "id": NUMBER, "file": TEXT, "kind": TEXT, "received_at": TEXT, "received_by": TEXT,
            "is_undone": FLAG,
        }
        | COUNTS
    ],
    "intake rows": [
        {
            "row_id": NUMBER, "sheet": TEXT, "row": NUMBER, "outcome": TEXT, "reason": TEXT,
            "entry": (int, type(None)), "cells": [TEXT], "changes": CHANGES,
            "details": DETAILS,
        }
    ],
    "intake undo": {
        "batch": NUMBER, "entries_removed": NUMBER, "entries_restored": NUMBER, "rows": NUMBER,
    },
    "intake set-aside": [
        {
            "row_id": NUMBER, "batch": NUMBER, "file": TEXT, "sheet": TEXT, "row": NUMBER,
            "reason": TEXT, "rule": TEXT, "message": TEXT, "cells": [TEXT],
            "proposal": (dict, type(None)),
            "candidates": [
                {
                    "certificate_no": TEXT, "name": TEXT, "community_name": TEXT, "score": NUMBER,
                    "reasons": [TEXT], "has_entry": FLAG,
                }
            ],
        }
    ],
    "intake pending": [
        {
            "id": NUMBER, "batch": NUMBER, "entry": NUMBER, "name": TEXT, "certificate_no": TEXT,
            "file": TEXT, "sheet": TEXT, "row": NUMBER,
            "differences": [DIFFERENCE],
        }
    ],
    "intake compare": [
        {
            "id": NUMBER, "batch": NUMBER, "community_code": TEXT, "community_name": TEXT,
            "here": PLACE, "came": PLACE,
            "items": [
                {
                    "item": TEXT, "here": ANY, "came": ANY, "is_open": FLAG, "label": TEXT,
                    "here_words": TEXT, "came_words": TEXT,
                }
            ],
            "differences": [DIFFERENCE],
        }
    ],
    "intake take": {"taken": NUMBER, "values": NUMBER},
    "intake keep": {"kept": NUMBER, "values": NUMBER},
    "intake settle": {"entries": [NUMBER]},
    "intake dismiss": {"dismissed": NUMBER},
    "intake reopen": {"reopened": NUMBER},
    "intake codes": [{"code": TEXT, "severity": TEXT, "message": TEXT, "advice": TEXT}],
    "intake report": DOCUMENT
    | {"written": [{"path": TEXT, "community": TEXT, "problems": NUMBER}]},
    "entries list": [ENTRY],
    "entries show": WHOLE_ENTRY,
    "entries correct": ENTRY,
    "entries explain": ENTRY,
    "entries approve": {
        "approved": [NUMBER],
        "blocked": [{"entry": NUMBER, "name": TEXT, "reasons": [TEXT]}],
    },
    "search": {
        "words": TEXT,
        "people": [
            {
                "certificate_no": TEXT, "name": TEXT, "community_code": TEXT,
                "community_name": TEXT, "phones": [TEXT], "standing": TEXT,
                "entry": (int, type(None)), "state": MAYBE,
            }
        ],
        "has_more": FLAG,
    },
    "progress": {
        "today": TEXT,
        "total": PROGRESS,
        "communities": [PROGRESS],
        "deadlines": [{"kind": TEXT, "day": TEXT, "days_left": NUMBER}],
        "tasks": [
            {"kind": TEXT, "count": NUMBER, "days_left": (int, type(None)), "community": TEXT}
        ],
        "home_visit_target": (float, int),
        "app_target": (float, int),
        "towns": list,
        "forecast_basis": TEXT,
    },
    "progress notice": DOCUMENT,
    "progress calendar": {"path": TEXT, "events": NUMBER},
    **spot_shapes.SHAPES,
    "handover check": {
        "sequence": NUMBER,
        "entries": NUMBER,
        "people": NUMBER,
        "withdrawn": NUMBER,
        "results": NUMBER,
        "is_sealed": FLAG,
        "lines": [
            {
                "kind": TEXT, "count": NUMBER, "message": TEXT, "is_met": FLAG,
                "is_blocking": FLAG, "page": TEXT, "communities": [COMMUNITY | {"count": NUMBER}],
            }
        ],
        "communities": [{"code": TEXT, "name": TEXT, "entries": NUMBER}],
    },
    "handover export": {
        "file": TEXT, "digest": TEXT, "sequence": NUMBER, "entries": NUMBER, "is_sealed": FLAG,
        "size_bytes": NUMBER, "signer": TEXT, "fingerprint": TEXT, "key_card": TEXT, "cover": TEXT,
        "is_resumed": FLAG, "parts": list, "withdrawn": NUMBER,
    },
    "handover verify": {
        "kind": TEXT, "signer": TEXT, "fingerprint": TEXT, "sender_name": TEXT, "addressee": TEXT,
        "year": NUMBER, "sequence": NUMBER, "created_at": TEXT, "digest": TEXT, "is_sealed": FLAG,
        "counts": dict, "tables": dict, "copies": list,
    },
    "keys card": {"file": TEXT, "sheet": TEXT, "card": CARD},
    "keys trust": CARD,
    "log list": [
        {
            "sequence": NUMBER, "at": TEXT, "by": TEXT, "action": TEXT, "words": TEXT,
            "subject": TEXT, "about": TEXT,
        }
    ],
    "log check": {"lines": NUMBER},
    "log export": {
        "file": TEXT, "signature": TEXT, "lines": NUMBER, "head": TEXT, "fingerprint": TEXT,
    },
    "log verify": {
        "office_code": TEXT, "office_name": TEXT, "fingerprint": TEXT, "made_at": TEXT,
        "lines": NUMBER, "head": TEXT, "is_compared": FLAG,
    },
    "users list": [USER],
    "users add": [USER],
    "users roles": [USER],
    "users reset": [USER],
    "users remove": [USER],
    "users recovery": DOCUMENT,
    "backup make": BACKUP,
    "backup keep": {"kept_daily": NUMBER},
    "backup list": [BACKUP],
    **form_shapes.SHAPES,
    "init": OFFICE,
    "communities add": OFFICE,
    "campaign show": OFFICE,
    "campaign change": OFFICE,
}  # fmt: skip

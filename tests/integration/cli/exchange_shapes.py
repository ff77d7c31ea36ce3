"""What commands of the district's desk and about receipts answer, name by name."""

from __future__ import annotations

from typing import Any

from tests.integration.cli.shapes import FLAG, MAYBE, NUMBER, PROBLEM, TEXT

SHARE = (float, type(None))
CHANGES = {
    "new": NUMBER, "changed": NUMBER, "unchanged": NUMBER, "withdrawn": NUMBER, "late": NUMBER,
    "missing": NUMBER,
}  # fmt: skip
OBJECTION = {"department": TEXT, "item": TEXT, "label": TEXT, "reason": TEXT, "by": TEXT}
SIGN_OFF = {
    "town": TEXT, "town_name": TEXT, "department": TEXT, "state": TEXT, "entries": NUMBER,
    "objections": NUMBER, "signed_by": TEXT, "signed_at": MAYBE, "remark": TEXT,
    "fallen_at": MAYBE, "cause": MAYBE,
}  # fmt: skip
TOWN_ENTRY = {
    "id": NUMBER, "town": TEXT, "town_name": TEXT, "entry_no": NUMBER, "certificate_no": TEXT,
    "name": TEXT, "community_code": TEXT, "version": NUMBER, "state": TEXT, "is_late": FLAG,
    "withdrawn": TEXT, "item": TEXT, "reason": TEXT, "is_told": FLAG,
    "differences": [{"item": TEXT, "label": TEXT, "old": TEXT, "new": TEXT}],
    "objections": [OBJECTION],
}  # fmt: skip
TOWN = {
    "code": TEXT, "name": TEXT, "people": NUMBER, "entries": NUMBER, "undecided": NUMBER,
    "accepted": NUMBER, "sent_back": NUMBER, "withdrawn": NUMBER, "late": NUMBER,
    "untold": NUMBER, "missing": NUMBER, "sequence": NUMBER, "received_at": MAYBE,
    "has_card": FLAG, "with_entry": NUMBER, "surveyed": NUMBER, "visited": NUMBER,
    "by_app": NUMBER, "home_visit_share": SHARE, "app_share": SHARE, "is_overdue": FLAG,
    "signed_off": NUMBER, "questioned": NUMBER,
}  # fmt: skip
TOWN_RATE = {
    "town": TEXT, "town_name": TEXT, "frame": NUMBER, "drawn": NUMBER, "checked": NUMBER,
    "differing": NUMBER, "not_found": NUMBER, "items_asked": NUMBER,
    "items_differing": NUMBER, "error_rate": SHARE, "low": float, "high": float,
}  # fmt: skip
ASKED = {"item": TEXT, "label": TEXT, "registered": TEXT, "found": TEXT}
OWN_CHECK = {
    "town": TEXT, "town_name": TEXT, "entry_no": NUMBER, "name": TEXT, "community_code": TEXT,
    "short_code": TEXT, "outcome": TEXT, "checked_on": TEXT, "way": TEXT, "checked_by": TEXT,
    "remark": TEXT, "items": [ASKED], "items_asked": NUMBER,
}  # fmt: skip
SAMPLE = {
    "id": NUMBER, "seed": NUMBER, "share": float, "drawn_at": TEXT, "drawn_by": TEXT,
    "frame_size": NUMBER, "frame_digest": TEXT,
    "towns": [TOWN_RATE],
    "members": [
        {
            "entry": NUMBER, "short_code": TEXT, "name": TEXT, "certificate_no": TEXT,
            "town": TEXT, "town_name": TEXT, "community_code": TEXT, "outcome": TEXT,
            "remark": TEXT, "checked_by": TEXT, "checked_at": MAYBE,
            "items": [ASKED],
        }
    ],
}  # fmt: skip
MEASURES = ("timeliness", "coverage", "home_visits", "by_app", "accuracy", "not_returned")
RANKING = {
    "weights": dict.fromkeys(MEASURES, NUMBER), "reason": TEXT, "changed_by": TEXT,
    "changed_at": MAYBE, "formula": [TEXT],
    "lines": [
        {
            "rank": NUMBER, "town": TEXT, "town_name": TEXT, "score": float,
            "measures": dict.fromkeys(MEASURES, SHARE),
            "figures": {
                "people": NUMBER, "entries": NUMBER, "late": NUMBER, "surveyed": NUMBER,
                "visited": NUMBER, "by_app": NUMBER, "returned": NUMBER, "items_asked": NUMBER,
                "items_differing": NUMBER,
            },
        }
    ],
}  # fmt: skip
SHAPES: dict[str, Any] = {
    "district onward-check": {
        "addressee": TEXT, "sequence": NUMBER, "towns": NUMBER, "entries": NUMBER,
        "is_sealed": FLAG,
        "lines": [
            {
                "kind": TEXT, "count": NUMBER, "message": TEXT, "details": [TEXT], "page": TEXT,
                "is_met": FLAG,
            }
        ],
    },
    "district onward": {
        "file": TEXT, "digest": TEXT, "addressee": TEXT, "sequence": NUMBER, "towns": NUMBER,
        "entries": NUMBER, "open_points": NUMBER, "is_sealed": FLAG, "is_resumed": FLAG,
        "fingerprint": TEXT, "tables": dict, "workbook": TEXT, "cover": TEXT,
    },
    "district ranking": RANKING,
    "district weigh": RANKING,
    "district draw": SAMPLE,
    "district sample": SAMPLE,
    "district sheets": {"path": TEXT, "pages": NUMBER},
    "district check": {
        "short_code": TEXT, "outcome": TEXT, "differing": NUMBER, "sent_back": FLAG,
    },
    "district town-checks": {"towns": [TOWN_RATE], "checks": [OWN_CHECK]},
    "district receive": {
        "files": [
            {
                "file": TEXT, "outcome": TEXT, "refused": FLAG, "town": TEXT, "town_name": TEXT,
                "sequence": NUMBER, "digest": TEXT, "created_at": MAYBE, "is_late": FLAG,
                "changes": CHANGES, "problems": [PROBLEM],
            }
        ]
    },
    "district list": [
        {
            "id": NUMBER, "kind": TEXT, "town": TEXT, "town_name": TEXT, "sequence": NUMBER,
            "digest": TEXT, "file": TEXT, "fingerprint": TEXT, "is_sealed": FLAG,
            "created_at": TEXT, "received_at": TEXT, "received_by": TEXT, "changes": CHANGES,
        }
    ],
    "district progress": {
        "today": TEXT, "town_deadline": TEXT, "home_visit_target": float, "app_target": float,
        "total": TOWN, "towns": [TOWN],
    },
    "users department": [
        {
            "id": NUMBER, "name": TEXT, "roles": [TEXT], "is_self": FLAG, "department": MAYBE,
        }
    ],
    "district departments": [
        {"department": TEXT, "name": TEXT, "sections": [TEXT], "items": NUMBER}
    ],
    "district sign-offs": [SIGN_OFF],
    "district sign-off": SIGN_OFF,
    "district take-back-sign-off": SIGN_OFF,
    "district section": [
        {
            "id": NUMBER, "certificate_no": TEXT, "name": TEXT, "community_code": TEXT,
            "state": TEXT, "objections": [OBJECTION], "changed": [TEXT],
            "answers": [{"item": TEXT, "code": TEXT, "label": TEXT, "shown": TEXT}],
            "findings": [
                {
                    "rule": TEXT, "severity": TEXT, "item": TEXT, "label": TEXT, "message": TEXT,
                    "finding": NUMBER, "by": TEXT,
                }
            ],
        }
    ],
    "district note-finding": {
        "id": NUMBER, "entry": NUMBER, "department": TEXT, "item": TEXT, "label": TEXT,
        "words": TEXT, "by": TEXT,
    },
    "district settle-finding": {"settled": NUMBER},
    "district entries": [TOWN_ENTRY],
    "district duplicates": [{"citizen_id": TEXT, "entries": [TOWN_ENTRY]}],
    "district send-back": {"sent_back": NUMBER},
    "district accept": {"accepted": NUMBER},
    "district receipt": {
        "file": TEXT, "digest": TEXT, "town": TEXT, "sequence": NUMBER, "answers": TEXT,
        "accepted": NUMBER, "sent_back": NUMBER, "is_sealed": FLAG, "is_resumed": FLAG,
        "cover": TEXT, "questioned": NUMBER,
    },
    "district task-package": [
        {
            "file": TEXT, "digest": TEXT, "town": TEXT, "town_name": TEXT, "sequence": NUMBER,
            "people": NUMBER, "communities": NUMBER, "fingerprint": TEXT, "is_resumed": FLAG,
        }
    ],
    "keys list": [
        {
            "office_code": TEXT, "office_name": TEXT, "fingerprint": TEXT, "public_key": TEXT,
            "valid_after": MAYBE, "valid_before": MAYBE, "is_revoked": FLAG,
        }
    ],
    "keys revoke": {"revoked": NUMBER},
    "keys seal": {"file": TEXT, "fingerprint": TEXT},
    "keys restore": {"file": TEXT, "fingerprint": TEXT},
    "keys renew": {"file": TEXT, "signature": TEXT, "card": dict},
    "handover list": [
        {
            "kind": TEXT, "addressee": TEXT, "addressee_name": TEXT, "sequence": NUMBER, "digest": TEXT, "file": TEXT,
            "entries": NUMBER, "is_sealed": FLAG, "created_at": TEXT, "created_by": TEXT,
            "is_kept": FLAG, "is_believed": FLAG,
        }
    ],
    "handover anew": {"sequence": NUMBER, "entries": NUMBER, "others": NUMBER, "kind": TEXT},
    "handover again": {
        "file": TEXT, "digest": TEXT, "addressee": TEXT, "sequence": NUMBER, "parts": [TEXT],
        "cover": TEXT,
    },
    "handover receipt": {
        "outcome": TEXT, "sequence": NUMBER, "digest": TEXT, "answers": TEXT, "accepted": NUMBER,
        "sent_back": NUMBER, "changed_since": NUMBER, "message": TEXT,
    },
    "handover package": {
        "outcome": TEXT, "file": TEXT, "sequence": NUMBER, "digest": TEXT, "fingerprint": TEXT,
        "is_new_key": FLAG, "people": dict, "revoked": [TEXT], "placed": NUMBER, "fallen": NUMBER,
        "settings": [{"name": TEXT, "label": TEXT, "old": TEXT, "new": TEXT}],
        "forms": [
            {"kind": TEXT, "title": TEXT, "version": TEXT, "before": TEXT, "elsewhere": NUMBER}
        ],
        "communities": [{"code": TEXT, "old": TEXT, "new": TEXT}],
        "before": {"on_roster": NUMBER, "with_entry": NUMBER, "missing": NUMBER},
        "after": {"on_roster": NUMBER, "with_entry": NUMBER, "missing": NUMBER},
        "words": [TEXT],
    },
}  # fmt: skip

"""What commands about servers and algorithms answer, name by name."""

from __future__ import annotations

from typing import Any

SHAPES: dict[str, Any] = {
    "server set": {"host": str, "port": int, "database": str, "user": str},
    "server copy": {"path": str},
    "keys suite": {"suite": str, "label": str, "fingerprint": str, "fixed_because": str},
}

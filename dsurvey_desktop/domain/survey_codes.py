"""Codes of the individual form's answers that the program itself reads."""

from __future__ import annotations

NORMAL = "6"
"""Personal status “normal”: the only one whose answers describe somebody surveyed."""
HOME_VISIT = "1"
"""Mode of an entry that was collected at home."""
MOBILE_APP = "2"
"""Device of an entry that was collected by the app."""

"""How often something is wrong, and how sure a sample makes one of it."""

from __future__ import annotations

import math

Z_95 = 1.959963984540054
"""Quantile of the normal distribution for a confidence of 95 percent."""


def error_interval(wrong: int, checked: int, z: float = Z_95) -> tuple[float, float]:
    """Wilson's interval for a share, from 0 to 1; the whole range where nothing was checked."""
    if not checked:
        return (0.0, 1.0)
    share, width = wrong / checked, z * z / checked
    middle = (share + width / 2) / (1 + width)
    half = z / (1 + width) * math.sqrt(share * (1 - share) / checked + width / (4 * checked))
    return (max(0.0, middle - half), min(1.0, middle + half))

"""Places on the earth in XForms expressions, as JavaRosa computes them.

A point is `latitude longitude altitude accuracy` (the last two may be left out); lines and areas
are points joined by `;`. Lengths are in metres on a ball.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from dsurvey_desktop.forms.xpath_math import added
from dsurvey_desktop.forms.xpath_values import EvaluationError, Value, double_text, to_text

RADIUS_M = 6_378_100
_DEGREE_M = 2 * math.pi * RADIUS_M / 360
_PARTS = range(2, 5)
Point = tuple[float, float]
"""Latitude and longitude in degrees."""


def place_text(text: str) -> str:
    """Points as expressions read them, each with all four numbers; empty for what is none."""
    try:
        return "; ".join(" ".join(map(double_text, numbers)) for numbers in _numbers(text))
    except EvaluationError:
        return ""


def _numbers(text: str) -> list[list[float]]:
    return [_four(point) for point in text.strip().rstrip(";").split(";")] if text else []


def _four(point: str) -> list[float]:
    try:
        numbers = [float(part) for part in point.split()]
    except ValueError as error:
        raise EvaluationError(point) from error
    if len(numbers) not in _PARTS or not all(map(math.isfinite, numbers)):
        raise EvaluationError(point)
    return numbers + [0.0] * (4 - len(numbers))


def points_of(values: Sequence[Value]) -> list[Point]:
    """The points of one line or area, or of several points; among several a blank is `0 0`.

    Raises:
        EvaluationError: when one is no place.
    """
    blank = "0 0" if len(values) > 1 else ""
    return [(n[0], n[1]) for value in values for n in _numbers(to_text(value) or blank)]


def enclosed_area(values: Sequence[Value]) -> float:
    """`area()`, in square metres."""
    points = points_of(values)
    if len(points) < 3:
        return 0.0
    sides = [_offset(points[0], point) for point in points[1:]]
    return abs(added((y1 * x2 - x1 * y2) / 2 for (x1, y1), (x2, y2) in pairwise(sides)))


def _offset(origin: Point, point: Point) -> tuple[float, float]:
    """How far east and north of `origin` a point lies, in metres."""
    east = (point[1] - origin[1]) * _DEGREE_M * math.cos(math.radians(point[0]))
    return east, (point[0] - origin[0]) * _DEGREE_M


def distance(values: Sequence[Value]) -> float:
    """`distance()` along the points, in metres."""
    points = points_of(values)
    return added(_between(*pair) for pair in pairwise(points))


def _between(one: Point, other: Point) -> float:
    """By the spherical law of cosines."""
    turn = math.radians(one[1] - other[1])
    first, second = math.radians(one[0]), math.radians(other[0])
    cosine = math.sin(first) * math.sin(second)
    cosine += math.cos(first) * math.cos(second) * math.cos(turn)
    return math.acos(max(-1.0, min(1.0, cosine))) * RADIUS_M


def is_within(place: Value, area: Value) -> bool:
    """`geofence()`: whether a point lies in an area (its first point is its last, too)."""
    found = points_of([place])
    latitude, longitude = found[0] if found else (0.0, 0.0)
    corners, is_inside = points_of([area]), False
    for (lat1, lon1), (lat2, lon2) in pairwise(corners):
        crosses = (lat2 > latitude) != (lat1 > latitude)
        if crosses and longitude < (lon1 - lon2) * (latitude - lat2) / (lat1 - lat2) + lon2:
            is_inside = not is_inside
    return is_inside

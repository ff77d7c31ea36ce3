"""Days as an iCalendar file (RFC 5545), which every calendar program and telephone opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from dsurvey_desktop.documents.write_file import replace_file

_LINE_BYTES = 75
_ESCAPED = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A whole day with what is due on it.

    Attributes:
        key: names the day in every later file, so that a calendar replaces it.
        alarm_days: how many days before, at nine, a calendar reminds.
    """

    key: str
    day: date
    title: str
    words: str
    alarm_days: tuple[int, ...] = ()


def write_calendar(
    target: Path, name: str, product: str, made_at: datetime, days: Sequence[CalendarDay]
) -> None:
    """Write a calendar of that name.

    Args:
        target: the file.
        name: as calendar programs show it.
        product: program and version that wrote it.
        made_at: with time zone; later files of the same keys replace earlier ones by it.
        days: what it holds.

    Raises:
        AppError: by `replace_file`.
    """
    lines = _calendar(name, product, made_at, days)
    content = b"".join(_folded(line) for line in lines)
    with replace_file(target) as file:
        file.write(content)


def _calendar(
    name: str, product: str, made_at: datetime, days: Iterable[CalendarDay]
) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{_escaped(product)}//ZH")
    yield from ("CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{_escaped(name)}")
    for one in days:
        yield from _event(one, made_at)
    yield "END:VCALENDAR"


def _event(one: CalendarDay, made_at: datetime) -> Iterator[str]:
    stamp = made_at.astimezone(UTC)
    yield from ("BEGIN:VEVENT", f"UID:{one.key}", f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}")
    yield f"SEQUENCE:{int(stamp.timestamp()) // 60}"
    yield f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}"
    yield from (f"SUMMARY:{_escaped(one.title)}", f"DESCRIPTION:{_escaped(one.words)}")
    yield from ("TRANSP:TRANSPARENT", "STATUS:CONFIRMED")
    for days in one.alarm_days:
        yield from _alarm(one, days)
    yield "END:VEVENT"


def _alarm(one: CalendarDay, days: int) -> Iterator[str]:
    """Nine in the morning of a day before: the event begins at midnight."""
    before = f"-PT{days * 24 - 9}H" if days else "PT9H"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{before}")
    yield from (f"DESCRIPTION:{_escaped(one.title)}", "END:VALARM")


def _escaped(words: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11)."""
    for plain, escaped in _ESCAPED:
        words = words.replace(plain, escaped)
    return words


def _folded(line: str) -> bytes:
    """A content line in pieces of at most 75 bytes that split no character (RFC 5545, 3.1)."""
    pieces, piece = [], b""
    for character in line:
        encoded = character.encode()
        if len(piece) + len(encoded) > _LINE_BYTES:
            pieces.append(piece)
            piece = b" "
        piece += encoded
    return b"\r\n".join((*pieces, piece)) + b"\r\n"

"""What a preview says of rows, in words and shapes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.domain.word_lists import labelled, phrases
from dsurvey_desktop.usecases.intake_views import Difference
from dsurvey_desktop.usecases.preview_views import FilePreview, Group, RowPreview

WORDS = {
    Group.CHANGED: N_("differs from the entry"),
    Group.DUPLICATE: N_("twice"),
    Group.NOT_ON_ROSTER: N_("not on the roster"),
    Group.UNREADABLE: N_("unreadable"),
    Group.UNKNOWN_COMMUNITY: N_("unknown community"),
    Group.OTHER_TOWN: N_("another town"),
    Group.AFTER_CUTOFF: N_("after the cut-off"),
    Group.NOT_VALID: N_("certificate not valid"),
    Group.TAKEN: N_("would be taken in"),
    Group.NO_PERSON: N_("no person"),
    Group.UNCHANGED: N_("unchanged"),
}
"""In the order they are listed: what a person should look at first."""
_WANTS_A_LOOK = (Group.CHANGED, Group.DUPLICATE, Group.NOT_ON_ROSTER, Group.UNREADABLE)


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A row of a file that was looked at."""

    file: str
    row: RowPreview


def preview_lines(previews: Iterable[FilePreview]) -> list[PreviewLine]:
    """All rows, those that want a look first."""
    order = list(WORDS)
    lines = [PreviewLine(one.outcome.file, row) for one in previews for row in one.rows]
    return sorted(lines, key=lambda line: order.index(line.row.group))


def summary(lines: Iterable[PreviewLine]) -> str:
    """How many rows of each kind, in one line."""
    counts = Counter(line.row.group for line in lines)
    each = _("{what} {count}")
    return " · ".join(
        each.format(what=_(words), count=f"{counts[group]:,}")
        for group, words in WORDS.items()
        if counts[group]
    )


def group_words(line: PreviewLine) -> str:
    """What would become of the row."""
    return _(WORDS[line.row.group])


def group_kind(line: PreviewLine) -> str:
    """The shape before these words."""
    if line.row.group in _WANTS_A_LOOK:
        return "warning"
    return "done" if line.row.group is Group.TAKEN else "notice"


def detail(line: PreviewLine) -> str:
    """The differences field by field, else why the row is where it is."""
    if not line.row.differences:
        return str(line.row.message)
    return phrases(_difference(one) for one in line.row.differences)


def difference_words(item: str, here: str, came: str) -> str:
    """An item, what is here and what came, in one line."""
    return labelled(item, f"{here} → {came}")


def _difference(one: Difference) -> str:
    here, came = (words or _("(blank)") for words in (one.old_words, one.new_words))
    return difference_words(one.label, here, came)

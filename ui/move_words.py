"""What moving entries to another form edition changes, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import listed, phrases
from dsurvey_desktop.usecases.form_views import EditionMove, EntryMove, MovedItem


def account_lines(move: EditionMove) -> Iterator[str]:
    """What changes in all of them, a sentence each."""
    moved = _("{count} entries were moved.") if move.is_moved else _("{count} entries move.")
    yield moved.format(count=f"{move.entries:,}")
    pairs = (
        (_("No item for: {list}. The answers stay in the history."), move.left),
        (_("Answers that come back: {list}."), move.back),
        (_("Choices that are gone: {list}. They stay and are errors."), move.gone_codes),
        (_("Choices that read otherwise: {list}."), move.other_words),
    )
    for words, items in pairs:
        if items:
            yield words.format(list=listed(map(_item_words, items)))
    if move.new_findings:
        found = (f"{one.rule} {one.label} ({one.entries:,})" for one in move.new_findings)
        yield _("New findings: {list}.").format(list=listed(found))
    fallen = _("Approvals that fall: {count}.")
    yield fallen.format(count=f"{move.approvals:,}")
    if move.staying:
        words = _("Accepted by the district, they stay where they are: {count}.")
        yield words.format(count=f"{move.staying:,}")


def line_parts(line: EntryMove) -> Iterator[str]:
    """What changes in one entry; nothing where it is only taken along."""
    if line.loses_approval:
        yield _("The approval falls.")
    pairs = (
        (_("Into the history: {list}"), listed(line.left)),
        (_("Comes back: {list}"), listed(line.back)),
        (_("Choice gone: {list}"), listed(line.gone_codes)),
        (_("Found: {list}"), phrases(one.rstrip("。.") for one in line.new_findings)),
    )
    for words, told in pairs:
        if told:
            yield words.format(list=told)


def _item_words(one: MovedItem) -> str:
    choice = f" {one.code} {one.code_label}" if one.code else ""
    now = f" → {one.new_label}" if one.new_label else ""
    return f"{one.label}{choice}{now} ({one.entries:,})"

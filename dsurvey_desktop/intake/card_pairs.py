"""Labels and the values beside them, as printed forms have them: `姓名 | 张三 | 性别 | 男`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dsurvey_desktop.intake.choice_words import holds_boxes
from dsurvey_desktop.intake.cleaning import key_of
from dsurvey_desktop.intake.lexicon import SURE, Lexicon
from dsurvey_desktop.intake.phone_cells import OTHER_KIND
from dsurvey_desktop.intake.sheets import Cell, Position, plain_text
from dsurvey_desktop.intake.vocabulary import vocabulary

_IN_ONE_CELL = re.compile(r"\s*([^:：]{1,40})[:：]\s*(\S.*)", re.DOTALL)
_LONGEST_LABEL = 120


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value; without a label a cell that belongs to nothing known.

    Attributes:
        item: what the label means for certain, else empty.
        label_at, at: where label and value stand, from 0.
    """

    label: str
    value: Cell
    item: str
    label_at: Position
    at: Position


def pairs_of(row: Sequence[Cell], place: int, lexicon: Lexicon) -> Iterator[Pair]:
    """The pairs of a line from the left, and what belongs to none."""
    filled = [(at, cell) for at, cell in enumerate(row) if cell != ""]
    start, group = 0, ""
    while start < len(filled):
        at, cell = filled[start]
        whole = in_one_cell(cell, lexicon)
        if whole is not None:
            yield Pair(*whole, (place, at), (place, at))
            start += 1
            continue
        label = None if _names_group(filled[start:], lexicon) else _label(cell, group, lexicon)
        end = start + 1
        while end < len(filled) and not _begins_pair(filled[end][1], label, lexicon):
            end += 1
        run = filled[start:end]
        if label is None:
            group = plain_text(cell) if len(run) == 1 else ""
            yield from _unlabelled(run, place)
        else:
            yield from _labelled(run, place, label)
        start = end


def _names_group(cells: Sequence[tuple[int, Cell]], lexicon: Lexicon) -> bool:
    """True for a word that makes another question of the label in the very next cell.

    Where a cell lies between them, the first is a label and its answer is blank.
    """
    texts = [cell for _at, cell in cells[:2] if isinstance(cell, str)]
    if len(texts) < 2 or max(map(len, texts)) > _LONGEST_LABEL or cells[1][0] != cells[0][0] + 1:
        return False
    if lexicon.is_choice(lexicon.sure(texts[0]).item, texts[1]):
        return False
    own = lexicon.sure(texts[1])
    both = lexicon.sure("".join(texts))
    return min(own.confidence, both.confidence) >= SURE and both.item not in ("", own.item)


def in_one_cell(cell: Cell, lexicon: Lexicon) -> tuple[str, str, str] | None:
    """Label, value and item of `姓名：张三`; None for any other cell."""
    found = _IN_ONE_CELL.fullmatch(cell) if isinstance(cell, str) else None
    meaning = lexicon.sure(found[1].strip()) if found else None
    if found is None or meaning is None or not meaning.item or meaning.confidence < SURE:
        return None
    return found[1].strip(), found[2].strip(), meaning.item


def _label(cell: Cell, group: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """A label and its item, empty for one that no form needs; None for what is no label.

    `group` is the word before the labels of a line: 户主 before 姓名 is the householder's name.
    """
    if not isinstance(cell, str) or len(cell) > _LONGEST_LABEL:
        return None
    whole = f"{group}{cell}"
    for text in (whole, cell):
        meaning = lexicon.sure(text)
        if meaning.confidence >= SURE and (meaning.item or text is cell):
            return text, meaning.item
    return None


def _begins_pair(cell: Cell, before: tuple[str, str] | None, lexicon: Lexicon) -> bool:
    """True for a label, unless it answers the label before it (`调查方式 | 电话`).

    An answer may say its label once more: `手机号码 | 手机：13800000001`.
    """
    if (whole := in_one_cell(cell, lexicon)) is not None:
        return before is None or before[1] != whole[2]
    if _label(cell, "", lexicon) is None:
        return False
    return not (before and lexicon.is_choice(before[1], plain_text(cell)))


def _labelled(
    run: Sequence[tuple[int, Cell]], place: int, label: tuple[str, str]
) -> Iterator[Pair]:
    """A label and what stands between it and the next one; printed boxes belong together."""
    (at, _cell), values = run[0], run[1:]
    texts = [plain_text(cell) for _at, cell in values]
    if len(values) > 1 and any(map(holds_boxes, texts)):
        yield Pair(label[0], " ".join(texts), label[1], (place, at), (place, values[0][0]))
        return
    value_at, value = values[0] if values else (at + 1, "")
    yield Pair(label[0], value, label[1], (place, at), (place, value_at))
    yield from _unlabelled(values[1:], place)


def _unlabelled(run: Sequence[tuple[int, Cell]], place: int) -> Iterator[Pair]:
    """Unknown labels with their values; of an odd number the first stands for itself."""
    odd = len(run) % 2
    for at, cell in run[:odd]:
        yield Pair("", cell, "", (place, at), (place, at))
    for (at, label), (value_at, value) in zip(run[odd::2], run[odd + 1 :: 2], strict=True):
        yield Pair(plain_text(label), value, "", (place, at), (place, value_at))


def without_signatures(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Who signed a form answers no question that the form asks by another label.

    Nor is the telephone behind who signed the person's: `填表人 | 王五 | 联系电话 | 139…`.
    """
    signatures = vocabulary().marks["signature_line"]
    asked = {pair.item for pair in pairs if pair.item and key_of(pair.label) not in signatures}
    signers = set(_telephones_of_signers(pairs))
    for pair in pairs:
        is_signature = pair.item in asked and key_of(pair.label) in signatures
        if is_signature or pair.label_at in signers:
            signed = f"{pair.label}:{plain_text(pair.value)}"
            yield replace(pair, label="", value=signed, item="")
        else:
            yield pair


def _telephones_of_signers(pairs: Sequence[Pair]) -> Iterator[Position]:
    """The labels of telephones behind who signed, with no other question between them."""
    line = -1
    for pair in pairs:
        if pair.item in OTHER_KIND:
            if pair.label_at[0] == line:
                yield pair.label_at
        elif _signs(pair):
            line = pair.label_at[0]
        elif pair.item:
            line = -1


def _signs(pair: Pair) -> bool:
    is_signing = key_of(pair.label) in vocabulary().marks["signing_person"]
    return pair.item == "enumerator" or (is_signing and pair.item != "contact_name")

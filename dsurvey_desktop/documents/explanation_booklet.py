"""The booklet of item explanations, to read beside the forms and at visits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from dsurvey_desktop.documents.blocks import (
    BODY,
    SMALL,
    TITLE,
    Block,
    Heading,
    PageBreak,
    Paragraph,
)
from dsurvey_desktop.documents.model import BookletForm, ExplainedItem, SheetHeader
from dsurvey_desktop.documents.pages import paginate, titled, write_pages
from dsurvey_desktop.documents.pen import mm
from dsurvey_desktop.documents.text_layout import Style
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import told

_SECTION = Style(13, bold=True)
_TO_CONFIRM = "※"
_LONGEST = 1200
"""Characters of a paragraph that surely fit the lines a block may have."""


def write_booklet(
    target: BinaryIO | Path, header: SheetHeader, forms: Sequence[BookletForm]
) -> int:
    """Write the explanations, each form on pages of its own; returns the page count.

    Raises:
        AppError: by `replace_file` where `target` is a path.
    """
    header = titled(header, _("Explanation of the items"))
    return write_pages(target, header, paginate(list(_blocks(forms))))


def _blocks(forms: Sequence[BookletForm]) -> Iterator[Block]:
    for number, form in enumerate(forms):
        if number:
            yield PageBreak()
        yield Paragraph(form.title, TITLE, 2 * mm, "center")
        yield Paragraph(form.edition, SMALL, align="center")
        yield Paragraph(_introduction(form), BODY, 3 * mm)
        section = ""
        for item in form.items:
            if item.section != section:
                yield Heading(item.section, _SECTION, 6 * mm)
                section = item.section
            yield from _item_blocks(item)


def _introduction(form: BookletForm) -> str:
    words = _(
        "This booklet is made from the form edition named above. The year's official booklet "
        "prevails."
    )
    if any(item.is_to_confirm for item in form.items):
        mark = _("{mark} marks wording that is still to be confirmed with the official booklet.")
        words = told(words, mark.format(mark=_TO_CONFIRM))
    return words


def _item_blocks(item: ExplainedItem) -> Iterator[Block]:
    mark = f" {_TO_CONFIRM}" if item.is_to_confirm else ""
    yield Heading(f"{item.code}  {item.question}{mark}".strip(), above=3.5 * mm)
    if item.choices:
        yield Heading(item.choices, SMALL, 0.5 * mm)
    for number, words in enumerate(_pieces(item.words)):
        yield Paragraph(words, BODY, 0 if number else 0.8 * mm)


def _pieces(words: str) -> Iterator[str]:
    """Paragraphs that go from one page to the next; none is so long that it would be cut."""
    for paragraph in words.splitlines():
        for start in range(0, len(paragraph) or 1, _LONGEST):
            yield paragraph[start : start + _LONGEST]

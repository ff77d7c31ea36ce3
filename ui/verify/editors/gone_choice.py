"""How an answer reads that is none of its question's options."""

from __future__ import annotations

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.entry_views import ItemView


def no_option_words(item: ItemView, code: str) -> str:
    """The code, with what it read where another edition of the form has it."""
    labels = {choice.code: choice.label for choice in item.gone_choices}
    if code in labels:
        return _("{code}  {label} (no option any more)").format(code=code, label=labels[code])
    return _("{value} (not an option)").format(value=code)

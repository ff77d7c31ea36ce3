"""Texts for people: English templates in the source, translated by gettext when they are read.

A `Text` keeps template and values apart, so that what the database holds can be read in either
language. Mark a template with `text("…")` or `N_("…")`; Babel extracts both and `_("…")`.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DEFAULT_LANGUAGE = "zh_CN"
LANGUAGES = ("zh_CN", "en")


_STRAIGHT = str.maketrans("“”", '""')


class _English(gettext.NullTranslations):
    """The templates as they stand; a Chinese font draws curly quotes as wide as its characters."""

    def gettext(self, message: str) -> str:
        return message.translate(_STRAIGHT)


class _Catalogue:
    """The one catalogue in use; replaced by `use_language`."""

    def __init__(self) -> None:
        self.translations: gettext.NullTranslations = _English()
        self.language = "en"


_catalogue = _Catalogue()


def use_language(language: str, folder: Path) -> None:
    """Read every text in `language` from now on; `folder` holds `zh_CN/LC_MESSAGES/dsurvey.mo`."""
    if language == "en":
        _catalogue.translations = _English()
    else:
        _catalogue.translations = gettext.translation("dsurvey", folder, [language])
    _catalogue.language = language


def current_language() -> str:
    """The language texts are read in, `zh_CN` or `en`."""
    return _catalogue.language


def _(template: str) -> str:
    """Translate a template now."""
    return _catalogue.translations.gettext(template) if template else ""


def N_(template: str) -> str:  # noqa: N802 - the name gettext tools expect
    """Mark a template for the catalogue; it is translated later."""
    return template


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence for a person: `str(text)` reads it in the current language."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return _(self.template).format_map(self.values) if self.values else _(self.template)

    def to_json(self) -> list[Any]:
        """Shape kept in the database: `[template, values]`; a `Text` value nests."""
        return [self.template, {k: _plain(v) for k, v in self.values.items()}]

    @staticmethod
    def from_json(data: list[Any]) -> Text:
        """The opposite of `to_json`."""
        template, values = data
        return Text(template, {k: _rich(v) for k, v in values.items()})


def text(template: str, **values: Any) -> Text:
    """A `Text`; values are filled in by `str.format` names and may be `Text` themselves."""
    return Text(template, values)


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return {"text": value.to_json()}
    return value if isinstance(value, int | float | str | None) else str(value)


def _rich(value: Any) -> Any:
    return Text.from_json(value["text"]) if isinstance(value, dict) else value

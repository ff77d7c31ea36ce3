"""The one place that puts the core together."""

from __future__ import annotations

from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.domain.texts import DEFAULT_LANGUAGE, LANGUAGES, use_language


def choose_language(language: str | None = None) -> str:
    """Read texts in `language`, in Chinese when it is none or unknown; the language in use."""
    chosen = language if language in LANGUAGES else DEFAULT_LANGUAGE
    use_language(chosen, resources_folder() / "locale")
    return chosen

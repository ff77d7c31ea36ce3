"""A backup in one line, as lists show it."""

from __future__ import annotations

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.backup_views import KIND_WORDS, BackupView
from ui.dates import moment_text


def backup_line(backup: BackupView) -> str:
    """When, why, and how much it holds; files set aside as they were say so."""
    words = _(KIND_WORDS.get(backup.kind, backup.kind))
    if backup.entries is None:
        holds = _("as it stood then")
    else:
        holds = _("{count} entries").format(count=f"{backup.entries:,}")
    return f"{moment_text(backup.made_at)}   {words}   {holds}"

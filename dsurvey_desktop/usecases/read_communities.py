"""Reading a list of communities from a file."""

from __future__ import annotations

from pathlib import Path

from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.intake.communities import parse_communities
from dsurvey_desktop.usecases.read_source import read_source


def read_communities(path: Path) -> tuple[Community, ...]:
    """Codes and names from a table, text or JSON file; AppError of intake when unreadable."""
    return tuple(parse_communities(read_source(path), path.name))

from __future__ import annotations

import pytest

from ui.roster.page import RosterPage


@pytest.fixture
def page(show_page) -> RosterPage:
    return show_page(RosterPage)

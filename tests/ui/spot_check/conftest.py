from __future__ import annotations

import pytest

from ui.spot_check.page import SpotCheckPage


@pytest.fixture
def page(show_page) -> SpotCheckPage:
    return show_page(SpotCheckPage)

from __future__ import annotations

import pytest

from ui.returns.page import ReturnsPage


@pytest.fixture
def page(show_page) -> ReturnsPage:
    return show_page(ReturnsPage)

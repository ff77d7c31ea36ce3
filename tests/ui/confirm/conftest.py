from __future__ import annotations

import pytest

from ui.confirm.page import ConfirmPage


@pytest.fixture
def page(show_page) -> ConfirmPage:
    return show_page(ConfirmPage)

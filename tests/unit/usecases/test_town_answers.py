"""Answers as a bundle writes them, as values of the form again."""

from __future__ import annotations

import pytest

from dsurvey_desktop.usecases.find_edition import shipped_form
from dsurvey_desktop.usecases.town_answers import typed


@pytest.mark.parametrize("words", ["[{见附页}]", "[{", "[1, 2]", '[{"a": "\\ud83d"}]'])
def test_words_that_begin_like_the_groups_of_a_repeat_stay_words(words: str) -> None:
    assert typed(shipped_form("individual"), {"name": words}) == {"name": words}


def test_groups_of_a_repeat_are_groups() -> None:
    groups = '[{"m_name": "张三"}, {"m_name": "李四"}]'
    found = typed(shipped_form("individual"), {"name": groups})
    assert found == {"name": [{"m_name": "张三"}, {"m_name": "李四"}]}

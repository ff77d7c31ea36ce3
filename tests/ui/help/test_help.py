"""F1 on every page: the help in both languages, offline, with a picture; closed again by Esc."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QListWidget

from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.domain.texts import _, use_language
from ui.help.help_view import HelpView, picture_file
from ui.help.topics import DISTRICT_TOPICS, TOPICS, TOWN_TOPICS, topic_of, topics_for
from ui.page_registry import DISTRICT_PAGES, PAGES, PARTS

LANGUAGES = ("zh_CN", "en")


@pytest.mark.parametrize("place", [*PAGES, *PARTS], ids=lambda place: place.id)
def test_every_page_of_a_town_has_its_help(place):
    topic = topic_of(place.id)
    assert topic in topics_for(is_district=False)
    assert topic.title == place.title
    assert topic.steps


@pytest.mark.parametrize("place", DISTRICT_PAGES, ids=lambda place: place.id)
def test_every_page_of_a_district_has_its_help(place):
    topic = topic_of(place.id, is_district=True)
    assert topic in topics_for(is_district=True)
    assert topic.title == place.title


def test_no_help_is_left_of_a_page_that_is_gone():
    towns = {place.id for place in (*PAGES, *PARTS)}
    districts = {place.id for place in DISTRICT_PAGES}
    assert {topic.id for topic in TOWN_TOPICS} <= towns
    assert {topic.id.removeprefix("district_") for topic in DISTRICT_TOPICS} <= districts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.id)
def test_every_topic_has_a_picture_and_words_of_its_language(
    chinese, locale_folder, topic, language
):
    use_language(language, locale_folder)
    picture = QImage(str(picture_file(topic)))
    assert picture.width() >= 1000, picture_file(topic)
    words = [_(one) for one in (topic.title, topic.what, *topic.steps, *topic.notes)]
    for one in words:
        is_chinese = any("一" <= sign <= "鿿" for sign in one)
        assert is_chinese == (language == "zh_CN"), one


def test_no_picture_is_left_of_a_topic_that_is_gone():
    ids = {topic.id for topic in TOPICS}
    for language in LANGUAGES:
        files = (resources_folder() / "help" / language).glob("*.png")
        assert {file.stem for file in files} == ids


def test_the_contents_are_walked_by_keys_and_escape_closes(qtbot, theme, chinese):
    topics = topics_for(is_district=False)
    view = HelpView(theme, topics, topic_of("intake"))
    qtbot.addWidget(view)
    view.resize(1000, 600)
    view.show()
    with qtbot.waitActive(view):
        view.activateWindow()
    assert "搁置的行" in view.browser.toPlainText()
    contents = view.findChild(QListWidget)
    contents.setFocus()
    qtbot.keyClick(contents, Qt.Key.Key_Down)
    assert view.topic.id == "verify"
    assert "按 A 核准" in view.browser.toPlainText()
    with qtbot.waitSignal(view.closed):
        qtbot.keyClick(contents, Qt.Key.Key_Escape)


def test_the_help_on_verifying_says_who_may_do_what_and_is_read_by_keys(qtbot, theme, chinese):
    topic = topic_of("verify")
    view = HelpView(theme, (topic,), topic)
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.show()
    view.setFocus()
    words = view.browser.toPlainText()
    for one in ("各角色在各状态下的权限", "区已接受", "撤回核准", "审核"):
        assert one in words, one
    qtbot.keyClick(view.focusProxy(), Qt.Key.Key_PageDown)
    assert view.browser.verticalScrollBar().value() > 0

"""The window through a screen reader's eyes: another process reads and presses it over AT-SPI."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
NEEDED = ("dbus-run-session", "Xvfb")
PAGES = ("首页", "名册", "导入", "核对", "退回", "确认", "抽查", "上报", "表单", "设置")
LIMIT_SECONDS = 240


def is_there() -> bool:
    """Whether this system has a screen reader's bus, and a Python that speaks on it."""
    if not all(shutil.which(one) for one in NEEDED) or not Path("/usr/bin/python3").exists():
        return False
    asks = "import gi; gi.require_version('Atspi', '2.0')"
    return subprocess.run(["/usr/bin/python3", "-c", asks], check=False).returncode == 0


pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not is_there(),
    reason="needs Xvfb, dbus, at-spi2-core, python3-gi and gir1.2-atspi-2.0",
)


@pytest.fixture(scope="module")
def heard(tmp_path_factory) -> dict:
    """What a screen reader hears of every page, reached by pressing the buttons."""
    folder = tmp_path_factory.mktemp("person")
    target = folder / "heard.json"
    command = ["dbus-run-session", "--", sys.executable, HERE / "session.py", target, folder]
    done = subprocess.run(command, capture_output=True, timeout=LIMIT_SECONDS, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return json.loads(target.read_text(encoding="utf-8"))


def interactive(parts):
    return [one for one in parts if "FOCUSABLE" in one["states"] or one["can_press"]]


def is_chinese(words: str) -> bool:
    """At least one Chinese character; figures, dates and codes have no language."""
    return any("一" <= sign <= "鿿" for sign in words)


def test_every_page_is_reached_by_pressing_its_button(heard):
    assert is_chinese(heard["window"])
    names = [name.split("，")[0] for name in heard["pages"]]
    assert names == list(PAGES)
    for name, parts in heard["pages"].items():
        titles = [one["name"] for one in parts if one["role"] == "label"]
        assert name.split("，")[0] in titles, f"{name} was pressed but does not show"


def test_everything_one_can_use_has_a_name_and_a_role(heard):
    for page, parts in heard["pages"].items():
        for one in interactive(parts):
            assert one["name"].strip(), (page, one)
            assert one["role"] not in ("unknown", "invalid", ""), (page, one)


def test_the_names_are_chinese(heard):
    for page, parts in heard["pages"].items():
        for one in interactive(parts):
            has_letters = any(sign.isascii() and sign.isalpha() for sign in one["name"])
            is_data = one["role"] in ("table cell", "text", "list item")
            assert is_data or not has_letters or is_chinese(one["name"]), (page, one)


def test_exactly_one_page_button_is_chosen(heard):
    for page, parts in heard["pages"].items():
        chosen = [
            one["name"]
            for one in parts
            if one["role"] == "radio button" and "Navigation" in one["id"]
            if "CHECKED" in one["states"]
        ]
        assert chosen == [page]

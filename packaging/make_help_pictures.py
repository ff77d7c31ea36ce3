"""Draws the pictures of the help from the practice town, in both languages.

Run by hand when pages look different: `.venv/bin/python packaging/make_help_pictures.py`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from PIL import Image, ImageQt  # noqa: E402 - the project is found first
from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402 - the project is found first
from PySide6.QtWidgets import QApplication  # noqa: E402

from dsurvey_desktop.domain.texts import use_language  # noqa: E402
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries  # noqa: E402
from dsurvey_desktop.usecases.draw_sample import draw_sample  # noqa: E402
from dsurvey_desktop.usecases.export_bundle import export_bundle  # noqa: E402
from dsurvey_desktop.usecases.manage_keys import trust_key_card, write_key_card  # noqa: E402
from dsurvey_desktop.usecases.office_views import OfficeSetup  # noqa: E402
from dsurvey_desktop.usecases.open_office import close_office, open_office  # noqa: E402
from dsurvey_desktop.usecases.receive_bundles import receive_bundles  # noqa: E402
from dsurvey_desktop.usecases.run_demo import sample_town  # noqa: E402
from dsurvey_desktop.usecases.set_up_office import set_up_office  # noqa: E402
from ui.application import Application  # noqa: E402
from ui.arguments import Arguments  # noqa: E402
from ui.changes import Destination  # noqa: E402
from ui.help.topics import SETTINGS, TOPICS, TOWN_TOPICS  # noqa: E402
from ui.page_registry import parts_of  # noqa: E402
from ui.places import LOCALE  # noqa: E402
from ui.practice_office import PASSWORD, open_practice  # noqa: E402
from ui.settings import settings_in  # noqa: E402

SIZE = 1100, 660
COLOURS, KMEANS = 96, 2
LANGUAGES = ("zh_CN", "en")
TURN_MS, CALM_MS = 50, 700
APPROVED_FIRST = 120


def main() -> None:
    """Every topic's page, as `resources/help/LANGUAGE/TOPIC.png`."""
    program = QApplication([])
    program.setStyle("Fusion")
    with tempfile.TemporaryDirectory() as name:
        use_language("zh_CN", LOCALE)
        town, district = make_offices(Path(name))
        for language in LANGUAGES:
            target = PROJECT / "resources" / "help" / language
            target.mkdir(parents=True, exist_ok=True)
            for folder, prefix in ((town, ""), (district, "district_")):
                draw_office(folder, prefix, language, target)
            draw_first_screen(Path(name) / language, language, target)


def make_offices(place: Path) -> tuple[Path, Path]:
    """A town in the middle of its work, and a district that has its first bundle."""
    close_office(open_practice(place / "practice").desk)
    town = open_office(place / "practice", PASSWORD)
    sample = sample_town()
    setup = OfficeSetup(sample.district, sample.campaign, (), "区经办人")
    district = set_up_office(place / "district", setup, PASSWORD)
    trust_key_card(town, write_key_card(district, place)[0])
    trust_key_card(district, write_key_card(town, place)[0])
    approve_entries(town, ready_entries(town)[:APPROVED_FIRST])
    draw_sample(town, share=0.05, seed=2025)
    bundle = Path(export_bundle(town, place / "stick").path)
    receive_bundles(district, [bundle])
    for desk in (town, district):
        close_office(desk)
    return place / "practice", place / "district"


def draw_office(folder: Path, prefix: str, language: str, target: Path) -> None:
    """The pages of one office; a district's own of the same name have a prefix."""
    application = started(folder.parent / f"settings-{folder.name}-{language}", language)
    application.start(Arguments(folder=folder))
    application.window.resize(*SIZE)
    screen = application.window.screens.currentWidget()
    screen.password.setText(PASSWORD)
    screen.open_office()
    wait(lambda: application.frame is not None and not application.worker.is_busy)
    own = {topic.id for topic in TOPICS}
    everywhere = (*application.frame.places, *parts_of(application.opened.office.office))
    for place in everywhere:
        topic = f"{prefix}{place.id}" if f"{prefix}{place.id}" in own else place.id
        if not prefix or topic not in {one.id for one in (*TOWN_TOPICS, SETTINGS)}:
            application.frame.go_to(Destination(place.id))
            save(application, target / f"{topic}.png")
    finish(application)


def draw_first_screen(data: Path, language: str, target: Path) -> None:
    """What one sees at the first start."""
    application = started(data, language)
    application.start(Arguments())
    application.window.resize(*SIZE)
    save(application, target / "set_up.png")
    finish(application)


def started(data: Path, language: str) -> Application:
    """The program with settings of its own."""
    data.mkdir(parents=True)
    settings = settings_in(data / "settings.ini")
    settings.look, settings.language = "light", language
    return Application(settings, data)


def save(application: Application, file: Path) -> None:
    """Wait until the page is calm, then keep its picture in few colours."""
    turn(CALM_MS)
    wait(lambda: not application.worker.is_busy)
    turn(CALM_MS)
    picture = ImageQt.fromqimage(application.window.grab().toImage())
    picture.convert("RGB").quantize(
        COLOURS, Image.Quantize.MEDIANCUT, KMEANS, dither=Image.Dither.NONE
    ).save(file, optimize=True)
    print(file.relative_to(PROJECT))


def finish(application: Application) -> None:
    """Close the window and end its work."""
    application.window.close()
    application.end()


def wait(is_done: Callable[[], bool]) -> None:
    """Turn the event loop until it is done."""
    turn(TURN_MS)
    while not is_done():
        turn(TURN_MS)


def turn(milliseconds: int) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()

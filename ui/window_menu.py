"""What stands in the menu bar, with and without an open office."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from dsurvey_desktop.domain.texts import N_, _
from ui.changes import Destination
from ui.menus import Menus, plain
from ui.page_registry import key_digits

if TYPE_CHECKING:
    from ui.frame import Frame
    from ui.page import Page

Commands = Mapping[str, Callable[..., object]]
"""The application's bound slots by name."""


@dataclass(frozen=True, slots=True)
class Command:
    """One line of a menu: the name of its command, its words and its keys."""

    name: str
    words: str
    keys: tuple[str, ...] = ()


OFFICE = (
    Command("open_office", N_("&Open an office folder …"), ("Ctrl+Shift+O",)),
    Command("practise", N_("&Practise with the sample town")),
    Command("lock", N_("&Lock"), ("Ctrl+L",)),
    Command("restore", N_("Put a &backup back …")),
    Command("server", N_("Se&rver of this office …")),
    Command("close_office", N_("&Sign out"), ("Ctrl+W",)),
    Command("quit", N_("&Quit"), ("Ctrl+Q",)),
)
PEOPLE = (Command("find_person", N_("&Find a person …"), ("Ctrl+K",)),)
VIEW = (
    Command("larger_text", N_("&Larger text"), ("Ctrl++", "Ctrl+=")),
    Command("smaller_text", N_("&Smaller text"), ("Ctrl+-",)),
    Command("next_look", N_("&Next look"), ("Ctrl+Shift+L",)),
    Command("other_language", N_("Language: Chinese/English"), ("Ctrl+Shift+E",)),
)
HELP = (
    Command("show_help", N_("&Explain this; elsewhere the page"), ("F1",)),
    Command("show_page_help", N_("&Help on this page"), ("Shift+F1",)),
    Command("show_keys", N_("&Keys"), ("?",)),
)


STAYING = frozenset({"quit", "show_help", "show_page_help", "show_keys"})
"""Commands that leave the screen as it is; closing the window stops all work first."""


class WindowMenu(QObject):
    """Builds the bar anew for each screen; the page menu follows the page in front."""

    def __init__(self, window: QMainWindow, commands: Commands, frame: Frame | None) -> None:
        super().__init__(window)
        self._frame = frame
        self.menus = Menus(window.menuBar())
        self._leaving: list[QAction] = []
        self._add(_("&Office"), OFFICE, commands)
        self._page_menu: QMenu | None = None
        self._page_actions: list[QAction] = []
        self._own_actions: list[QAction] = []
        if frame is not None:
            self._add_pages(frame, commands)
        self._add(_("&View"), VIEW, commands)
        self._add(_("&Help"), HELP, commands)

    @property
    def page_words(self) -> str:
        """What the menu of the page in front is called; empty where no office is open."""
        return "" if self._page_menu is None else plain(self._page_menu.title())

    def drop(self) -> None:
        """Make room for the menus of another screen."""
        if self._page_menu is not None:
            for action in self._page_actions:
                self._page_menu.removeAction(action)
        self.menus.drop()
        self.deleteLater()

    def hold(self, is_held: bool) -> None:
        """Keep from every command that would take the screen away, or let them go again."""
        for action in self._leaving:
            action.setEnabled(not is_held)

    @Slot(object)
    def show_page(self, page: Page) -> None:
        """List the actions of the page in front."""
        if self._page_menu is None or self._frame is None:
            return
        for action in self._page_actions:
            self._page_menu.removeAction(action)
        self._page_actions = page.actions()
        self._page_menu.insertActions(self._own_actions[0], self._page_actions)

    @Slot()
    def focus_search(self) -> None:
        """Go to the page's search field."""
        if self._frame is not None and self._frame.current_page is not None:
            self._frame.current_page.focus_search()

    @Slot()
    def _go_to_sender(self) -> None:
        action = self.sender()
        if isinstance(action, QAction) and self._frame is not None:
            self._frame.go_to(Destination(action.data()))

    def _add(self, title: str, commands: tuple[Command, ...], slots: Commands) -> None:
        menu = self.menus.add_menu(title)
        for command in commands:
            if command.name not in slots:
                continue
            words, slot = _(command.words), slots[command.name]
            action = self.menus.add_action(menu, words, command.keys, slot)
            if command.name not in STAYING:
                self._leaving.append(action)

    def _add_pages(self, frame: Frame, commands: Commands) -> None:
        go = self.menus.add_menu(_("&Go"))
        digits = key_digits(frame.places)
        for place in frame.places:
            digit = digits.get(place.id, "")
            keys = (f"Ctrl+{digit}", f"Alt+{digit}") if digit else ()
            words = f"&{digit}  {_(place.title)}" if digit else _(place.title)
            action = self.menus.add_action(go, words, keys, self._go_to_sender)
            action.setData(place.id)
        for command in PEOPLE:
            self.menus.add_action(go, _(command.words), command.keys, commands[command.name])
        self._page_menu = menu = self.menus.add_menu(_("&Page"))
        self._own_actions = [
            menu.addSeparator(),
            self.menus.add_action(menu, _("&Find"), ("Ctrl+F",), self.focus_search),
            self.menus.add_action(menu, _("&Read again"), ("F5",), frame.refresh_all),
        ]
        frame.page_shown.connect(self.show_page)

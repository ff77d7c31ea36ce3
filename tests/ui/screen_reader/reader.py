"""Reads the program's window as a screen reader does and writes what it hears as JSON.

Runs under the system's own Python, which has Debian's AT-SPI binding; the program is another
process. Arguments: the program's process id and the file to write.
"""

import json
import sys
import time
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version is asked for first

WAIT_SECONDS = 120
PAUSE_SECONDS = 0.2
CELLS_READ = 24
STATES = ("ENABLED", "FOCUSABLE", "FOCUSED", "SHOWING", "CHECKED", "SELECTED")


def main() -> None:
    """Press every page's button in turn and read the page that comes."""
    process, target = int(sys.argv[1]), Path(sys.argv[2])
    window = wait_for(lambda: window_of(process))
    wait_for(lambda: page_buttons(window))
    wait_for(lambda: is_settled(window))
    heard = {"window": window.get_name(), "pages": {}}
    for number in range(len(page_buttons(window))):
        name = wait_for(lambda at=number: press(page_buttons(window)[at]))
        wait_for(lambda: is_settled(window))
        heard["pages"][name] = read(window)
    target.write_text(json.dumps(heard, ensure_ascii=False), encoding="utf-8")


def wait_for(find):
    """What `find` gives once it gives something."""
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        try:
            found = find()
        except GLib.Error:
            found = None  # the part went away while it was read
        if found:
            return found
        time.sleep(PAUSE_SECONDS)
    raise SystemExit(f"nothing after {WAIT_SECONDS} s")


def window_of(process):
    """The program's window, once it is on the bus."""
    desktop = Atspi.get_desktop(0)
    for one in children(desktop):
        if one is not None and one.get_process_id() == process and one.get_child_count():
            return one.get_child_at_index(0)
    return None


def page_buttons(window):
    """The buttons that lead to the pages."""
    for one in walk(window):
        if one.get_accessible_id().endswith("Navigation"):
            return [part for part in walk(one) if can_be_pressed(part)]
    return []


def can_be_pressed(part):
    """Whether it has an action of that name."""
    action = part.get_action_iface()
    count = action.get_n_actions() if action else 0
    return any(action.get_action_name(at) in ("Press", "Toggle") for at in range(count))


def press(button):
    """Press it as a screen reader's user does; its name."""
    name = button.get_name()
    button.get_action_iface().do_action(0)
    return name


def is_settled(window):
    """Whether two readings agree: nothing is being loaded any more."""
    first = read(window)
    time.sleep(2 * PAUSE_SECONDS)
    return first == read(window)


def read(window):
    """Role, name and states of everything that shows."""
    return [described(one) for one in walk(window)]


def described(one):
    """What a screen reader tells of one part."""
    states = one.get_state_set()
    return {
        "role": one.get_role_name(),
        "name": one.get_name(),
        "description": one.get_description(),
        "states": [name for name in STATES if states.contains(getattr(Atspi.StateType, name))],
        "can_press": can_be_pressed(one),
        "id": one.get_accessible_id(),
    }


def is_showing(one):
    """Whether it is to be seen."""
    return one.get_state_set().contains(Atspi.StateType.SHOWING)


def walk(one):
    """A part that shows and all below it; of a long table the beginning."""
    yield one
    limit = CELLS_READ if one.get_role() == Atspi.Role.TABLE else None
    for child in children(one, limit):
        if child is not None and is_showing(child):
            yield from walk(child)


def children(one, limit=None):
    """The parts directly below."""
    count = one.get_child_count()
    return [one.get_child_at_index(at) for at in range(min(count, limit or count))]


if __name__ == "__main__":
    main()

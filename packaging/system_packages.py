"""What the program and its tests need from the operating system, installed where allowed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from report import Refusal, say


@dataclass(frozen=True, slots=True)
class Need:
    """A Debian package; with `command`, a program of that name from anywhere will do."""

    package: str
    command: str = ""


QT = tuple(
    Need(name)
    for name in (
        "libdbus-1-3",
        "libegl1",
        "libfontconfig1",
        "libgl1",
        "libglib2.0-0",
        "libxcb-cursor0",
        "libxcb-icccm4",
        "libxcb-image0",
        "libxcb-keysyms1",
        "libxcb-randr0",
        "libxcb-render-util0",
        "libxcb-shape0",
        "libxcb-xkb1",
        "libxkbcommon-x11-0",
    )
)
LIBPYTHON = "libpython{}.{}".format(*sys.version_info[:2])
"""What a frozen program is made with; Debian's Python does without it."""
TESTS = (
    *((Need(LIBPYTHON),) if sys.base_prefix == "/usr" else ()),
    Need("age", "age"),
    Need("at-spi2-core"),
    Need("binutils", "objdump"),
    Need("dbus", "dbus-run-session"),
    Need("default-jre-headless", "java"),
    Need("gir1.2-atspi-2.0"),
    Need("libreoffice-calc-nogui", "soffice"),
    Need("nsis", "makensis"),
    Need("openssh-client", "ssh-keygen"),
    Need("openssl", "openssl"),
    Need("poppler-utils", "pdftoppm"),
    Need("python3-gi"),
    Need("xvfb", "Xvfb"),
    Need("postgresql"),
)


def ensure(*, with_tests: bool) -> list[str]:
    """Install what is missing if this user may; returns the names that are missing still."""
    if not _is_debian():
        say("no Debian package manager here; Qt tells by itself if something lacks")
        if with_tests and (lacking := _lacking_commands()):
            say(f"tests that call these programs need them: {', '.join(lacking)}")
        return []
    missing = _missing(QT + (TESTS if with_tests else ()))
    if missing and _may_install():
        _install(missing)
        missing = [name for name in missing if not _is_installed(name)]
    say(advice(missing) if missing else "everything is there")
    return missing


def ensure_venv_module() -> None:
    """Debian keeps the module `venv` in a package of its own.

    Raises:
        Refusal: it is missing and can't be installed here.
    """
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    if _is_debian() and _may_install():
        _install([package])
        if _is_installed(package):
            return
    raise Refusal(f"This Python lacks the module venv.\n{advice([package])}")


def advice(missing: Sequence[str]) -> str:
    """What to type for the missing packages."""
    if not missing:
        return "Please install the libraries that Qt 6 needs on this system, then try again."
    prefix = "" if _is_root() else "sudo "
    return (
        "missing on this system; please type\n"
        f"      {prefix}apt-get install --no-install-recommends {' '.join(missing)}"
    )


def _missing(needs: Sequence[Need]) -> list[str]:
    return [
        need.package
        for need in needs
        if not (need.command and shutil.which(need.command)) and not _is_installed(need.package)
    ]


def _lacking_commands() -> list[str]:
    return [need.command for need in TESTS if need.command and not shutil.which(need.command)]


def _is_installed(package: str) -> bool:
    """Whether dpkg knows it as installed, also under the name of the 64-bit time change."""
    return any(_status(name) == "installed" for name in (package, package + "t64"))


def _status(package: str) -> str:
    found = subprocess.run(
        ["dpkg-query", "-W", "-f=${db:Status-Status}\n", package],
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout.split("\n")[0]


def _install(packages: Sequence[str]) -> None:
    say(f"installing {' '.join(packages)}")
    if not _apt_get("install", "-y", "--no-install-recommends", *packages):
        say("asking for the current list of packages first")
        _apt_get("update")
        _apt_get("install", "-y", "--no-install-recommends", *packages)


def _apt_get(*arguments: str) -> bool:
    done = subprocess.run(
        ["apt-get", "-qq", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        say(f"apt-get {arguments[0]} failed: {' '.join(done.stderr.split()[:30])}")
    return done.returncode == 0


def _is_debian() -> bool:
    return sys.platform == "linux" and shutil.which("dpkg-query") is not None


def _may_install() -> bool:
    return _is_root() and shutil.which("apt-get") is not None


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0

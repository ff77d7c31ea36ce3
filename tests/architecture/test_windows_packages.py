"""What is packed for Windows: a folder for a stick, and an installer that NSIS accepts."""

from __future__ import annotations

import re
import shutil
import zipfile

import pytest

from ui.places import PORTABLE_MARK


@pytest.fixture
def packages(packaging_module):
    return packaging_module("windows_packages")


@pytest.fixture
def frozen(tmp_path):
    """What PyInstaller leaves, in a folder as offices have them."""
    folder = tmp_path / "云溪镇 残联" / "dsurvey"
    (folder / "_internal" / "resources").mkdir(parents=True)
    for name in (
        "dsurvey-desktop.exe",
        "dsurvey.exe",
        "_internal/resources/名册",
        "_internal/LICENSE",
    ):
        (folder / name).write_bytes(name.encode())
    return folder


def test_the_portable_folder_holds_everything_and_its_mark(packages, frozen, tmp_path):
    made = packages.pack_portable(frozen, tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [made.name]
    with zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path / "stick")
        mark = archive.read(f"dsurvey-desktop/{PORTABLE_MARK}").decode("utf-8-sig")
    program = tmp_path / "stick" / "dsurvey-desktop"
    for path in (path for path in frozen.rglob("*") if path.is_file()):
        assert (program / path.relative_to(frozen)).read_bytes() == path.read_bytes()
    assert "\r\n" in mark
    assert len(list(program.iterdir())) == 4


def test_a_folder_frozen_elsewhere_is_refused(packages, tmp_path, capsys):
    (tmp_path / "dsurvey-desktop").touch()
    assert packages.main(["--frozen", str(tmp_path)]) == 1
    assert "holds no dsurvey-desktop.exe" in capsys.readouterr().err


def test_the_installer_is_made(packages, frozen, tmp_path):
    if shutil.which("makensis") is None:
        pytest.skip("NSIS is not installed here (Debian's package nsis)")
    made = packages.pack_installer(frozen, tmp_path)
    assert made.read_bytes().startswith(b"MZ")
    assert packages.version() in made.name


def test_the_installer_removes_what_it_wrote_and_nothing_else(packages):
    """Somebody may keep an office in the same folder."""
    script = packages.SCRIPT.read_text("utf-8")
    assert "RequestExecutionLevel user" in script
    assert set(re.findall(r'RMDir /r "(.+)"', script)) == {r"$INSTDIR\_internal"}
    assert "HKLM" not in script

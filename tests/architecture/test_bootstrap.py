"""What the bootstrap decides: when to install, when to make anew, and what it says on trouble."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest


@pytest.fixture
def environment(packaging_module, tmp_path, monkeypatch):
    """The module, on folders of the test's own and with an installer that only notes."""
    module = packaging_module("environment")
    requirements = tmp_path / "requirements"
    requirements.mkdir()
    for name in ("runtime", "dev", "source", "windows"):
        (requirements / f"{name}.txt").write_text(f"{name}==1\n", encoding="utf-8")
    folder = tmp_path / ".venv"
    monkeypatch.setattr(module, "REQUIREMENTS", requirements)
    monkeypatch.setattr(module, "FOLDER", folder)
    monkeypatch.setattr(module, "MARKER", folder / "installed.json")
    monkeypatch.setattr(module, "PYTHON", folder / "bin" / "python")
    return module


@pytest.fixture
def installs(environment, monkeypatch) -> list[list[str]]:
    """Which requirement files were installed, call by call; making the environment is quick."""
    calls: list[list[str]] = []
    monkeypatch.setattr(
        environment.pip_run,
        "install",
        lambda _python, files, _options: calls.append([path.stem for path in files]),
    )
    monkeypatch.setattr(environment, "_create", environment.FOLDER.mkdir)
    monkeypatch.setattr(environment, "_is_working", lambda: True)
    return calls


def test_a_second_run_installs_nothing(environment, installs):
    environment.ensure(("runtime", "dev"))
    first = list(installs)
    environment.ensure(("runtime", "dev"))
    environment.ensure(("runtime",))
    assert [name for call in first for name in call if name != "windows"] == [
        "runtime",
        "dev",
        "source",
    ]
    assert installs == first


def test_a_changed_pin_is_installed(environment, installs):
    environment.ensure(("runtime",))
    (environment.REQUIREMENTS / "runtime.txt").write_text("runtime==2\n", encoding="utf-8")
    environment.ensure(("runtime",))
    assert len(installs) == 2


def test_a_failed_installation_is_not_taken_for_done(environment, installs, monkeypatch):
    def fail(*_arguments):
        raise RuntimeError

    environment.ensure(("runtime",))
    (environment.REQUIREMENTS / "runtime.txt").write_text("runtime==2\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(environment.pip_run, "install", fail)
        with pytest.raises(RuntimeError):
            environment.ensure(("runtime",))
    environment.ensure(("runtime",))
    assert len(installs) == 2


@pytest.mark.parametrize("rest", ["", "[]", '{"runtime"'])
def test_a_damaged_marker_means_install_again(environment, installs, rest):
    environment.ensure(("runtime",))
    environment.MARKER.write_text(rest, encoding="utf-8")
    environment.ensure(("runtime",))
    assert len(installs) == 2
    assert set(json.loads(environment.MARKER.read_text("utf-8"))) == {"runtime"}


def test_a_broken_environment_is_made_anew(environment, installs, monkeypatch):
    environment.FOLDER.mkdir()
    (environment.FOLDER / "left-over").touch()
    monkeypatch.setattr(environment, "_is_working", lambda: False)
    environment.ensure(("runtime",))
    assert not (environment.FOLDER / "left-over").exists()
    assert len(installs) == 1


@pytest.mark.parametrize(
    ("output", "says"),
    [
        ("NewConnectionError: Failed to establish a new connection", "can't be reached"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "not the pinned one"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("ERROR: No matching distribution found for x==1", "no ready-made package"),
        ("HINT: … does not have Windows Long Path support enabled.", "to a short place"),
        ("something else\nlast line", "last line"),
    ],
)
def test_what_pip_says_is_explained(packaging_module, output, says):
    assert says in packaging_module("pip_run").explain(output)


def test_missing_system_packages_are_named_with_the_command(packaging_module):
    advice = packaging_module("system_packages").advice(["libegl1", "libgl1"])
    assert advice.endswith("apt-get install --no-install-recommends libegl1 libgl1")


def test_a_program_from_anywhere_satisfies_a_need(packaging_module, monkeypatch):
    module = packaging_module("system_packages")
    monkeypatch.setattr(module, "_is_installed", lambda package: package == "there")
    monkeypatch.setattr(module.shutil, "which", {"java": "/opt/java"}.get)
    needs = [module.Need(*each) for each in (("jre", "java"), ("age", "age"), ("there",), ("not",))]
    assert module._missing(needs) == ["age", "not"]


def test_an_unfitting_python_is_told_which_one_is_needed(packaging_module, monkeypatch, capsys):
    bootstrap = packaging_module("bootstrap")
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _name: None)
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 10, 0))
    assert bootstrap.main(["demo"]) == 1
    assert "This is Python 3.10, and the program needs 3.11" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("platform", "starts"), [("linux", ["python3.12"]), ("win32", ["py", "-3.12"])]
)
def test_a_fitting_python_is_found_beside_the_unfitting_one(
    packaging_module, monkeypatch, platform, starts
):
    """Windows has one starter for all versions, and mostly no `python3.12`."""
    bootstrap = packaging_module("bootstrap")
    called = []
    monkeypatch.setattr(bootstrap.sys, "platform", platform)
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 10, 0))
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: name if name == starts[0] else None)
    monkeypatch.setattr(bootstrap, "_works", lambda command: command == starts)
    monkeypatch.setattr(bootstrap.subprocess, "call", lambda command: called.append(command) or 7)
    assert bootstrap.main(["demo", "--no-window"]) == 7
    (command,) = called
    assert command[: len(starts)] == starts
    assert command[-2:] == ["demo", "--no-window"]


@pytest.mark.parametrize(
    ("built_with", "prefix", "is_left"),
    [
        ("'--enable-shared'", "/root/.versions/3.11", True),
        ("'--enable-shared' '--enable-optimizations'", "/usr/local", False),
        ("'--enable-shared'", "/usr", False),
        (None, "C:\\Python311", False),
    ],
)
def test_a_python_built_without_optimisation_is_left_for_that_of_the_system(
    packaging_module, monkeypatch, built_with, prefix, is_left
):
    bootstrap = packaging_module("bootstrap")
    called = []
    monkeypatch.setattr(bootstrap.sysconfig, "get_config_var", {"CONFIG_ARGS": built_with}.get)
    monkeypatch.setattr(bootstrap.sys, "base_prefix", prefix)
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 12, 1))
    monkeypatch.setattr(bootstrap.Path, "exists", lambda self: str(self) == "/usr/bin/python3.12")
    monkeypatch.setattr(bootstrap, "_works", lambda *_what: True)
    monkeypatch.setattr(bootstrap.subprocess, "call", lambda command: called.append(command) or 7)
    if is_left:
        assert bootstrap.main(["demo"]) == 7
        assert called[0][0] == "/usr/bin/python3.12"
        monkeypatch.setattr(bootstrap, "_works", lambda *_what: False)
    assert bootstrap._quicker_python() is None


def test_the_script_on_another_drive_is_named_whole(packaging_module, monkeypatch):
    """`D:` has no path relative to `C:`."""
    bootstrap = packaging_module("bootstrap")

    def refuse(_path):
        raise ValueError

    monkeypatch.setattr(bootstrap.os.path, "relpath", refuse)
    assert bootstrap._shown_script().endswith("bootstrap.py")


def test_the_command_of_windows_is_the_same_in_every_code_page(packaging_module):
    """A batch file with the folder's Chinese name in UTF-8 is garbled on a Chinese Windows."""
    words = packaging_module("environment").COMMAND_WINDOWS
    assert words.isascii()
    assert "{" not in words
    assert all(line.endswith("\r") for line in words.split("\n")[:-1])


def test_a_wrong_command_is_wrong_usage(project):
    done = subprocess.run(
        [sys.executable, "packaging/bootstrap.py", "nonsense"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "nonsense" in done.stderr

"""A real PostgreSQL of the tests' own: a folder, a port, and nothing of the machine's own one."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

from dsurvey_desktop.domain.server_address import Server, ServerAddress

USER, SECRET = "dsurvey", "线路 secret'\"1"
_START_S = 60
_END_S = 180
_OPTIONS = ("fsync=off", "listen_addresses=127.0.0.1", "max_connections=40", "shared_buffers=32MB")


def programs() -> Path | None:
    """The folder with `initdb` and `postgres`; None where the package is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    named = shutil.which("initdb")
    return Path(named).resolve().parent if named else None


class Postgres:
    """One server process; `stop` and `start` keep data and port."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._as_user = _unprivileged()
        self.folder = Path(tempfile.mkdtemp(prefix="dsurvey-pg-"))
        self._data = self.folder / "data"
        if self._as_user:
            shutil.chown(self.folder, self._as_user)
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._databases = 0
        self._make()

    def start(self) -> None:
        """Start and wait until it answers."""
        options = [word for option in _OPTIONS for word in ("-c", option)]
        command = [self._programs / "postgres", "-D", self._data, "-p", str(self.port), "-k"]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [*map(str, command), str(self.folder), *options],
                user=self._as_user,
                cwd=self.folder,
                stdout=log,
                stderr=log,
            )
        self._wait()

    def stop(self, *, at_once: bool = False) -> None:
        """Stop: fast, or as if the power failed."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT if at_once else signal.SIGINT)
            self._process.wait(_END_S)
            self._process = None

    def remove(self) -> None:
        """Stop and take everything away."""
        self.stop(at_once=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def new_database(self, template: str = "template0") -> str:
        """Make a database; its name."""
        self._databases += 1
        name = f"office_{self._databases}"
        with self.connect() as connection:
            connection.execute(
                f"CREATE DATABASE {name} OWNER {USER} TEMPLATE {template} ENCODING 'UTF8'"
            )
        return name

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """Look behind the program's back, as the server's operator."""
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            dbname=database,
            user="operator",
            password=SECRET,
            autocommit=True,
        )

    def encrypt(self, certificate: Path, key: Path) -> None:
        """Answer with TLS from now on."""
        for source, name in ((certificate, "server.crt"), (key, "server.key")):
            target = Path(shutil.copy(source, self._data / name))
            target.chmod(0o600)
            if self._as_user:
                shutil.chown(target, self._as_user)
        self._set("ssl", "on")

    def speak_openly(self) -> None:
        """Without TLS, as it is made."""
        self._set("ssl", "off")

    def _set(self, name: str, value: str) -> None:
        with self.connect() as connection:
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        self.stop()
        self.start()

    def server(self, database: str) -> Server:
        """How the program reaches a database."""
        return Server(ServerAddress("127.0.0.1", self.port, database, USER, "disable"), SECRET)

    def _make(self) -> None:
        word = self.folder / "word"
        word.write_text(SECRET, encoding="utf-8")
        word.chmod(0o644)
        how = ["-U", "operator", "-A", "scram-sha-256", f"--pwfile={word}", "-E", "UTF8"]
        command = [self._programs / "initdb", "-D", self._data, *how, "--no-sync", "--locale=C"]
        subprocess.run(
            list(map(str, command)),
            user=self._as_user,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        self.start()
        with self.connect() as connection:
            quoted = psycopg.sql.Literal(SECRET).as_string(connection)
            connection.execute(f"CREATE ROLE {USER} LOGIN PASSWORD {quoted}")

    def _wait(self) -> None:
        ends = time.monotonic() + _START_S
        while time.monotonic() < ends:
            try:
                self.connect().close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError((self.folder / "log").read_text("utf-8"))


def _unprivileged() -> str | None:
    """PostgreSQL refuses to run as root; its own user is there with its package."""
    if os.geteuid() != 0:
        return None
    names = {one.pw_name for one in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

"""The line to the server: encrypted, with its certificate checked, or refused in clear words."""

from __future__ import annotations

import subprocess
import traceback
from dataclasses import replace
from pathlib import Path

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.server_address import Server, ServerAddress
from dsurvey_desktop.storage import key_slots, server_file
from dsurvey_desktop.usecases.change_server import change_server
from dsurvey_desktop.usecases.join_office import copy_seat, join_by_copy
from dsurvey_desktop.usecases.open_office import close_office
from dsurvey_desktop.usecases.show_office import show_office
from dsurvey_desktop.usecases.try_server import try_server
from tests.integration.server.conftest import FIRST
from tests.postgres import SECRET


class Authority:
    """Signs certificates as an office's operator would, by the openssl program."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder / name
        self.folder.mkdir()
        self.certificate = self.folder / "root.crt"
        self._openssl(
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
            f" -keyout root.key -out root.crt -subj /CN={name}"
        )

    def sign(self, *names: str, days: int = 2) -> tuple[Path, Path]:
        """Certificate and key of a server of these names."""
        self._openssl(
            "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key"
            f" -out server.csr -subj /CN={names[0]}"
        )
        listed = ",".join(f"IP:{one}" if one[0].isdigit() else f"DNS:{one}" for one in names)
        (self.folder / "names").write_text(f"subjectAltName={listed}\n")
        self._openssl(
            "x509 -req -in server.csr -CA root.crt -CAkey root.key -CAcreateserial"
            f" -out server.crt -days {days} -extfile names"
        )
        return self.folder / "server.crt", self.folder / "server.key"

    def _openssl(self, words: str) -> None:
        command = ["openssl", *words.split()]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def authority(tmp_path_factory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"), "operator")


@pytest.fixture(scope="module")
def encrypted(postgres, authority):
    """The server answers with TLS, as localhost, as long as these tests last."""
    postgres.encrypt(*authority.sign("localhost"))
    yield postgres
    postgres.speak_openly()


@pytest.fixture
def empty(encrypted, authority) -> ServerAddress:
    """Where an office could be set up, its certificate checked."""
    address = encrypted.server(encrypted.new_database()).address
    known_by = str(authority.certificate)
    return replace(address, host="localhost", ssl_mode="verify-full", root_certificate=known_by)


def _refusal(address: ServerAddress, secret: str = SECRET) -> AppError:
    with pytest.raises(AppError) as refused:
        try_server(Server(address, secret))
    assert str(refused.value.advice)
    return refused.value


def test_a_checked_line_is_encrypted(empty, encrypted, authority):
    try_server(Server(empty, SECRET))
    try_server(Server(replace(empty, host="127.0.0.1", ssl_mode="verify-ca"), SECRET))


def test_what_is_wrong_with_a_certificate_is_told(empty, tmp_path):
    other = Authority(tmp_path, "somebody").certificate
    codes = {
        "server_other_name": replace(empty, host="127.0.0.1"),
        "server_certificate_unknown": replace(empty, root_certificate=str(other)),
        "certificate_unreadable": replace(empty, root_certificate=str(tmp_path / "none.crt")),
    }
    assert {code: _refusal(address).code for code, address in codes.items()} == {
        code: code for code in codes
    }


def test_no_password_goes_to_a_server_that_is_not_the_one(empty, tmp_path, caplog):
    other = Authority(tmp_path, "somebody").certificate
    wrong = replace(empty, root_certificate=str(other))
    absent = replace(empty, database="no_such")
    for address, secret in ((wrong, SECRET), (empty, "not the secret"), (absent, SECRET)):
        error = _refusal(address, secret)
        said = "".join(traceback.format_exception(error)) + repr(error.__dict__) + caplog.text
        assert secret not in said
        assert secret not in repr(Server(address, secret))


def test_an_expired_certificate_is_told(empty, encrypted, authority):
    encrypted.encrypt(*authority.sign("localhost", days=-1))
    try:
        assert _refusal(empty).code == "server_certificate_not_valid"
    finally:
        encrypted.encrypt(*authority.sign("localhost"))


def test_the_certificate_goes_with_the_seat(office, encrypted, authority, sit_down, tmp_path):
    moved = tmp_path / "for a while"
    moved.write_bytes(authority.certificate.read_bytes())
    address = replace(
        server_file.read_address(office),
        host="localhost",
        ssl_mode="verify-full",
        root_certificate=str(moved),
    )
    change_server(office, FIRST, None, address)
    moved.unlink()
    here = sit_down(office, FIRST)
    with here.database.read() as connection:
        is_encrypted = connection.exec_driver_sql(
            "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        ).scalar_one()
    assert is_encrypted
    copy = copy_seat(here, tmp_path / "stick")
    desk = join_by_copy(tmp_path / "another computer", copy, FIRST)
    assert show_office(desk).people == 420
    close_office(desk)


def test_another_certificate_slipped_in_opens_nothing(office, encrypted, authority, tmp_path):
    address = replace(
        server_file.read_address(office),
        host="localhost",
        ssl_mode="verify-full",
        root_certificate=str(authority.certificate),
    )
    change_server(office, FIRST, None, address)
    kept = (office / "office.server").read_text("utf-8")
    forged = Authority(tmp_path, "somebody").certificate.read_text()
    own = authority.certificate.read_text()
    changed = kept.replace(own.replace("\n", "\\n"), forged.replace("\n", "\\n"))
    assert changed != kept
    (office / "office.server").write_text(changed, "utf-8")
    key = key_slots.open_slot(office / key_slots.SLOTS_NAME, FIRST).key
    with pytest.raises(AppError) as refused:
        server_file.read_server(office, key)
    assert refused.value.code == "server_file_unreadable"

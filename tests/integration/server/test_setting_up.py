"""An office whose data are on a server: the main job by commands, and set-ups that are refused."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import String, inspect

from dsurvey_desktop.cli.main import main
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.domain.server_address import SERVER_FILE
from dsurvey_desktop.storage import server_engine, server_file
from dsurvey_desktop.storage.tables import metadata
from dsurvey_desktop.usecases.back_up import back_up, back_up_daily
from dsurvey_desktop.usecases.office_views import OfficeSetup
from dsurvey_desktop.usecases.restore_backup import restore_backup
from dsurvey_desktop.usecases.set_up_office import set_up_office
from tests.integration.cli.server_shapes import SHAPES
from tests.integration.server.conftest import FIRST
from tests.postgres import SECRET

TOWN = resources_folder() / "sample_town"


@pytest.fixture
def run(monkeypatch, capsys, locale_folder):
    monkeypatch.setenv("DSURVEY_PASSWORD", FIRST)
    monkeypatch.setenv("DSURVEY_SERVER_PASSWORD", SECRET)
    monkeypatch.setattr("dsurvey_desktop.bootstrap.use_language", lambda *_: None)

    def command(folder: Path, *words: object):
        status = main(["--office", str(folder), "--json", *map(str, words)])
        out, err = capsys.readouterr()
        return status, json.loads(out or err)

    return command


def _init(address):
    facts = json.loads((TOWN / "town.json").read_text("utf-8"))
    about = ["--year", "2025", "--code", facts["code"], "--name", facts["name"]]
    return ["init", *about, "--practice-date", facts["practice_date"], "--server", address]


def test_the_main_job_by_commands(run, postgres, tmp_path):
    folder, database = tmp_path / "office", postgres.new_database()
    address = f"postgresql://dsurvey@127.0.0.1:{postgres.port}/{database}?sslmode=disable"
    assert run(folder, *_init(address))[0] == 0
    status, roster = run(folder, "roster", "import", next(TOWN.glob("名册*.xlsx")))
    assert (status, roster["in_scope"]) == (0, 420)
    files = run(folder, "intake", "add", TOWN / "submissions" / "上塘村.xlsx")[1]["files"]
    counted = ("taken", "set_aside", "unchanged", "pending")
    assert files[0]["rows_read"] == sum(files[0][name] for name in counted)
    ready = [one for one in run(folder, "entries", "list")[1] if one["state"] == "ready"]
    approved = run(folder, "entries", "approve", "--ready")[1]["approved"]
    assert sorted(approved) == sorted(one["entry_id"] for one in ready)
    assert len(approved) > 50
    assert run(folder, "log", "check")[0] == 0
    with postgres.connect(database) as looking:
        count = looking.execute("SELECT count(*) FROM entry WHERE state = 'approved'").fetchone()
    assert count == (len(approved),)


def test_a_folder_holds_no_data_and_no_secret_and_a_copy_of_it_is_another_seat(
    office, tmp_path, run
):
    assert {path.name for path in office.iterdir()} == {"office.keys", SERVER_FILE}
    written = b"".join(path.read_bytes() for path in office.iterdir())
    assert SECRET.encode() not in written
    assert json.dumps(SECRET).encode() not in written
    seat = Path(shutil.copytree(office, tmp_path / "other"))
    assert run(seat, "entries", "list") == run(office, "entries", "list")


def test_other_seats_by_commands(office, tmp_path, run):
    status, copied = run(office, "server", "copy", tmp_path / "stick")
    assert (status, copied.keys()) == (0, SHAPES["server copy"].keys())
    status, joined = run(tmp_path / "by copy", "server", "join", "--copy", tmp_path / "stick")
    assert (status, joined["people"]) == (0, 420)
    at = server_file.read_address(office)
    address = f"postgresql://{at.user}@{at.host}:{at.port}/{at.database}?sslmode=disable"
    assert run(tmp_path / "by address", "server", "join", "--to", address) == (0, joined)
    status, told = run(tmp_path / "by copy", "server", "set", "--to", address)
    assert (status, told.keys()) == (0, SHAPES["server set"].keys())


def test_an_altered_address_gets_no_secret(office, run):
    words = (office / SERVER_FILE).read_text("utf-8")
    (office / SERVER_FILE).write_text(words.replace("127.0.0.1", "192.0.2.7"), "utf-8")
    assert run(office, "entries", "list")[1]["error"]["code"] == "server_file_unreadable"


def test_a_database_that_holds_something_is_refused(office, tmp_path, run):
    address = server_file.read_address(office)
    there = f"postgresql://dsurvey@127.0.0.1:{address.port}/{address.database}?sslmode=disable"
    status, answer = run(tmp_path / "new", *_init(there))
    assert (status, answer["error"]["code"]) == (1, "server_in_use")
    assert not (tmp_path / "new").exists()
    assert run(office, "log", "check")[0] == 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"port": 1}, "server_unreachable"),
        ({"database": "no_such"}, "server_refuses"),
        ({"user": "nobody"}, "server_refuses"),
        ({"ssl_mode": "require"}, "server_without_tls"),
    ],
)
def test_a_server_that_does_not_answer_as_asked(postgres, town, tmp_path, change, code):
    server = postgres.server("postgres")
    server = replace(server, address=replace(server.address, **change))
    setup = OfficeSetup(town.office, town.campaign, server=server)
    with pytest.raises(AppError) as refused:
        set_up_office(tmp_path / "office", setup, FIRST)
    assert refused.value.code == code
    assert not (tmp_path / "office").exists()


def test_a_set_up_that_fails_leaves_the_database_empty(postgres, town, tmp_path):
    server = postgres.server(postgres.new_database())
    setup = OfficeSetup(town.office, town.campaign, town.communities, "陈经办", server)

    def fail(*_):
        raise ValueError("stopped")

    with pytest.raises(ValueError, match="stopped"):
        set_up_office(tmp_path / "office", setup, FIRST, furnish=fail)
    engine = server_engine.server_engine(server)
    assert not server_engine.holds_tables(engine)
    engine.dispose()


def test_the_servers_tables_are_those_of_the_program(sit_down, office):
    looking = inspect(sit_down(office, FIRST).database.engine)
    for table in metadata.sorted_tables:
        found = {one["name"]: one for one in looking.get_columns(table.name)}
        assert set(found) == set(table.columns.keys())
        for column in table.columns:
            assert found[column.name]["nullable"] == column.nullable, column
            if isinstance(column.type, String):
                assert found[column.name]["type"].collation == "C", column
                assert found[column.name]["type"].length is None, column


def test_backups_are_the_operators_and_the_program_says_so(sit_down, office):
    desk = sit_down(office, FIRST)
    assert back_up_daily(desk) is None
    for step in (lambda: back_up(desk), lambda: restore_backup(office, "any", FIRST)):
        with pytest.raises(AppError) as refused:
            step()
        assert refused.value.code == "kept_on_server"

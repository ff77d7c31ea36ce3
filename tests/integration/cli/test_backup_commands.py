"""`backup …`: made, listed without a password, put back."""

from __future__ import annotations

import shutil
from pathlib import Path

from dsurvey_desktop.storage.database import open_database
from tests.integration.cli.conftest import PASSWORD
from tests.older_schema import OLDER, make_older

BACKUP = {"path", "name", "kind", "made_at", "entries", "people", "log_lines", "size_bytes"}


def test_a_backup_is_made_listed_and_put_back(run, office: Path, monkeypatch, tmp_path) -> None:
    status, made, _ = run("backup", "make", office=office)
    assert (status, set(made), made["kind"]) == (0, BACKUP, "by_hand")
    on_stick = run("backup", "make", "--to", str(tmp_path / "stick"), office=office)[1]
    assert Path(on_stick["path"]).parent == tmp_path / "stick"

    batch = run("intake", "list", office=office)[1][-1]
    run("intake", "undo", str(batch["id"]), office=office)
    assert len(run("entries", "list", office=office)[1]) < made["entries"]

    status, restored, _ = run("backup", "restore", made["name"], office=office)
    assert (status, restored["entries"]) == (0, made["entries"])
    with monkeypatch.context() as patch:
        patch.delenv("DSURVEY_PASSWORD")
        listed = run("backup", "list", office=office)[1]
    assert [one["kind"] for one in listed] == ["before_restore", "before_undo", "by_hand"]


def test_what_is_no_backup_is_refused(run, office: Path, tmp_path: Path) -> None:
    status, answer, _ = run("backup", "restore", str(tmp_path), office=office)
    assert (status, answer["error"]["code"]) == (1, "no_backup")
    status, answer, _ = run("backup", "list", office=None)
    assert (status, answer["error"]["code"]) == (1, "office_not_named")


def test_data_of_an_older_program_are_brought_up_to_date_with_words(run, office: Path) -> None:
    opened = open_database(office, PASSWORD)
    make_older(opened.engine, OLDER[-1])
    opened.close()
    status, answer, said = run("backup", "make", office=office)
    assert (status, answer["kind"]) == (0, "by_hand")
    assert said.splitlines() == [
        "正在备份旧版本的数据 0/2",
        "正在把旧版本的数据升级到新版本 1/2",
        "正在把旧版本的数据升级到新版本 2/2",
    ]
    assert run("backup", "list", office=office)[2] == ""


def test_the_first_command_of_a_day_that_changes_something_is_followed_by_the_days_backup(
    run, tmp_path: Path, monkeypatch
) -> None:
    office = tmp_path / "office"
    communities = tmp_path / "communities.csv"
    communities.write_text("330282105001,上塘村\n330282105002,下塘村\n", encoding="utf-8")

    def kinds() -> list[str]:
        return [one["kind"] for one in run("backup", "list", office=office)[1]]

    run("init", "--year", "2026", "--code", "330282105", "--name", "云溪镇残联", office=office)
    run("progress", office=office)
    run("backup", "make", office=office)
    assert kinds() == ["by_hand"]
    status, answer, said = run("communities", "add", str(communities), office=office)
    assert (status, len(answer["communities"]), said) == (0, 2, "")
    assert sorted(kinds()) == ["by_hand", "daily"]
    renamed = communities.read_text("utf-8").replace("下塘村", "下塘社区")
    communities.write_text(renamed, encoding="utf-8")
    run("communities", "add", str(communities), office=office)
    assert sorted(kinds()) == ["by_hand", "daily"]

    shutil.rmtree(office / "backups")
    (office / "backups").write_text("in the way")
    communities.write_text(renamed.replace("上塘村", "上塘社区"), encoding="utf-8")
    status, answer, said = run("communities", "add", str(communities), office=office)
    assert (status, answer["communities"][0]["name"]) == (0, "上塘社区")
    assert said.startswith("备份")

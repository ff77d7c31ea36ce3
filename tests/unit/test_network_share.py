"""Which file system holds a folder, as Linux lists its mounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsurvey_desktop.storage import network_share
from dsurvey_desktop.storage.network_share import (
    file_system_of,
    is_on_share,
    lacks_shared_memory,
)

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /tmp tmpfs rw 0 0
//files/office /mnt/office\\040files cifs rw,vers=3.0 0 0
server:/export /mnt/office\\040files/old nfs4 rw 0 0
systemd-1 /mnt/auto autofs rw 0 0
//files/all /mnt/auto cifs rw 0 0
broken line
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/officer/office", "ext4"),
        ("/tmp/office", "tmpfs"),
        ("/mnt/office files/2025", "cifs"),
        ("/mnt/office files/old/2024", "nfs4"),
        ("/mnt/office", "ext4"),
        ("/mnt/auto/office", "cifs"),
    ],
)
def test_the_deepest_mount_point_and_the_last_one_there_count(folder, kind):
    assert file_system_of(Path(folder), MOUNTS) == kind


def test_without_a_list_nothing_is_said():
    assert file_system_of(Path("/home"), "") == ""


def test_a_folder_of_this_computer_is_no_share(tmp_path):
    assert not is_on_share(tmp_path)


def test_a_link_to_a_share_is_followed(tmp_path, monkeypatch):
    share, link = tmp_path / "share", tmp_path / "我的单位"
    share.mkdir()
    link.symlink_to(share, target_is_directory=True)
    mounts = tmp_path / "mounts"
    monkeypatch.setattr(network_share, "_MOUNTS", mounts)
    told = {"cifs": (True, True), "fuse.rclone": (True, True), "fuse.gocryptfs": (False, True)}
    for kind, expected in (told | {"fuseblk": (False, False), "ext4": (False, False)}).items():
        mounts.write_text(f"x {share.resolve()} {kind} rw 0 0\n")
        assert (is_on_share(link), lacks_shared_memory(link)) == expected

"""Which file system holds a folder, as Linux lists its mounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsurvey_desktop.storage.network_share import file_system_of, is_on_share

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /tmp tmpfs rw 0 0
//files/office /mnt/office\\040files cifs rw,vers=3.0 0 0
server:/export /mnt/office\\040files/old nfs4 rw 0 0
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
    ],
)
def test_the_deepest_mount_point_counts(folder, kind):
    assert file_system_of(Path(folder), MOUNTS) == kind


def test_without_a_list_nothing_is_said():
    assert file_system_of(Path("/home"), "") == ""


def test_a_folder_of_this_computer_is_no_share(tmp_path):
    assert not is_on_share(tmp_path)

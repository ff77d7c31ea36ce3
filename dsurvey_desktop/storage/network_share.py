"""Whether a folder lies on a network share, where the local database works differently.

Its write-ahead log needs memory that all who open it share, which two computers never do
(sqlite.org, "Write-Ahead Logging", 1); on a share the older rollback journal is used.
"""

from __future__ import annotations

import sys
from pathlib import Path

_MOUNTS = Path("/proc/mounts")
_NETWORK_KINDS = frozenset({"9p", "afs", "ceph", "cifs", "davfs", "lustre", "ncpfs", "nfs", "nfs4"})
_SAMBA_KINDS = frozenset({"smb2", "smb3", "smbfs"})
_HOST_KINDS = frozenset({"prl_fs", "vboxsf", "virtiofs"})
"""Folders of the computer that a virtual one runs on."""
_PROGRAM_KINDS = frozenset(
    f"fuse.{name}"
    for name in ("curlftpfs", "davfs2", "glusterfs", "gvfsd-fuse", "rclone", "sshfs", "vmhgfs-fuse")
)
_PROGRAM = "fuse"
"""Any folder a program keeps, of which nobody knows whether memory in common works there."""
_REMOTE_DRIVE = 4
"""DRIVE_REMOTE of the Windows function GetDriveTypeW."""


def is_on_share(folder: Path) -> bool:
    """True where another computer holds the folder; False where that cannot be told."""
    if sys.platform == "win32":
        return _is_remote_drive(folder)
    kinds = _NETWORK_KINDS | _SAMBA_KINDS | _HOST_KINDS | _PROGRAM_KINDS
    return _kind_here(folder) in kinds


def lacks_shared_memory(folder: Path) -> bool:
    """True on a share, and wherever else the journal that needs memory in common may fail."""
    if is_on_share(folder):
        return True
    return sys.platform != "win32" and _kind_here(folder).split(".")[0] == _PROGRAM


def _kind_here(folder: Path) -> str:
    """The kind of the file system; empty where that cannot be told."""
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
        return file_system_of(folder.resolve(), mounts)
    except OSError:
        return ""


def file_system_of(folder: Path, mounts: str) -> str:
    """The kind of the file system that holds a folder.

    Args:
        folder: absolute, without links on its way.
        mounts: text of `/proc/mounts`: device, mount point, kind, … a line; a space in a mount
            point is written as a backslash and 040. What is mounted later covers the former.
    """
    found, depth = "", -1
    for line in mounts.splitlines():
        words = line.split()
        if len(words) < 3:
            continue
        point = Path(words[1].replace("\\040", " "))
        if folder.is_relative_to(point) and len(point.parts) >= depth:
            found, depth = words[2], len(point.parts)
    return found


def _is_remote_drive(folder: Path) -> bool:
    """A path to a server (`//server/share`), or a drive letter that stands for one."""
    root = _without_links(folder).anchor
    if root.startswith("\\\\"):
        return True
    import ctypes  # noqa: PLC0415 - on Windows only

    windows = getattr(ctypes, "windll", None)
    return windows is not None and windows.kernel32.GetDriveTypeW(root) == _REMOTE_DRIVE


def _without_links(folder: Path) -> Path:
    """Where it really lies; as it is named where the way there can't be followed."""
    try:
        return folder.resolve()
    except OSError:
        return folder.absolute()

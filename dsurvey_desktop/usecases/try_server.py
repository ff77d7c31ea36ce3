"""Trying a database server before an office is set up on it."""

from __future__ import annotations

from dsurvey_desktop.domain.server_address import Server


def try_server(server: Server) -> None:
    """Whether an office can be set up there; nothing is written.

    Raises:
        AppError: `server_in_use`, `server_encoding`, or of `storage.trouble`, such as
            `server_unreachable` and `server_refuses`.
    """
    from dsurvey_desktop.storage.server_database import check_server  # noqa: PLC0415 - only there

    check_server(server)

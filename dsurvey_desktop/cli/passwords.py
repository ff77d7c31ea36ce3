"""Passwords of a command: from the environment, else typed unseen."""

from __future__ import annotations

import getpass
import os

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import Text, text

OWN_VARIABLE = "DSURVEY_PASSWORD"
NEW_VARIABLE = "DSURVEY_NEW_PASSWORD"
LAST_YEAR_VARIABLE = "DSURVEY_LAST_YEAR_PASSWORD"
SAFE_VARIABLE = "DSURVEY_KEY_PASSPHRASE"
SERVER_VARIABLE = "DSURVEY_SERVER_PASSWORD"


def own_password(*, is_new: bool = False) -> str:
    """The password of whoever gives the command; typed twice where it is to be set.

    Raises:
        AppError: `password_missing`, `passwords_differ`.
    """
    return _password(OWN_VARIABLE, text("Password: "), is_new=is_new)


def new_password() -> str:
    """A password that another person is given; errors as `own_password`."""
    return _password(NEW_VARIABLE, text("New password: "), is_new=True)


def last_year_password() -> str:
    """A password of last year's office; AppError `password_missing`."""
    return _password(LAST_YEAR_VARIABLE, text("Password of last year's office: "), is_new=False)


def key_passphrase(*, is_new: bool) -> str:
    """What opens the sealed copy of the office's keys; errors as `own_password`."""
    return _password(SAFE_VARIABLE, text("Passphrase of the sealed copy: "), is_new=is_new)


def server_password() -> str:
    """The password a database server wants; empty where it knows this machine otherwise."""
    return _password(SERVER_VARIABLE, text("Password of the server: "), is_new=False)


def _password(variable: str, words: Text, *, is_new: bool) -> str:
    from_environment = os.environ.get(variable)
    if from_environment is not None:
        return from_environment
    password = _ask(words, variable)
    if is_new and _ask(text("Password once more: "), variable) != password:
        raise AppError(
            "passwords_differ",
            text("The two passwords are not the same."),
            text("Please try again."),
        )
    return password


def _ask(words: Text, variable: str) -> str:
    try:
        return getpass.getpass(str(words))
    except EOFError as error:
        raise AppError(
            "password_missing",
            text("No password was given."),
            text("Please type it, or set the variable {name}.", name=variable),
        ) from error

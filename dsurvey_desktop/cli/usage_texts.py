"""What the parser of the standard library says by itself, in the language of the program."""

from __future__ import annotations

import argparse

from dsurvey_desktop.domain.texts import N_, _

SAID_BY_THE_PARSER = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
)
"""Its templates; a test holds them to what the parser really asks for."""


def translate_parser() -> None:
    """The parser looks its texts up in our catalogue instead of the system's."""
    vars(argparse)["_"] = _

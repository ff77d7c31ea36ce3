"""What came of the main job on the sample town, in sentences; `--json` has the figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dsurvey_desktop.domain.texts import Text, text


def demo_account(account: Mapping[str, Any]) -> Iterator[Text]:
    """The account of `run_demo`, a line for each step of the work."""
    yield text("Roster: {in_scope} people to be surveyed, {out_of_scope} not.", **account["roster"])
    yield from _intake(account)
    yield text(
        "Findings: {error} errors, {warning} warnings, {notice} notices; names corrected by the"
        " roster: {corrected}.",
        **account["findings"],
        corrected=account["corrected"],
    )
    yield text("Approved: {approved} of {entries} forms.", **_of(account, "approved", "entries"))
    yield from (text("Printed: {file}", file=file) for file in account["documents"])
    yield from _bundle(account)
    yield text("Log: {log_lines} lines, none altered.", **_of(account, "log_lines"))
    yield text("The office: {office}, password {password}", **_of(account, "office", "password"))


def _intake(account: Mapping[str, Any]) -> Iterator[Text]:
    yield text(
        "Submissions: {files} files, {rows_read} rows read = {taken} taken + {unchanged} unchanged"
        " + {pending} waiting + {set_aside} set aside.",
        **account["intake"],
    )
    yield text(
        "Decided: {differences_taken} differences taken, {proposals_accepted} proposals from the"
        " roster accepted.",
        **account["decided"],
    )


def _bundle(account: Mapping[str, Any]) -> Iterator[Text]:
    bundle, district = account["bundle"], account["district"]
    if bundle["sealed"]:
        yield text("Bundle, signed and encrypted: {file}", file=bundle["file"])
    else:
        yield text("Bundle, signed: {file}", file=bundle["file"])
    yield text("Its SHA-256: {digest}", digest=bundle["digest"])
    yield text(
        "The district opened it: signed by {signer}, {entries} forms, {corrections} corrections,"
        " {missing} people without a form.",
        signer=district["signed_by"],
        **_of(district["holds"], "entries", "corrections", "missing"),
    )


def _of(account: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: account[name] for name in names}

"""Every way a bundle, key card or trust list is refused: a code, a sentence and an advice."""

from __future__ import annotations

from typing import Any

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import N_, Text

ASKED = frozenset({"sequence_gap", "previous_digest_differs"})
"""Refusals a person may overrule: verify again with the code in `Expectation.answered`."""


class BundleError(AppError):
    """A bundle that was refused as a whole: nothing of it was taken in."""


_ASK_ANEW = N_("Please ask the sender for the file again, in another way if need be.")
_NOT_OURS = N_("Please don't use it and tell the sender: this program never writes such a file.")
_CALL = N_("Please call the sender and compare the key fingerprints before you go on.")
_NEWER = N_("Please update this program and open the file again.")
_WRITER = N_("Please tell the sender: the file has to be made again by their program.")
_UNSAFE_NAME = N_("The file holds a member with an unsafe name; it was not opened.")
_SAME_NAMES = N_("The file holds two members whose names a computer can take for one another.")

REFUSALS: dict[str, tuple[str, str]] = {
    # size and container
    "bundle_too_large": (
        N_("The file is larger than {limit_mb} MB; it was not opened."),
        _ASK_ANEW,
    ),
    "not_a_bundle": (
        N_("This is not a bundle of this program."),
        N_("Please choose the file whose name ends in .dsb or .dsb.zip."),
    ),
    "sealed_for_others": (
        N_("This bundle is sealed for another office; this office's key doesn't open it."),
        N_("Please ask the sender to seal it for this office's current key card."),
    ),
    "seal_broken": (N_("The sealed file was damaged or altered on its way."), _ASK_ANEW),
    "zip_truncated": (N_("The file is incomplete: its end is missing."), _ASK_ANEW),
    "bytes_before": (N_("Something was put before the beginning of the bundle."), _NOT_OURS),
    "bytes_after": (N_("Something was added after the end of the bundle."), _NOT_OURS),
    "too_many_members": (N_("The file holds more than {limit} members."), _NOT_OURS),
    "member_too_large": (N_("A member of the file is larger than {limit_mb} MB."), _NOT_OURS),
    "total_too_large": (N_("Unpacked, the file is larger than {limit_mb} MB."), _NOT_OURS),
    "ratio_too_high": (N_("The file would grow more than {limit} times when unpacked."), _NOT_OURS),
    "path_absolute": (_UNSAFE_NAME, _NOT_OURS),
    "path_upward": (_UNSAFE_NAME, _NOT_OURS),
    "path_drive": (_UNSAFE_NAME, _NOT_OURS),
    "path_network": (_UNSAFE_NAME, _NOT_OURS),
    "path_backslash": (_UNSAFE_NAME, _NOT_OURS),
    "path_empty_part": (_UNSAFE_NAME, _NOT_OURS),
    "name_reserved": (_UNSAFE_NAME, _NOT_OURS),
    "name_trailing": (_UNSAFE_NAME, _NOT_OURS),
    "name_characters": (_UNSAFE_NAME, _NOT_OURS),
    "name_too_long": (_UNSAFE_NAME, _NOT_OURS),
    "duplicate_names": (_SAME_NAMES, _NOT_OURS),
    "case_names": (_SAME_NAMES, _NOT_OURS),
    "normal_form_names": (_SAME_NAMES, _NOT_OURS),
    "link_member": (N_("The file holds a link to another place; it was not opened."), _NOT_OURS),
    "special_member": (N_("The file holds something that is not a plain file."), _NOT_OURS),
    "encrypted_member": (N_("The file holds a member with a password of its own."), _NOT_OURS),
    "members_overlap": (N_("Members of the file overlap."), _NOT_OURS),
    "headers_disagree": (N_("The file says two different things about a member."), _NOT_OURS),
    "container_irregular": (
        N_("The file was packed again or altered after it was made."),
        N_("Please ask the sender for the original file, not unpacked and packed again."),
    ),
    "not_one_folder": (N_("The file doesn't hold exactly one folder."), _NOT_OURS),
    "not_a_bag": (N_("The first lines of the bundle are missing or altered."), _NOT_OURS),
    "fetch_list": (N_("The bundle wants to fetch parts from elsewhere."), _NOT_OURS),
    # version
    "bag_info_damaged": (N_("The bundle doesn't say which format it has."), _ASK_ANEW),
    "format_unknown": (N_("The bundle has format {version}, which is not known here."), _NEWER),
    "suite_unknown": (N_("The bundle is signed by a method that is not known here."), _NEWER),
    "suite_other": (
        N_("The bundle is signed and sealed with {theirs}; this office's campaign uses {ours}."),
        N_("Please call the sender: district and towns set up their offices with the same method."),
    ),
    # signature
    "unsigned": (N_("The bundle is not signed."), _NOT_OURS),
    "signature_damaged": (N_("The signature can't be read."), _ASK_ANEW),
    "signature_other_purpose": (N_("The signature was made for another purpose."), _CALL),
    "signature_other_file": (N_("The signature doesn't belong to this bundle."), _CALL),
    "signer_unknown": (
        N_("The bundle is signed with a key that is not on the trust list."),
        N_("Please take in the sender's key card after comparing its fingerprint by voice."),
    ),
    "key_revoked": (N_("The bundle is signed with a key that was revoked."), _CALL),
    "key_not_yet_valid": (
        N_("The bundle is signed with a key that is not valid yet."),
        N_("Please check this computer's date, then call the sender."),
    ),
    "key_expired": (
        N_("The bundle is signed with a key that is no longer valid."),
        N_("Please take in the sender's new key card and ask for the bundle again."),
    ),
    # digests
    "manifest_damaged": (N_("A list of contents in the bundle can't be read."), _WRITER),
    "member_unlisted": (N_("The bundle holds {member}, which is on none of its lists."), _NOT_OURS),
    "member_missing": (N_("{member} is missing from the bundle."), _ASK_ANEW),
    "digest_differs": (N_("{member} was damaged or altered on its way."), _ASK_ANEW),
    # statement
    "statement_damaged": (N_("The bundle's statement can't be read."), _WRITER),
    "statement_disagrees": (N_("The bundle's statement doesn't fit the bundle."), _CALL),
    "signer_not_sender": (
        N_("The bundle names office {sender} as its sender, but another office signed it."),
        _CALL,
    ),
    "kind_unexpected": (
        N_("This kind of bundle is not taken in here."),
        N_("Please open it at the office it is meant for."),
    ),
    "addressee_other": (
        N_("The bundle is addressed to office {addressee}."),
        N_("Please pass the file on to that office, or ask the sender for yours."),
    ),
    "campaign_other": (
        N_("The bundle belongs to the survey of {year}."),
        N_("Please open it in that year's campaign."),
    ),
    "same_bundle": (
        N_("This is the same bundle, number {sequence}, that was taken in before."),
        N_("There is nothing to do."),
    ),
    "sequence_reused": (
        N_("Another bundle with number {sequence} was taken in from this sender before."),
        _CALL,
    ),
    "sequence_lower": (
        N_("Number {sequence} is older than what was taken in from this sender already."),
        N_("Please ask the sender for the newest bundle."),
    ),
    "sequence_gap": (
        N_("Between this bundle and what was taken in, these numbers are missing: {missing}."),
        N_(
            "Please have the sender write them again from its list of bundles, "
            "or confirm that you want to go on without them."
        ),
    ),
    "previous_digest_differs": (
        N_("The sender's record of the bundle before this one differs from what came here."),
        N_("Please compare the bundle before with the sender, or confirm that you want to go on."),
    ),
    "receipt_unknown": (N_("This receipt answers a bundle that was never sent from here."), _CALL),
    "task_package_incomplete": (
        N_("The task package doesn't hold all that an office is set up with."),
        _WRITER,
    ),
    # schema
    "package_damaged": (N_("The description of the tables can't be read."), _WRITER),
    "tables_unexpected": (N_("The bundle doesn't hold the tables of its kind."), _WRITER),
    "table_not_utf8": (N_("Table {table} is not written in UTF-8."), _WRITER),
    "row_breaks_schema": (
        N_("Table {table}, row {row}: column {column} doesn't hold what it promises."),
        _WRITER,
    ),
    "key_repeated": (N_("Table {table}, row {row}: this row is there twice."), _WRITER),
    "reference_missing": (
        N_("Table {table} speaks of {count} rows of table {target} that are not there."),
        _WRITER,
    ),
    "row_count_differs": (
        N_("Table {table} holds {found} rows where the statement says {stated}."),
        _WRITER,
    ),
    # keys
    "trust_list_damaged": (N_("Line {line} of the trust list can't be read."), _ASK_ANEW),
    "card_suite_other": (
        N_("This key card is for {theirs}; this office's campaign uses {ours}."),
        N_("Please call that office: district and towns set up with the same method."),
    ),
    "key_card_damaged": (N_("The key card's fingerprint doesn't fit its keys."), _CALL),
    "keys_damaged": (
        N_("This office's keys can't be read."),
        N_("Please restore them from a backup or from the sealed copy in the safe."),
    ),
    "passphrase_wrong": (
        N_("The sealed copy of the keys doesn't open with this passphrase."),
        N_("Please type the passphrase as it stands on the sheet in the safe."),
    ),
    "recipient_invalid": (
        N_("The addressee's key for sealing can't be used."),
        N_("Please take in the addressee's key card again."),
    ),
    "no_recipient": (
        N_("There is no key card of office {office} to seal the bundle for."),
        N_("Please take in that office's key card first."),
    ),
}


def refusal(code: str, **context: Any) -> BundleError:
    """The error for `code`; `context` fills its sentences and never holds personal data."""
    message, advice = REFUSALS[code]
    return BundleError(code, Text(message, context), Text(advice, context), **context)

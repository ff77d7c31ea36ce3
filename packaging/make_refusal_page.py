"""Writes `.github/REFUSALS.md`: what is refused of another office's file, and what shows it.

Codes and sentences come from `exchange/refusals.py`, bad bundles from the scripts that make them.
Run it after adding a code or a bad bundle; a test holds the page against it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from catalogue import read_entries
from dsurvey_desktop.exchange.refusals import REFUSALS
from make_bad_bundles import CASES
from make_bad_bundles import PACKAGES as BAD_PACKAGES

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / ".github" / "REFUSALS.md"
_EXCHANGE = "tests/integration/exchange/"
BUNDLES = f"{_EXCHANGE}test_refused_bundles.py::test_a_bad_bundle_is_refused_with_its_code"
PACKAGES = f"{_EXCHANGE}test_refused_packages.py::test_a_bad_package_is_refused_with_its_code"
_DESKS = "tests/integration/cli/test_refused_exchange.py::"
_HAND_OVER = f"{_DESKS}test_a_hand_over_out_of_its_order_is_refused_or_asked_about"
_RECEIPT = f"{_DESKS}test_a_receipt_out_of_its_order_or_of_nothing_sent_is_refused"
_PACKAGE = f"{_DESKS}test_a_task_package_is_refused_before_anything_is_set_up"
_DISTRICT = "tests/integration/usecases/test_district_desk.py::"
_ON_DISK = f"{_EXCHANGE}test_bundle_on_disk.py::"
_NATIONAL = "tests/integration/cli/test_national_suite.py::"
_KEYS = "tests/unit/exchange/test_keys_and_trust.py::"
OTHER_TESTS: Mapping[str, tuple[str, ...]] = {
    "same_bundle": (_HAND_OVER, _RECEIPT),
    "sequence_reused": (_HAND_OVER, _RECEIPT),
    "sequence_lower": (_HAND_OVER, _RECEIPT),
    "sequence_gap": (_HAND_OVER, _RECEIPT),
    "previous_digest_differs": (_HAND_OVER, _RECEIPT),
    "receipt_unknown": (
        _RECEIPT,
        f"{_DISTRICT}test_a_receipt_of_an_office_that_was_sent_nothing_is_refused",
    ),
    "addressee_other": (_PACKAGE,),
    "kind_unexpected": (_PACKAGE,),
    "signer_unknown": (_RECEIPT,),
    "keys_damaged": (f"{_KEYS}test_damaged_keys_are_told",),
    "passphrase_wrong": (f"{_ON_DISK}test_the_copy_in_the_safe_brings_the_keys_back",),
    "recipient_invalid": (f"{_KEYS}test_sealing_to_what_is_no_recipient_is_told",),
    "trust_list_damaged": (f"{_KEYS}test_a_line_that_cannot_be_read_is_named",),
    "key_card_damaged": (f"{_KEYS}test_a_card_whose_fingerprint_does_not_fit_is_refused",),
    "card_suite_other": (f"{_NATIONAL}test_a_card_of_the_other_suite_is_refused",),
    "no_recipient": (f"{_KEYS}test_the_newest_valid_card_is_sealed_to",),
}
"""Tests beside those that take each bad bundle."""

LISTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("too large", ("bundle_too_large", "member_too_large", "total_too_large")),
    ("not a bundle", ("not_a_bundle", "not_a_bag", "not_one_folder")),
    ("sealed for others, or altered under way", ("sealed_for_others", "seal_broken")),
    (
        "the file is cut, lengthened, or packed otherwise than the program packs",
        (
            "zip_truncated", "bytes_before", "bytes_after", "members_overlap",
            "headers_disagree", "container_irregular", "encrypted_member",
        ),
    ),
    ("too many members", ("too_many_members",)),
    ("too high a ratio", ("ratio_too_high",)),
    (
        "absolute or upward or drive or UNC paths",
        (
            "path_absolute", "path_upward", "path_drive", "path_network", "path_backslash",
            "path_empty_part",
        ),
    ),
    (
        "names that a system can't keep",
        ("name_reserved", "name_trailing", "name_characters", "name_too_long"),
    ),
    ("links", ("link_member", "special_member")),
    ("duplicate names", ("duplicate_names", "normal_form_names")),
    ("names that differ only by case", ("case_names",)),
    ("a fetch list", ("fetch_list",)),
    ("an unknown format version or suite", ("bag_info_damaged", "format_unknown", "suite_unknown")),
    ("another suite than this office's campaign uses", ("suite_other", "card_suite_other")),
    ("unsigned", ("unsigned", "signature_damaged", "signature_other_purpose")),
    ("signed over another file", ("signature_other_file",)),
    (
        "signed by an unknown, revoked or not-yet-valid key",
        ("signer_unknown", "key_revoked", "key_not_yet_valid", "key_expired"),
    ),
    ("members not listed", ("member_unlisted",)),
    ("members missing", ("member_missing",)),
    ("a digest that differs", ("digest_differs", "manifest_damaged")),
    ("a statement that can't be relied on", ("statement_damaged", "statement_disagrees")),
    ("signed by another office than the statement names", ("signer_not_sender",)),
    ("addressed to another office", ("addressee_other", "kind_unexpected")),
    ("another campaign", ("campaign_other",)),
    ("a sequence number already seen, same digest: nothing happens", ("same_bundle",)),
    ("a sequence number already seen, another digest", ("sequence_reused",)),
    ("a sequence number lower than seen", ("sequence_lower",)),
    ("a gap: asked, and the missing numbers shown", ("sequence_gap",)),
    ("a previous digest that doesn't match: asked", ("previous_digest_differs",)),
    ("a receipt for a bundle that was never sent", ("receipt_unknown",)),
    ("a task package that lacks forms, settings or trust list", ("task_package_incomplete",)),
    (
        "data that break their own schema",
        (
            "package_damaged", "tables_unexpected", "table_not_utf8", "row_breaks_schema",
            "key_repeated", "reference_missing", "row_count_differs",
        ),
    ),
    ("a trust list or key card that can't be read", ("trust_list_damaged", "key_card_damaged")),
    (
        "this office's own keys, or the addressee's",
        ("keys_damaged", "passphrase_wrong", "recipient_invalid", "no_recipient"),
    ),
)  # fmt: skip
"""What the hand-over's rules say is refused, in the order in which it is checked, to its codes."""
INTRODUCTION = """# What is refused of another office's file

Made by `packaging/make_refusal_page.py`; a test holds it complete. The bad bundles are functions of
the scripts `packaging/make_bad_*.py`, one a layer; `python packaging/make_bad_bundles.py FOLDER`
writes all of them, for both suites where that has a meaning. That the outermost layer speaks first,
that nothing is read before its bytes are authenticated and that verification touches nothing but
its arguments is in
`tests/integration/exchange/test_order_of_checks.py`.

| case | code | what is said | bad bundles | tests |
| --- | --- | --- | --- | --- |
"""


def page_text() -> str:
    """The page, a row for each code."""
    return INTRODUCTION + "".join(_rows())


def _rows() -> Iterator[str]:
    chinese = {entry.msgid: entry.msgstr for entry in read_entries()}
    for told, codes in LISTED:
        for code in codes:
            message, _advice = REFUSALS[code]
            said = f"{message}<br>{chinese[message]}"
            assets, tests = evidence(code)
            cells = (told, f"`{code}`", said, _lines(assets), _lines(_short(tests)))
            yield f"| {' | '.join(cells)} |\n"


def evidence(code: str) -> tuple[list[str], list[str]]:
    """Names of the bad bundles with a code, and the tests that it is raised in."""
    registers = ((CASES, BUNDLES), (BAD_PACKAGES, PACKAGES))
    names, tests = [], []
    for register, test in registers:
        found = [case.name for case in register if case.code == code]
        names += found
        tests += [test] if found else []
    return names, [*tests, *OTHER_TESTS.get(code, ())]


def _short(tests: list[str]) -> list[str]:
    """`tests/` stands before all of them, and their names say the rest."""
    return [test.removeprefix("tests/") for test in tests]


def _lines(words: list[str]) -> str:
    return "<br>".join(f"`{word}`" for word in words)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page_text(), encoding="utf-8", newline="\n")
    print(PAGE)


if __name__ == "__main__":
    main()

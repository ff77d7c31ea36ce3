"""The code on the recovery sheet, as people type what they read."""

from __future__ import annotations

import pytest

from dsurvey_desktop.domain.recovery_code import (
    canonical_recovery_code,
    is_slip_of_recovery_code,
    new_recovery_code,
)

CODE = "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345-6789"


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        CODE.replace("-", " "),
        CODE.replace("-", ""),
        CODE.replace("-", "－"),
        CODE.replace("-", "‐"),
        f"\t{CODE.replace('-', '  ')}\u3000",
        "ＡＢＣＤ" + CODE[4:],
    ],
)
def test_a_code_is_known_however_it_is_typed(typed: str) -> None:
    assert canonical_recovery_code(typed) == CODE
    assert not is_slip_of_recovery_code(typed)


@pytest.mark.parametrize(
    "typed",
    ["O" + CODE[1:], CODE[:-1] + "1", CODE.lower().replace("q", "0"), CODE[:-1], CODE + "A"],
)
def test_a_slip_is_known_as_one_and_nothing_is_guessed(typed: str) -> None:
    assert canonical_recovery_code(typed) == typed
    assert is_slip_of_recovery_code(typed)


@pytest.mark.parametrize(
    "typed", ["", "town-2025-pw", "a long sentence of eight or nine words in all"]
)
def test_a_password_is_no_slip(typed: str) -> None:
    assert canonical_recovery_code(typed) == typed
    assert not is_slip_of_recovery_code(typed)


def test_a_new_code_is_as_printed() -> None:
    assert canonical_recovery_code(new_recovery_code().lower()).count("-") == 7

"""A key card: an office's public keys as a text that OpenSSH reads as an allowed signers file.

OpenSSH knows no SM2: such a card stands in comment lines, so that it reads past them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from dsurvey_desktop.exchange.suites import STANDARD, Suite, suite_of_key

NAMESPACE_OPTION = 'namespaces="dsurvey-handover"'
CARD_MARK = "# card: "
_FINGERPRINT_GROUPS = 8
_GROUP_DIGITS = 5


@dataclass(frozen=True, slots=True)
class KeyCard:
    """An office's public keys and the time they are valid in.

    Attributes:
        office_code: the principal in the trust list.
        office_name: for people.
        signing_public: `ssh-ed25519 AAAA…` without a comment, or `sm2 BASE64`.
        recipient: `age1…` or `sm2 BASE64`; empty in a list made by other tools.
        valid_after, valid_before: moments, both inclusive; None means without end.
    """

    office_code: str
    office_name: str
    signing_public: str
    recipient: str
    valid_after: datetime | None
    valid_before: datetime | None = None

    @property
    def suite(self) -> Suite:
        """Whose keys these are."""
        return suite_of_key(self.signing_public)

    @property
    def fingerprint(self) -> str:
        """Eight groups of five digits over code and both keys, short enough to read aloud."""
        content = f"{self.office_code}\n{self.signing_public}\n{self.recipient}"
        number = int(self.suite.digest(content.encode()), 16)
        length = _FINGERPRINT_GROUPS * _GROUP_DIGITS
        digits = f"{number % 10**length:0{length}d}"
        return " ".join(digits[at : at + _GROUP_DIGITS] for at in range(0, length, _GROUP_DIGITS))

    def to_text(self) -> str:
        """The card's file; `TrustList.parse` and `ssh-keygen -Y verify -f` read it."""
        name = " ".join(self.office_name.split())
        mark = "" if self.suite is STANDARD else CARD_MARK
        return (
            f"# office: {name}\n# recipient: {self.recipient}\n"
            f"# fingerprint: {self.fingerprint}\n"
            f"{mark}{self.office_code} {self._options()} {self.signing_public}\n"
        )

    def is_valid_at(self, now: datetime) -> bool:
        """Whether `now` lies within the card's time."""
        return not self.is_early_at(now) and not self.is_late_at(now)

    def is_early_at(self, now: datetime) -> bool:
        """Whether the card is not valid yet."""
        return self.valid_after is not None and now < self.valid_after

    def is_late_at(self, now: datetime) -> bool:
        """Whether the card is no longer valid."""
        return self.valid_before is not None and now > self.valid_before

    def _options(self) -> str:
        options = [NAMESPACE_OPTION]
        if self.valid_after is not None:
            options.append(f'valid-after="{ssh_time(self.valid_after)}"')
        if self.valid_before is not None:
            options.append(f'valid-before="{ssh_time(self.valid_before)}"')
        return ",".join(options)


def ssh_time(moment: datetime) -> str:
    """`YYYYMMDDHHMMSSZ`, as OpenSSH reads it."""
    return moment.astimezone(UTC).strftime("%Y%m%d%H%M%SZ")

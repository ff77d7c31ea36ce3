"""Whose signature counts: OpenSSH's allowed signers format, with office codes as principals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fnmatch import fnmatchcase

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.exchange.key_card import CARD_MARK, KeyCard
from dsurvey_desktop.exchange.refusals import refusal
from dsurvey_desktop.exchange.suites import NAMESPACE, STANDARD, suite_of_key

_FACT = re.compile(r"#\s*(office|recipient|fingerprint):\s*(.*)")
_REVOKED = re.compile(r"#\s*revoked:\s*([\w.-]+)\s+((?:ssh-ed25519|sm2) \S+)", re.ASCII)
_OPTION = r"[A-Za-z-]+(?:=(?:\"[^\"]*\"|[^\s,\"]+))?"
_KEY_TYPE = r"(?:sm2|(?:sk-)?(?:ssh|ecdsa)-[\w@.-]+)"
_ENTRY = re.compile(
    rf"(\"[^\"]+\"|[^\s\"]+)(?:\s+(?!{_KEY_TYPE}\s)({_OPTION}(?:,{_OPTION})*))?"
    rf"\s+({_KEY_TYPE}\s+[\w+/=]+)(?:\s.*)?",
    re.ASCII,
)
_OFFICE = re.compile(r"[\w.-]+", re.ASCII)
_PATTERN_MARKS = frozenset("*?!")
_TIME = re.compile(r"(\d{8})(?:(\d{4})(\d{2})?)?(Z?)", re.ASCII)
_KNOWN_OPTIONS = frozenset({"namespaces", "valid-after", "valid-before"})


@dataclass(frozen=True, slots=True)
class RevokedKey:
    """A key that never counts again."""

    office_code: str
    signing_public: str


@dataclass(frozen=True, slots=True)
class TrustList:
    """The key cards this office trusts and the keys that were revoked."""

    cards: tuple[KeyCard, ...] = ()
    revoked: tuple[RevokedKey, ...] = ()

    @staticmethod
    def parse(text: str) -> TrustList:
        """Read a trust list, a key card, or several of them one after the other.

        Raises:
            BundleError: `trust_list_damaged` with the line, or `key_card_damaged`.
        """
        return _Reader().read(text)

    def to_text(self) -> str:
        """An allowed signers file for `ssh-keygen -Y verify -f`; `parse` reads all of it back."""
        lines = [f"# revoked: {key.office_code} {key.signing_public}" for key in self.revoked]
        section = "\n".join(["# revoked", *lines, ""]) if lines else ""
        return "".join(card.to_text() for card in self._unrevoked()) + section

    def revocation_text(self) -> str:
        """A revocation file for `ssh-keygen -Y verify -r`: one of its public keys a line."""
        keys = (key for key in self.revoked if suite_of_key(key.signing_public) is STANDARD)
        return "".join(f"{key.signing_public} {key.office_code}\n" for key in keys)

    def with_card(self, card: KeyCard) -> TrustList:
        """This list and one more card."""
        return replace(self, cards=(*(c for c in self.cards if c != card), card))

    def with_revoked(self, office_code: str, signing_public: str) -> TrustList:
        """This list with one key that never counts again."""
        key = RevokedKey(office_code, signing_public)
        return replace(self, revoked=(*(k for k in self.revoked if k != key), key))

    def merged(self, other: TrustList) -> TrustList:
        """Both lists; what either has revoked is revoked."""
        cards = tuple(dict.fromkeys((*self.cards, *other.cards)))
        return TrustList(cards, tuple(dict.fromkeys((*self.revoked, *other.revoked))))

    def signers(self, signing_public: str, now: datetime) -> tuple[KeyCard, ...]:
        """The cards a signing key stands on at `now`; one key may serve several offices.

        Raises:
            BundleError: `signer_unknown`, `key_revoked`, `key_not_yet_valid` or `key_expired`.
        """
        if any(key.signing_public == signing_public for key in self.revoked):
            raise refusal("key_revoked")
        cards = [card for card in self.cards if card.signing_public == signing_public]
        if not cards:
            raise refusal("signer_unknown")
        valid = tuple(card for card in cards if card.is_valid_at(now))
        if not valid:
            is_early = all(card.is_early_at(now) for card in cards)
            raise refusal("key_not_yet_valid" if is_early else "key_expired")
        return valid

    def card_of(self, office_code: str, now: datetime) -> KeyCard:
        """The valid card accepted last, to seal for; raises `BundleError` (`no_recipient`)."""
        cards = [
            card
            for card in self._unrevoked()
            if card.office_code == office_code and card.recipient and card.is_valid_at(now)
        ]
        if not cards:
            raise refusal("no_recipient", office=office_code)
        return cards[-1]

    def _unrevoked(self) -> Iterator[KeyCard]:
        revoked = {key.signing_public for key in self.revoked}
        return (card for card in self.cards if card.signing_public not in revoked)


class _Reader:
    """Goes through the lines; comment lines before an entry tell what OpenSSH has no place for."""

    def __init__(self) -> None:
        self.cards: list[KeyCard] = []
        self.revoked: list[RevokedKey] = []
        self.facts: dict[str, str] = {}

    def read(self, text: str) -> TrustList:
        for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
            try:
                self._line(line.strip())
            except ValueError as error:
                raise refusal("trust_list_damaged", line=number) from error
        cards, revoked = dict.fromkeys(self.cards), dict.fromkeys(self.revoked)
        return TrustList(tuple(cards), tuple(revoked))

    def _line(self, line: str) -> None:
        entry = line.removeprefix(CARD_MARK)
        if entry.startswith("#"):
            self._comment(entry)
        elif entry:
            self._entry(entry)
            self.facts = {}

    def _comment(self, line: str) -> None:
        if fact := _FACT.fullmatch(line):
            self.facts[fact[1]] = fact[2].strip()
        elif key := _REVOKED.fullmatch(line):
            self.revoked.append(RevokedKey(key[1], _checked_key(key[2])))

    def _entry(self, line: str) -> None:
        entry = _ENTRY.fullmatch(line)
        if entry is None:
            raise ValueError(line)
        options = _options(entry[2] or "")
        key = " ".join(entry[3].split())
        if _is_for_bundles(options) and _is_of_a_suite(key):
            for office_code in _offices(entry[1]):
                self._card(office_code, _checked_key(key), options)

    def _card(self, office_code: str, signing_public: str, options: dict[str, str]) -> None:
        card = KeyCard(
            office_code,
            self.facts.get("office", ""),
            signing_public,
            self.facts.get("recipient", ""),
            _moment(options.get("valid-after")),
            _moment(options.get("valid-before")),
        )
        if self.facts.get("fingerprint", card.fingerprint) != card.fingerprint:
            raise refusal("key_card_damaged")
        self.cards.append(card)


def _offices(principals: str) -> list[str]:
    """Codes among the principals; other people are passed over, a pattern for offices is none.

    A pattern would let one key sign for any office: ValueError.
    """
    found = principals.strip('"').split(",")
    if _PATTERN_MARKS & set(principals):
        raise ValueError(principals)
    return [one for one in found if _OFFICE.fullmatch(one)]


def _is_for_bundles(options: dict[str, str]) -> bool:
    """By OpenSSH's lists of patterns, where a `!` before one excludes what it matches."""
    patterns = options.get("namespaces", "*").split(",")
    refused = (one.removeprefix("!") for one in patterns if one.startswith("!"))
    return any(fnmatchcase(NAMESPACE, one) for one in patterns) and not any(
        fnmatchcase(NAMESPACE, one) for one in refused
    )


def _is_of_a_suite(line: str) -> bool:
    """Whether a key is of a kind that bundles are signed with; OpenSSH knows more."""
    try:
        suite_of_key(line)
    except ValueError:
        return False
    return True


def _checked_key(line: str) -> str:
    """The one spelling of a public signing key of any suite; ValueError when it is none."""
    return suite_of_key(line).keys.checked_public(line)


def _options(text: str) -> dict[str, str]:
    pairs = (option.partition("=") for option in re.findall(_OPTION, text))
    options = {name.lower(): value.strip('"') for name, _, value in pairs}
    if not options.keys() <= _KNOWN_OPTIONS:
        raise ValueError(text)
    return options


def _moment(text: str | None) -> datetime | None:
    """A time as OpenSSH writes it; without a Z it is the office's local time."""
    if text is None:
        return None
    match = _TIME.fullmatch(text)
    if match is None:
        raise ValueError(text)
    digits = match[1] + (match[2] or "0000") + (match[3] or "00")
    zone = UTC if match[4] else OFFICE_ZONE
    return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=zone).astimezone(UTC)

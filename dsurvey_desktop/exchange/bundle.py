"""Making a bundle: tables and files into a signed bag, packed, and sealed for its addressee."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dsurvey_desktop.exchange import bag
from dsurvey_desktop.exchange.digests import sha256_hex
from dsurvey_desktop.exchange.member_names import check_names
from dsurvey_desktop.exchange.office_keys import OfficeKeys
from dsurvey_desktop.exchange.office_tables import check_kind
from dsurvey_desktop.exchange.statement import Statement
from dsurvey_desktop.exchange.suites import SUITES, Signer, Suite
from dsurvey_desktop.exchange.table_check import check_tables
from dsurvey_desktop.exchange.table_schema import Table, package_text
from dsurvey_desktop.exchange.table_text import count_rows, table_text
from dsurvey_desktop.exchange.zip_container import Container, Packed, pack, write_container


@dataclass(frozen=True, slots=True)
class BundleContent:
    """What travels.

    Attributes:
        statement: the signed facts; `row_counts` and the keys' suite are filled in.
        tables: those of the statement's kind (`office_tables.SCHEMAS`), all of them.
        files: further files by path below `data/`, such as `summary.pdf`.
    """

    statement: Statement
    tables: tuple[Table, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BundleFile:
    """A bundle ready to be written (`bundle_file.write_bundle_file`) or sent.

    Attributes:
        data: the file's bytes.
        digest: SHA-256 of `data` in hex, what `sha256sum` prints.
        name: suggested file name, without personal data.
        statement: as it was signed.
    """

    data: bytes
    digest: str
    name: str
    statement: Statement


def build_bundle(
    content: BundleContent,
    keys: OfficeKeys,
    recipients: Sequence[str] = (),
    *,
    is_sealed: bool = True,
) -> BundleFile:
    """Sign and pack `content`; sealed for `recipients` and the sender's own key.

    Raises:
        BundleError: what `verify_bundle` would raise about names, tables or recipients.
    """
    suite = SUITES[keys.suite]
    statement, payload = _payload(content, suite)
    members = sign_members(bag_members(payload, suite), suite, keys.signer)
    data = write_container(Container(statement.stem, members))
    if is_sealed:
        own = dict.fromkeys((*recipients, keys.recipient))
        data = suite.sealer.seal(data, tuple(own))
    name = statement.stem + (".dsb" if is_sealed else ".dsb.zip")
    return BundleFile(data, sha256_hex(data), name, statement)


def bag_members(payload: Mapping[str, bytes], suite: Suite) -> dict[str, Packed]:
    """Payload and tag files, but no tag manifest and no signature yet."""
    names = bag.BagNames(suite.digest_name)
    packed = {path: pack(content) for path, content in payload.items()}
    tags = {
        bag.BAGIT_FILE: bag.BAGIT_TEXT,
        bag.INFO_FILE: bag.info_text(suite.name),
        names.manifest: bag.manifest_text(payload, suite.digest),
        names.packed: bag.manifest_text(
            {path: member.data for path, member in packed.items()}, suite.digest
        ),
    }
    return packed | {name: pack(content, is_stored=True) for name, content in tags.items()}


def sign_members(members: Mapping[str, Packed], suite: Suite, signer: Signer) -> dict[str, Packed]:
    """`members` with the tag manifest over their tag files, and the signature over that."""
    names = bag.BagNames(suite.digest_name)
    tags = {path: member.data for path, member in members.items() if path in names.listed_tags}
    tag_manifest = bag.manifest_text(tags, suite.digest)
    signed = {names.tag_manifest: tag_manifest, names.signature: signer.sign(tag_manifest)}
    return dict(members) | {name: pack(content, is_stored=True) for name, content in signed.items()}


def _payload(content: BundleContent, suite: Suite) -> tuple[Statement, dict[str, bytes]]:
    """The files below `data/`, checked as the receiver will check them."""
    schemas = tuple(table.schema for table in content.tables)
    check_kind(content.statement.kind, schemas)
    texts = {table.schema.name: table_text(table) for table in content.tables}
    check_tables(schemas, texts)
    counts = {name: count_rows(text) for name, text in texts.items()}
    statement = replace(content.statement, row_counts=counts, suite=suite.name)
    written = {
        bag.STATEMENT_FILE: statement.to_json(),
        bag.PACKAGE_FILE: package_text(statement.stem, schemas),
        **{schema.path: texts[schema.name] for schema in schemas},
    }
    files = {bag.PAYLOAD + path: data for path, data in content.files.items()}
    check_names([f"{statement.stem}/{path}" for path in (*written, *files)])
    Statement.parse(written[bag.STATEMENT_FILE])
    return statement, files | written

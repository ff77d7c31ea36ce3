"""A department's part of a town: its items of every entry, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from dsurvey_desktop.domain.department import Department
from dsurvey_desktop.domain.entry import Finding
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import Text
from dsurvey_desktop.forms.comparison import answered_items
from dsurvey_desktop.forms.model import Form, Item
from dsurvey_desktop.storage import finding_store, objection_store, office_store, town_store
from dsurvey_desktop.storage.town_store import TownEntryRecord
from dsurvey_desktop.usecases.answer_values import label_of
from dsurvey_desktop.usecases.departments import owner_of, section_owners
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import Edition
from dsurvey_desktop.usecases.list_towns import with_words
from dsurvey_desktop.usecases.permissions import check_district
from dsurvey_desktop.usecases.section_views import (
    SectionAnswer,
    SectionEntry,
    SectionFinding,
)
from dsurvey_desktop.usecases.town_answers import edition_finder, in_words, rule_finder


def list_section(desk: Desk, town: str, department: Department) -> tuple[SectionEntry, ...]:
    """A department's part of a town, entries with the heaviest findings first.

    Withdrawn entries are left out: there is nothing to check before they come again.

    Raises:
        AppError: `not_a_district`.
    """
    with desk.database.read() as connection:
        check_district(office_store.load_office(connection))
        found = section_entries(connection, desk, town, department)
    return tuple(sorted(found, key=lambda one: (-one.errors, -len(one.findings))))


def section_entries(
    connection: Connection, desk: Desk, town: str, department: Department
) -> list[SectionEntry]:
    """The same in the order of the town's numbers, on an open connection."""
    reader = _Reader(connection, desk, town, department)
    records = town_store.list_entries(connection, town=town)
    return [reader.view(one) for one in records if not one.withdrawn]


class _Reader:
    """Reads entries for one department of one town."""

    def __init__(
        self, connection: Connection, desk: Desk, town: str, department: Department
    ) -> None:
        self._department = department
        self._owners = section_owners(connection)
        self._edition_of = edition_finder(connection)
        self._findings_of = rule_finder(connection, desk)
        self._objections = objection_store.standing(connection, town=town)
        self._noted = finding_store.standing(connection, town=town)
        self._items: dict[str, tuple[Item, ...]] = {}

    def view(self, record: TownEntryRecord) -> SectionEntry:
        """One entry, its own items only."""
        edition = self._edition_of(record)
        items = self._own(edition.form)
        changed = [item for item in items if _differs(record, item.name)]
        return SectionEntry(
            record.id,
            record.certificate_no,
            record.name,
            record.community_code,
            record.state,
            tuple(_answer(item, record) for item in items if item.name in record.answers),
            (*self._noted_in(record, items), *self._findings(edition, record, items)),
            tuple(with_words(edition.form, one) for one in self._objections.get(record.id, ())),
            tuple(label_of(item.labels) for item in changed),
        )

    def _own(self, form: Form) -> tuple[Item, ...]:
        if form.digest not in self._items:
            self._items[form.digest] = tuple(
                item
                for item in answered_items(form)
                if owner_of(item, self._owners) is self._department
            )
        return self._items[form.digest]

    def _noted_in(self, record: TownEntryRecord, items: Sequence[Item]) -> Iterator[SectionFinding]:
        """What the department found by itself, on whichever edition's item."""
        labels = {item.name: label_of(item.labels) for item in items}
        for one in self._noted.get(record.id, ()):
            if one.department == self._department:
                words, label = Text("{words}", {"words": one.words}), labels.get(one.item, "")
                yield SectionFinding(
                    "", Severity.ERROR, one.item, label, words, one.id, one.by_name
                )

    def _findings(
        self, edition: Edition, record: TownEntryRecord, items: Sequence[Item]
    ) -> tuple[SectionFinding, ...]:
        labels = {item.name: label_of(item.labels) for item in items}
        found = self._findings_of(edition, record)
        return tuple(
            SectionFinding(one.rule, one.severity, one.item, labels.get(one.item, ""), one.message)
            for one in found
            if self._is_own(one, labels)
        )

    def _is_own(self, finding: Finding, labels: dict[str, str]) -> bool:
        """Findings about a whole entry are the general office's."""
        is_whole = not finding.item and self._department is Department.OFFICE
        return is_whole or finding.item in labels


def _differs(record: TownEntryRecord, item: str) -> bool:
    return bool(record.before) and record.before.get(item) != record.answers.get(item)


def _answer(item: Item, record: TownEntryRecord) -> SectionAnswer:
    words = in_words(item, record.answers[item.name])
    return SectionAnswer(item.name, item.code, label_of(item.labels), words)

"""Which section of the form belongs to which department, and changing that."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import lru_cache

from sqlalchemy import Connection

from dsurvey_desktop.domain.department import DEPARTMENT_NAMES, Department, FallCause
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.domain.texts import _, text
from dsurvey_desktop.forms.comparison import answered_items
from dsurvey_desktop.forms.model import CHINESE, Item
from dsurvey_desktop.storage import office_store, sign_off_store
from dsurvey_desktop.usecases.answer_values import label_of
from dsurvey_desktop.usecases.department_rights import Step, require_own
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL, all_items, load_edition
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import check_district
from dsurvey_desktop.usecases.section_views import DepartmentView

SETTING = "department_sections"


def list_departments(desk: Desk) -> tuple[DepartmentView, ...]:
    """All departments with their sections.

    Raises:
        AppError: `not_a_district`.
    """
    with desk.database.read() as connection:
        check_district(office_store.load_office(connection))
        return _views(connection)


def assign_section(desk: Desk, section: str, department: Department) -> tuple[DepartmentView, ...]:
    """Give a section to a department; sign-offs of the two departments concerned fall.

    Args:
        desk: the administrator's, at a district.
        section: as the form calls it, in either language.
        department: whose it is from now on.

    Raises:
        AppError: `not_allowed`, `not_a_district`, `no_section`.
    """
    require_own(desk, Step.ASSIGN, department)
    with desk.database.write() as connection:
        check_district(office_store.load_office(connection))
        key = _find_section(connection, section)
        owners = section_owners(connection)
        before = owners.get(key, Department.OFFICE)
        if before is not department:
            own = office_store.load_setting(connection, SETTING) or {}
            office_store.save_setting(connection, SETTING, own | {key: department.value})
            detail = {"section": key, "old": before, "new": department}
            note(connection, desk, "section_assigned", "form", detail)
            let_fall(connection, desk, {before, department}, FallCause.SECTIONS_CHANGED)
        return _views(connection)


def let_fall(
    connection: Connection,
    desk: Desk,
    departments: Iterable[Department],
    cause: FallCause,
    town: str = "",
) -> None:
    """Let sign-offs fall and note which, in the caller's unit of work."""
    fallen = sign_off_store.fall(connection, set(departments), cause, desk.now(), town)
    for code in sorted({one for one, _department in fallen}):
        names = sorted(department.value for one, department in fallen if one == code)
        detail = {"departments": names, "because": cause}
        note(connection, desk, "sign_offs_fell", f"town {code}", detail)


def section_owners(connection: Connection) -> dict[str, Department]:
    """Department by the Chinese name of a section; others belong to the general office."""
    own = office_store.load_setting(connection, SETTING) or {}
    changed = {section: Department(name) for section, name in own.items()}
    return {**_defaults(), **changed}


def owners_of_items(connection: Connection) -> dict[str, Department]:
    """Department by item of any edition that is kept."""
    owners = section_owners(connection)
    return {
        name: owner_of(item, owners) for name, item in all_items(connection, INDIVIDUAL).items()
    }


def owner_of(item: Item, owners: Mapping[str, Department]) -> Department:
    """The department an item belongs to."""
    return owners.get(section_of(item), Department.OFFICE)


def section_of(item: Item) -> str:
    """The name a section is filed under: its Chinese label, else any."""
    return item.section.get(CHINESE) or next(iter(item.section.values()), "")


def _views(connection: Connection) -> tuple[DepartmentView, ...]:
    owners = section_owners(connection)
    items = answered_items(load_edition(connection, INDIVIDUAL).form)
    views = []
    for department in Department:
        own = [item for item in items if owner_of(item, owners) is department]
        sections = tuple(dict.fromkeys(label_of(item.section) for item in own))
        views.append(
            DepartmentView(department, _(DEPARTMENT_NAMES[department]), sections, len(own))
        )
    return tuple(views)


def _find_section(connection: Connection, section: str) -> str:
    for item in answered_items(load_edition(connection, INDIVIDUAL).form):
        if section.strip() in item.section.values():
            return section_of(item)
    raise AppError(
        "no_section",
        text("The form has no section {section}.", section=section),
        text("Please look at the list of departments."),
    )


@lru_cache(maxsize=1)
def _defaults() -> dict[str, Department]:
    path = resources_folder() / "survey" / "departments.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["section"]: Department(row["department"]) for row in csv.DictReader(file)}

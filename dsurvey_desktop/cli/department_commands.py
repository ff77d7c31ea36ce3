"""Commands of the departments at a district's desk."""

from __future__ import annotations

import argparse
from typing import Any

from dsurvey_desktop.domain.department import Department
from dsurvey_desktop.usecases import decide_town_entries, departments, list_sections, sign_off
from dsurvey_desktop.usecases import note_finding as findings
from dsurvey_desktop.usecases.desk import Desk

_Options = argparse.Namespace


def show_departments(desk: Desk, options: _Options) -> Any:
    """`district departments`."""
    if options.section and options.to:
        return departments.assign_section(desk, options.section, Department(options.to))
    return departments.list_departments(desk)


def sign_offs(desk: Desk, _options: _Options) -> Any:
    """`district sign-offs`."""
    return sign_off.list_sign_offs(desk)


def section(desk: Desk, options: _Options) -> Any:
    """`district section`."""
    found = list_sections.list_section(desk, options.town, Department(options.department))
    return [one for one in found if one.findings or not options.findings]


def sign(desk: Desk, options: _Options) -> Any:
    """`district sign-off`."""
    department = Department(options.department)
    return sign_off.sign_off(desk, options.town, department, options.remark)


def take_back(desk: Desk, options: _Options) -> Any:
    """`district take-back-sign-off`."""
    department = Department(options.department)
    return sign_off.take_back_sign_off(desk, options.town, department, options.reason)


def note_finding(desk: Desk, options: _Options) -> Any:
    """`district note-finding`."""
    entry = decide_town_entries.find_town_entry(desk, options.entry)
    department = Department(options.department) if options.department else None
    return findings.note_finding(desk, entry, options.text, options.item, department)


def settle_finding(desk: Desk, options: _Options) -> Any:
    """`district settle-finding`."""
    return {"settled": findings.settle_findings(desk, options.findings, options.reason)}


COMMANDS = {
    "district departments": show_departments,
    "district sign-offs": sign_offs,
    "district section": section,
    "district sign-off": sign,
    "district note-finding": note_finding,
    "district settle-finding": settle_finding,
    "district take-back-sign-off": take_back,
}

"""The grammar of the departments at a district's desk."""

from __future__ import annotations

from dsurvey_desktop.cli.argument_types import words
from dsurvey_desktop.cli.review_arguments import Groups
from dsurvey_desktop.domain.department import Department
from dsurvey_desktop.domain.texts import _

NAMES = [department.value for department in Department]


def add_departments(actions: Groups) -> None:
    """All that departments do with their part of a town."""
    departments = actions.add_parser(
        "departments", help=_("Departments and the sections of the form that are theirs")
    )
    departments.add_argument("--section", type=words, default="")
    departments.add_argument("--to", choices=NAMES)
    actions.add_parser("sign-offs", help=_("What each department has signed off"))
    section = actions.add_parser("section", help=_("A department's part of a town"))
    section.add_argument("--findings", action="store_true", help=_("Only what has findings"))
    sign = actions.add_parser("sign-off", help=_("Sign off a department's part of a town"))
    sign.add_argument("--remark", type=words, default="")
    back = actions.add_parser("take-back-sign-off", help=_("Let a sign-off hold no longer"))
    back.add_argument("--reason", type=words, required=True)
    _add_findings(actions)
    for parser in (section, sign, back):
        parser.add_argument("town", type=words, metavar="TOWN")
        parser.add_argument("department", choices=NAMES)


def _add_findings(actions: Groups) -> None:
    noted = actions.add_parser(
        "note-finding", help=_("Keep what a department finds by itself in an entry")
    )
    noted.add_argument("entry", type=words, metavar="ENTRY")
    noted.add_argument("--text", type=words, required=True)
    noted.add_argument("--item", type=words, default="")
    noted.add_argument("--department", choices=NAMES)
    settled = actions.add_parser(
        "settle-finding", help=_("Say why what a department found is right as it is")
    )
    settled.add_argument("findings", type=int, nargs="+", metavar="FINDING")
    settled.add_argument("--reason", type=words, required=True)

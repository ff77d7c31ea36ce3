"""Who signs in here, in which roles, and the recovery sheet; for administrators."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from dsurvey_desktop.domain.department import DEPARTMENT_NAMES, Department
from dsurvey_desktop.domain.office import OfficeLevel, Role
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import listed
from dsurvey_desktop.usecases.manage_users import UserView
from dsurvey_desktop.usecases.permissions import ROLE_NAMES
from ui.settings_page.part import Part
from ui.theme import Theme
from ui.widgets.column_grid import ColumnGrid
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import button, flow, label

NARROWEST = 55
LIST_STEPS = 24
"""Height of the list, in steps of 4 px."""


@dataclass(frozen=True, slots=True)
class UserWish:
    """What the administrator typed; passwords are never logged and never kept.

    `user_id` is 0 where nobody is chosen in the list; `department` None stands for all.
    """

    user_id: int
    name: str
    roles: frozenset[Role]
    password: str
    own_password: str
    department: Department | None = None


class UsersPart(Part):
    """Signals: `add_wanted`, `roles_wanted`, `reset_wanted`, `remove_wanted`, `sheet_wanted`.

    Each carries a `UserWish`.
    """

    add_wanted = Signal(object)
    roles_wanted = Signal(object)
    reset_wanted = Signal(object)
    remove_wanted = Signal(object)
    sheet_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Users"), parent)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Users"))
        self.list.setFixedHeight(theme.space(LIST_STEPS))
        self.list.currentItemChanged.connect(self._show_chosen)
        self.name = QLineEdit()
        self.password, self.own = QLineEdit(), QLineEdit()
        for edit in (self.password, self.own):
            edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.roles = {role: QCheckBox(_(ROLE_NAMES[role])) for role in Role}
        self.department = Combo()
        self.department.addItem(_("All departments"), "")
        for one in Department:
            self.department.addItem(_(DEPARTMENT_NAMES[one]), one.value)
        self.department.setAccessibleName(_("Department the person signs for"))
        self.department.hide()
        self.own_row = FieldRow(theme, _("Your own password"), self.own)
        self._lay_out()

    def show_users(self, users: tuple[UserView, ...]) -> None:
        """List everybody; whoever signs in no more stays on record."""
        self.list.clear()
        for user in users:
            item = QListWidgetItem(_line(user))
            item.setData(Qt.ItemDataRole.UserRole, user)
            self.list.addItem(item)

    def show_level(self, level: OfficeLevel) -> None:
        """Departments are a district's."""
        self.department.setVisible(level is OfficeLevel.DISTRICT)

    def clear(self) -> None:
        """Forget what was typed."""
        for edit in (self.name, self.password, self.own):
            edit.clear()
        self.own_row.set_error("")

    @property
    def chosen_name(self) -> str:
        """Of the person chosen in the list; empty where nobody is."""
        chosen = self._chosen()
        return "" if chosen is None else chosen.name

    @property
    def wish(self) -> UserWish:
        """What is typed and chosen now."""
        chosen = self._chosen()
        return UserWish(
            0 if chosen is None else chosen.id,
            self.name.text(),
            frozenset(role for role, box in self.roles.items() if box.isChecked()),
            self.password.text(),
            self.own.text(),
            Department(self.department.currentData()) if self.department.currentData() else None,
        )

    @Slot()
    def add(self) -> None:
        """Let another person sign in."""
        self.add_wanted.emit(self.wish)

    @Slot()
    def change_roles(self) -> None:
        """Let the chosen person do more or less."""
        self.roles_wanted.emit(self.wish)

    @Slot()
    def reset(self) -> None:
        """Give the chosen person a new password."""
        self.reset_wanted.emit(self.wish)

    @Slot()
    def remove(self) -> None:
        """Let the chosen person sign in no more."""
        self.remove_wanted.emit(self.wish)

    @Slot()
    def print_sheet(self) -> None:
        """Print the recovery sheet."""
        self.sheet_wanted.emit(self.wish)

    @Slot()
    def _show_chosen(self) -> None:
        chosen = self._chosen()
        for role, box in self.roles.items():
            box.setChecked(chosen is not None and role.value in chosen.roles)
        own = chosen.department if chosen is not None else None
        self.department.setCurrentIndex(self.department.findData(own.value if own else ""))
        is_active = chosen is not None and bool(chosen.roles)
        for made in (self.roles_button, self.reset_button):
            made.setEnabled(is_active)
        self.remove_button.setEnabled(is_active and chosen is not None and not chosen.is_self)

    def _chosen(self) -> UserView | None:
        if self.list.currentRow() < 0:
            return None
        user: UserView = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        return user

    def _lay_out(self) -> None:
        grid = ColumnGrid(self.theme, NARROWEST)
        name = FieldRow(self.theme, _("Name of a new person"), self.name)
        password = FieldRow(self.theme, _("Their first or new password"), self.password)
        grid.set_widgets([name, password, self.own_row])
        roles = (label(_("Roles")), *self.roles.values(), self.department)
        self.add_button = button(_("&Add the person"), self.add)
        self.roles_button = button(_("Change the roles"), self.change_roles)
        self.reset_button = button(_("New password for the chosen one"), self.reset)
        self.remove_button = button(_("No longer signs in"), self.remove)
        self.sheet_button = button(_("Print the &recovery sheet …"), self.print_sheet)
        deeds = self.roles_button, self.reset_button, self.remove_button
        self.lines.addWidget(self.list)
        self.lines.addLayout(flow(self.theme, *roles, gap=4))
        self.lines.addLayout(flow(self.theme, *deeds))
        self.lines.addWidget(grid)
        self.lines.addLayout(flow(self.theme, self.add_button, self.sheet_button))
        words = _("A new recovery sheet takes the place of all earlier ones.")
        self.lines.addWidget(label(words, "muted", wraps=True))
        self._show_chosen()


def _line(user: UserView) -> str:
    if not user.roles:
        return f"{user.name}   {_('no longer signs in')}"
    words = listed([_(ROLE_NAMES[Role(role)]) for role in user.roles])
    if user.department is not None:
        words = f"{words}   {_(DEPARTMENT_NAMES[user.department])}"
    return f"{user.name}   {words}   {_('(you)') if user.is_self else ''}".rstrip()

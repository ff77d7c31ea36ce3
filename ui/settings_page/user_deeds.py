"""What the administrator does with users, and the recovery sheet, as jobs of the settings page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases import manage_users
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.manage_users import UserView
from dsurvey_desktop.usecases.recovery_sheet import print_recovery_sheet
from ui.page import Page
from ui.settings_page.users_part import UsersPart, UserWish
from ui.target_file import TargetKind, ask_target


class UserDeeds(QObject):
    """Connects the users part with its use cases; hidden for whoever is no administrator."""

    def __init__(self, page: Page, part: UsersPart, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._part, self._desk = page, part, desk
        if Role.ADMINISTRATOR not in desk.user.roles:
            part.hide()
        part.add_wanted.connect(self.add)
        part.roles_wanted.connect(self.change_roles)
        part.reset_wanted.connect(self.reset)
        self._leaving: UserWish | None = None
        part.remove_wanted.connect(self.remove)
        page.messages.acted.connect(self._remove)
        page.messages.closed.connect(self._forget)
        part.sheet_wanted.connect(self.print_sheet)

    @Slot()
    def read(self) -> None:
        """List the users again."""
        self._page.run(manage_users.list_users, self._desk, on_done=self._part.show_users)

    @Slot(object)
    def add(self, wish: UserWish) -> None:
        """Let another person sign in."""
        self._run(manage_users.add_user, wish.own_password, wish.name, wish.roles, wish.password)

    @Slot(object)
    def change_roles(self, wish: UserWish) -> None:
        """Let the chosen person do more or less."""
        self._run(manage_users.set_roles, UserId(wish.user_id), wish.roles)
        if not self._part.department.isHidden():
            self._run(manage_users.set_department, UserId(wish.user_id), wish.department)

    @Slot(object)
    def reset(self, wish: UserWish) -> None:
        """Give the chosen person a new password."""
        self._run(
            manage_users.reset_password, wish.own_password, UserId(wish.user_id), wish.password
        )

    @Slot(object)
    def remove(self, wish: UserWish) -> None:
        """Ask before the chosen person signs in no more: that is for good."""
        advice = _(
            "That is for good: to sign in again they would be added anew, under another name. "
            "What they did stays under this one."
        )
        words = _("Let {name} sign in no more?").format(name=self._part.chosen_name)
        messages = self._page.messages
        messages.show_message("warning", words, advice, _("Let them &go"))
        self._leaving = wish
        messages.focus_action()

    @Slot()
    def _remove(self) -> None:
        wish, self._leaving = self._leaving, None
        if wish is not None:
            self._part.list.setFocus()  # else the focus goes to the page's first control, far above
            self._page.messages.clear()
            self._run(manage_users.remove_user, UserId(wish.user_id))

    @Slot()
    def _forget(self) -> None:
        if self._leaving is not None:
            self._leaving = None
            self._part.list.setFocus()

    @Slot(object)
    def print_sheet(self, wish: UserWish) -> None:
        """Write the recovery sheet where the administrator wants it."""
        if not wish.own_password:
            self._part.own_row.set_error(_("Please type your password."))
            self._part.own.setFocus()
            return
        if target := ask_target(self._page, _("Recovery sheet"), TargetKind.PDF):
            self._page.run(
                print_recovery_sheet,
                self._desk,
                wish.own_password,
                target,
                on_done=self._see_sheet,
                on_failed=self._see_failure,
            )

    def _run(self, deed: object, *args: object) -> None:
        assert callable(deed)
        self._part.own_row.set_error("")
        self._page.run(
            deed, self._desk, *args, on_done=self._see_users, on_failed=self._see_failure
        )

    @Slot(object)
    def _see_users(self, users: tuple[UserView, ...]) -> None:
        self._part.clear()
        self._part.show_users(users)
        self._page.messages.show_message("done", _("The users are saved."))

    @Slot(object)
    def _see_sheet(self, _pages: int) -> None:
        self._part.clear()
        self._page.messages.show_message(
            "done",
            _("The recovery sheet is written; print it, then remove the file."),
            _("Earlier sheets open nothing any more."),
        )

    @Slot(object)
    def _see_failure(self, error: AppError) -> None:
        if error.code in {"wrong_password", "password_wait"}:
            self._part.own_row.set_error(str(error))
            self._part.own.setFocus()
        else:
            self._page.show_failure(error)

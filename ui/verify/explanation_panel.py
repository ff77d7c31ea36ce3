"""What the item one is looking at means, below the form until Esc closes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.entry_views import ItemView
from ui.theme import Theme
from ui.verify.quiet_scroll import quiet_scroll
from ui.widgets.parts import button, column, heading, label, row

HIGHEST_STEPS, LARGEST_SHARE = 46, 0.35
MOST_CHOICES = 60


class ExplanationPanel(QFrame):
    """Follows the focus while it is open; the focus stays where it is.

    Attributes:
        item: name of the item that is explained; empty while closed.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setAccessibleName(_("Explanation"))
        self.item = ""
        self._theme = theme
        self._title = heading(theme, "")
        self._title.setWordWrap(True)
        self.words = label("", wraps=True)
        self._words_space = QWidget()
        self._inside = column(theme, self._words_space, gap=1)
        self._inside.addWidget(self.words)
        self._inside.addWidget(
            label(_("The year's official booklet prevails."), "muted", wraps=True)
        )
        self._scroll = quiet_scroll(self._words_space)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName(_("Explanation"))
        self.close_button = button(_("Close (Esc)"), self.close_panel)
        head = row(theme, self._title, self.close_button)
        head.setStretch(0, 1)
        lines = column(theme, self, gap=1, margin=3)
        lines.addLayout(head)
        lines.addWidget(self._scroll, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_item(self, item: ItemView) -> None:
        """Explain an item; its choices stand below, as they are numbered."""
        self.item = item.name
        self._title.setText(f"{item.code} {item.label}".strip())
        choices = "  ".join(f"{one.code} {one.label}" for one in item.choices[:MOST_CHOICES])
        if len(item.choices) > MOST_CHOICES:
            choices = _("{choices} … {count} in all").format(
                choices=choices, count=len(item.choices)
            )
        hint = "" if item.hint in item.explanation else item.hint
        explained = item.explanation or _("There is no explanation of this item.")
        self.words.setText("\n".join(part for part in (hint, explained, choices) if part))
        self.show()
        self._fit()
        words = f"{self._title.text()} {self.words.text()}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    @Slot()
    def close_panel(self) -> None:
        """Give the room back to the form."""
        self.item = ""
        self.hide()

    def watch(self, widget: QWidget) -> None:
        """Let Esc close the panel wherever the focus is in `widget`."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc that nobody else wanted."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and self.isVisible()
        ):
            self.close_panel()
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrapped lines take another height in another width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.width() - self._theme.space(10)
        needed = self._inside.heightForWidth(max(width, self._theme.space(20)))
        around = self.parentWidget()
        room = self._theme.space(HIGHEST_STEPS)
        if around is not None:
            room = min(room, round(around.height() * LARGEST_SHARE))
        self._scroll.setFixedHeight(min(needed, room))

"""The help, in place of the page until it is closed: contents and the topic beside them."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QImage, QKeySequence, QResizeEvent, QShortcut, QTextDocument
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QTextBrowser, QWidget

from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.domain.texts import _, current_language
from ui.help.rights_table import rights_html
from ui.help.topics import HelpTopic
from ui.theme import Theme
from ui.widgets.parts import button, column, row, title

CONTENTS_STEPS = 44
"""Width of the contents, in steps of 4 px."""
PICTURE = "picture"
RIGHTS_TOPIC = "verify"


class HelpText(QTextBrowser):
    """Tells its new width, so that the picture can be as wide as the text.

    Signals:
        resized: after the text has its new width.
    """

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The width is the new one when this is told."""
        super().resizeEvent(event)
        self.resized.emit()


class HelpView(QWidget):
    """Esc or the button closes it.

    Signals:
        closed: go back to the page.
        keys_wanted: the overview of keys instead.
    """

    closed = Signal()
    keys_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        topics: tuple[HelpTopic, ...],
        shown: HelpTopic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self._theme = theme
        self._topics = topics
        self.contents = QListWidget()
        self.contents.setAccessibleName(_("Contents of the help"))
        self.contents.setFixedWidth(theme.space(CONTENTS_STEPS))
        for topic in topics:
            item = QListWidgetItem(_(topic.title), self.contents)
            item.setSizeHint(QSize(0, theme.row_height))
        self.browser = HelpText()
        self.browser.setOpenLinks(False)
        self.setFocusProxy(self.browser)
        self._lay_out()
        self.contents.setCurrentRow(topics.index(shown))
        self.contents.currentRowChanged.connect(self._show)
        self.browser.resized.connect(self._show)
        self._show()

    @property
    def topic(self) -> HelpTopic:
        """What is read."""
        return self._topics[max(self.contents.currentRow(), 0)]

    @Slot()
    def close_help(self) -> None:
        """Go back."""
        self.closed.emit()

    @Slot()
    def show_keys(self) -> None:
        """The overview of keys instead."""
        self.keys_wanted.emit()

    @Slot()
    def _show(self) -> None:
        topic = self.topic
        self.browser.setAccessibleName(_(topic.title))
        picture = QImage(str(picture_file(topic)))
        width = min(self.browser.viewport().width() - self._theme.space(8), picture.width())
        if not picture.isNull():
            smooth = Qt.TransformationMode.SmoothTransformation
            kind = QTextDocument.ResourceType.ImageResource.value
            scaled = picture.scaledToWidth(max(width, 1), smooth)
            self.browser.document().addResource(kind, QUrl(PICTURE), scaled)
        self.browser.setHtml(help_html(topic, has_picture=not picture.isNull()))

    def _lay_out(self) -> None:
        top = row(self._theme, title(self._theme, _("Help")))
        top.addStretch(1)
        top.addWidget(button(_("All &keys (?)"), self.show_keys))
        top.addWidget(button(_("&Back (Esc)"), self.close_help))
        both = row(self._theme, self.contents, self.browser, gap=4)
        both.setStretch(1, 1)
        lines = column(self._theme, self, gap=3, margin=5)
        lines.addLayout(top)
        lines.addLayout(both, 1)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.close_help)
        QShortcut(QKeySequence("?"), self).activated.connect(self.show_keys)


def picture_file(topic: HelpTopic) -> Path:
    """The picture of the page in the language that is shown."""
    return resources_folder() / "help" / current_language() / f"{topic.id}.png"


def help_html(topic: HelpTopic, *, has_picture: bool) -> str:
    """A topic as the browser shows it."""
    name = escape(_(topic.title), quote=True)
    picture = f'<p><img src="{PICTURE}" alt="{name}"></p>' if has_picture else ""
    steps = "".join(f"<li>{escape(_(step))}</li>" for step in topic.steps)
    notes = "".join(f"<p>{escape(_(note))}</p>" for note in topic.notes)
    rights = rights_html() if topic.id == RIGHTS_TOPIC else ""
    about = f"<h2>{name}</h2><p>{escape(_(topic.what))}</p><ol>{steps}</ol>{notes}"
    return f"{about}{picture}{rights}"

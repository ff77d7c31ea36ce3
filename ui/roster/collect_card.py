"""What the communities collect with: workbooks for Excel, forms and lists for the app."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QWidget

from dsurvey_desktop.domain.texts import _
from ui.theme import Theme
from ui.widgets.parts import action_button, column, flow, heading, label


class CollectCard(QFrame):
    """Three actions with what comes of them; shown once there is a roster."""

    def __init__(
        self,
        theme: Theme,
        actions: tuple[QAction, QAction, QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.workbooks, self.odk, self.booklet = map(action_button, actions)
        words = _(
            "For each community an Excel workbook with its people filled in, lists to choose "
            "from and explanations; or the same form for phones. The booklet explains every item."
        )
        lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(heading(theme, _("What the communities collect with")))
        lines.addWidget(label(words, "muted", wraps=True))
        lines.addLayout(flow(theme, self.workbooks, self.odk, self.booklet))

"""What the communities collect with: workbooks for Excel, forms and lists for the app."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QWidget

from dsurvey_desktop.domain.texts import _
from ui.theme import Theme
from ui.widgets.parts import action_button, column, heading, label, row


class CollectCard(QFrame):
    """Two actions with what comes of them; shown once there is a roster."""

    def __init__(
        self, theme: Theme, workbooks: QAction, odk: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.workbooks = action_button(workbooks)
        self.odk = action_button(odk)
        words = _(
            "For each community an Excel workbook with its people filled in, lists to choose "
            "from and explanations; or the same form for phones."
        )
        head = row(theme, heading(theme, _("Make collection workbooks")))
        head.addStretch(1)
        head.addWidget(self.workbooks)
        head.addWidget(self.odk)
        lines = column(theme, self, gap=2, margin=3)
        lines.addLayout(head)
        lines.addWidget(label(words, "muted", wraps=True))

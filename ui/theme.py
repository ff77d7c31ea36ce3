"""How everything looks: palette, fonts and spacing, following the system and the person."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.fonts import BASE_POINTS, HEADING_POINTS, TITLE_POINTS, text_font
from ui.palette import Palette, choose_palette
from ui.settings import Settings
from ui.style_sheet import style_sheet

STEP_PX = 4
"""Logical pixels of one spacing step at 100 percent."""


class Theme(QObject):
    """Sizes and colours for widgets that paint or lay out themselves.

    Signals:
        changed: palette, style sheet and QPalette are set anew.
        system_changed: so, because the system changed; what stands must be built again.
    """

    changed = Signal()
    system_changed = Signal()

    def __init__(
        self, settings: Settings, families: list[str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._families = families
        self._palette = self._chosen_palette()

    @property
    def palette(self) -> Palette:
        """The colours in use."""
        return self._palette

    @property
    def scale(self) -> float:
        """1.0 to 2.0: the text size chosen."""
        return self._settings.text_percent / 100

    def space(self, steps: float) -> int:
        """Spacing in pixels: `steps` times 4 px, scaled with the text."""
        return round(steps * STEP_PX * self.scale)

    @property
    def row_height(self) -> int:
        """Height of a table row: 28 px at 100 percent."""
        return self.space(7)

    def font(self, *, is_bold: bool = False) -> QFont:
        """For everything that is read."""
        return text_font(self._families, BASE_POINTS * self.scale, is_bold=is_bold)

    def heading_font(self) -> QFont:
        """For a part of a page."""
        return text_font(self._families, HEADING_POINTS * self.scale, is_bold=True)

    def title_font(self) -> QFont:
        """For the title of a page and its large figures."""
        return text_font(self._families, TITLE_POINTS * self.scale, is_bold=True)

    def colour(self, role: str) -> QColor:
        """A colour of the palette by the name of its role."""
        return QColor(getattr(self._palette, role))

    def colour_when_chosen(self, role: str) -> QColor:
        """The colour of `role` on a chosen row: in high contrast that of the row's text."""
        is_contrast = self._palette.name.startswith("contrast")
        return self.colour("on_selection" if is_contrast else role)

    def follow_system(self) -> None:
        """Look again whenever the system's colours or contrast change."""
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._see_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._see_system)

    @Slot()
    def apply(self) -> None:
        """Put palette, font and style sheet on the application."""
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        self._palette = self._chosen_palette()
        application.setPalette(_qt_palette(self._palette))
        # Before, since the menu bar keeps the font that is there when it gets its style sheet;
        # after, since a style sheet brings back what Windows says of tables, menus and tips.
        application.setFont(self.font())
        application.setStyleSheet(style_sheet(self._palette, self.space))
        application.setFont(self.font())
        self.changed.emit()

    @Slot()
    def _see_system(self) -> None:
        if self._chosen_palette() != self._palette:
            self.apply()
            self.system_changed.emit()

    def _chosen_palette(self) -> Palette:
        hints = QGuiApplication.styleHints()
        return choose_palette(
            self._settings.look,
            is_dark=hints.colorScheme() == Qt.ColorScheme.Dark,
            is_contrast=hints.accessibility().contrastPreference()
            == Qt.ContrastPreference.HighContrast,
        )


def _qt_palette(palette: Palette) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: palette.window,
        QPalette.ColorRole.WindowText: palette.text,
        QPalette.ColorRole.Base: palette.surface,
        QPalette.ColorRole.AlternateBase: palette.surface,
        QPalette.ColorRole.ToolTipBase: palette.surface,
        QPalette.ColorRole.ToolTipText: palette.text,
        QPalette.ColorRole.PlaceholderText: palette.hint,
        QPalette.ColorRole.Text: palette.text,
        QPalette.ColorRole.Button: palette.surface,
        QPalette.ColorRole.ButtonText: palette.text,
        QPalette.ColorRole.Highlight: palette.selection,
        QPalette.ColorRole.HighlightedText: palette.on_selection,
        QPalette.ColorRole.Link: palette.accent,
        QPalette.ColorRole.Accent: palette.accent,
        QPalette.ColorRole.Mid: palette.outline,
    }
    made = QPalette()
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.WindowText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.muted))
    return made

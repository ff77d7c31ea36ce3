"""The style sheet, made from a palette; widgets choose a look by the property `look`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from string import Template

from ui.icons import ICONS
from ui.palette import Palette

_SHEET = Template("""
QWidget { color: $text; }
QMainWindow, QWidget[look="page"] { background: $window; }
QToolTip { background: $surface; color: $text; border: 1px solid $outline; padding: ${p1}px; }
QLabel[look="muted"] { color: $muted; }
QLabel[look="error"] { color: $error; }
QLabel[look="warning"] { color: $warning; }
QLabel[look="done"] { color: $done; }
QLabel[look="badge"] { background: $sunken; color: $text; border-radius: ${p2}px;
  padding: 0 ${p2}px; }
QLabel[look="key"] { color: $muted; border: 1px solid $line; border-radius: ${p1}px;
  padding: 0 ${p1}px; }
QFrame[look="card"] { background: $surface; border: 1px solid $line; border-radius: ${p15}px; }
QFrame[look="bar"] { background: $sunken; border: none; }
QFrame[look="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[look="message"] { background: $surface; border: 1px solid $line; border-radius: ${p1}px;
  border-left: ${p1}px solid $accent; }
QFrame[look="message"][kind="error"] { border-left-color: $error; }
QFrame[look="message"][kind="warning"] { border-left-color: $warning; }
QFrame[look="message"][kind="done"] { border-left-color: $done; }

QPushButton { background: $surface; color: $text; border: 1px solid $outline;
  border-radius: ${p1}px; padding: ${p1}px ${p3}px; min-height: ${p5}px; }
QPushButton:hover { background: $sunken; }
QPushButton:pressed { background: $line; }
QPushButton:disabled { color: $muted; border: 1px $disabled $line; background: $window; }
QPushButton[look="main"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[look="main"]:hover, QPushButton[look="main"]:pressed { border-color: $text; }
QPushButton[look="main"]:disabled { background: $sunken; color: $muted;
  border: 1px $disabled $line; }
QPushButton[look="link"] { background: transparent; border: 1px solid transparent; color: $accent;
  padding: 0 ${p1}px; min-height: ${p5}px; text-align: left; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:disabled { color: $muted; border: 1px $disabled transparent; }
QPushButton[look="section"] { background: transparent; border: 2px solid transparent; padding: 0;
  min-height: ${p7}px; text-align: left; }
QPushButton[look="section"]:focus { border: 2px solid $accent; }
QFrame[look="drop"] { background: $surface; border: 1px dashed $outline; border-radius: ${p15}px; }
QPushButton[look="figure"] { background: transparent; border: 2px solid transparent; padding: 0;
  min-height: ${p6}px; text-align: left; }
QPushButton[look="figure"]:hover { color: $accent; text-decoration: underline; }
QPushButton[look="figure"]:focus { border: 2px solid $accent; }
QPushButton[look="chip"] { background: $surface; border: 1px solid $line; border-radius: ${p3}px;
  padding: 0 ${p3}px; min-height: ${p6}px; }
QPushButton[look="chip"]:hover { border-color: $outline; }
QPushButton[look="chip"]:checked { background: $selection; color: $on_selection;
  border-color: $accent; font-weight: bold; }
QPushButton:focus, QPushButton[look="chip"]:focus, QPushButton[look="link"]:focus {
  border: 2px solid $accent; }
QPushButton[look="main"]:focus { border: 2px solid $text; }
QPushButton[look="nav"] { background: transparent; border: 2px solid transparent; text-align: left;
  padding: ${p1}px ${p2}px; min-height: ${p6}px; }
QPushButton[look="nav"][compact="true"] { padding: ${ph}px ${p1}px; min-height: ${p45}px; }
QPushButton[look="nav"]:hover { background: $sunken; }
QPushButton[look="nav"]:checked { background: $selection; color: $on_selection; font-weight: bold; }
QPushButton[look="nav"]:focus { border: 2px solid $accent; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit {
  background: $surface; color: $text; border: 1px solid $outline; border-radius: ${p1}px;
  padding: 0 ${p2}px; min-height: ${p65}px; selection-background-color: $selection;
  selection-color: $on_selection; placeholder-text-color: $hint; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; height: 0; border: none; }
QAbstractSpinBox { max-height: ${p65}px; }
QLineEdit QToolButton { background: transparent; border: none; padding: 0; }
QAbstractSpinBox QLineEdit { border: none; padding: 0; min-height: 0;
  background: transparent; }
QPlainTextEdit, QTextEdit { padding: ${p1}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus,
QDoubleSpinBox:focus, QDateEdit:focus { border: 2px solid $accent; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {
  border: 2px solid $error; }
QLineEdit:disabled, QComboBox:disabled, QDateEdit:disabled, QLineEdit:read-only {
  background: $window; color: $muted; border-color: $line; }
QComboBox::drop-down { border: none; width: ${p6}px; }
QComboBox::down-arrow { image: url("$icons/arrow_in_$tone.svg"); width: ${p4}px; height: ${p4}px; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $outline;
  selection-background-color: $selection; selection-color: $on_selection; }
QCheckBox, QRadioButton { spacing: ${p2}px; border: 2px solid transparent; border-radius: ${p1}px;
  min-height: ${p6}px; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator {
  width: ${p4}px; height: ${p4}px;
  background: $surface; border: 1px solid $outline; border-radius: ${p1}px; }
QRadioButton::indicator { border-radius: ${p2}px; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked, QListView::indicator:checked {
  background: $accent; border-color: $accent; }
QCheckBox::indicator:checked, QListView::indicator:checked {
  image: url("$icons/check_on_$tone.svg"); }
QRadioButton::indicator:checked { image: url("$icons/dot_on_$tone.svg"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; }

QTableView, QListView, QTreeView { background: $surface; border: 1px solid $line;
  border-radius: ${p1}px; outline: none; selection-background-color: $selection;
  selection-color: $on_selection; }
QTableView:focus, QListView:focus, QTreeView:focus { border: 1px solid $accent; }
QTableView::item { border: none; border-bottom: 1px solid $line; padding: 0 ${p2}px; }
QTableView::item:selected { background: $selection; color: $on_selection; }
QTableView::item:focus { border: 2px solid $accent; }
QListView::item { padding: ${p1}px ${p2}px; min-height: ${p5}px; }
QListView::item:selected { background: $selection; color: $on_selection; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $muted; border: none;
  border-bottom: 1px solid $outline; padding: ${p1}px ${p2}px; }
QTableCornerButton::section { background: $surface; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QProgressBar { background: $sunken; border: none; border-radius: ${ph}px; max-height: ${p1}px;
  min-height: ${p1}px; }
QProgressBar::chunk { background: $accent; border-radius: ${ph}px; }
QScrollArea { background: transparent; border: none; }
QScrollArea[look="reading"] { border: 2px solid transparent; border-radius: ${p1}px; }
QScrollArea[look="reading"]:focus { border: 2px solid $accent; }
QScrollArea > QWidget > QWidget[look="page"] { background: $window; }
QScrollBar:vertical { background: transparent; width: ${p3}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${p3}px; margin: 0; }
QScrollBar::handle { background: $outline; border-radius: ${p1}px; margin: ${ph}px; }
QScrollBar::handle:vertical { min-height: ${p8}px; }
QScrollBar::handle:horizontal { min-width: ${p8}px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  background: transparent; border: none; width: 0; height: 0; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }

QMenuBar { background: $window; border-bottom: 1px solid $line; }
QMenuBar::item { background: transparent; padding: ${p1}px ${p2}px; }
QMenuBar::item:selected { background: $selection; color: $on_selection; }
QMenu { background: $surface; border: 1px solid $outline; padding: ${p1}px; }
QMenu::item { padding: ${p1}px ${p6}px ${p1}px ${p3}px; }
QMenu::item:selected { background: $selection; color: $on_selection; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { background: $line; height: 1px; margin: ${p1}px ${p2}px; }
QWidget[look="navigation"] { background: $window; border-right: 1px solid $line; }
QWidget[look="status"] { background: $window; border-top: 1px solid $line; }
""")
_STEPS = {
    "ph": 0.5,
    "p1": 1,
    "p15": 1.5,
    "p2": 2,
    "p3": 3,
    "p4": 4,
    "p45": 4.5,
    "p5": 5,
    "p6": 6,
    "p7": 7,
    "p65": 6.5,
    "p8": 8,
}


def style_sheet(palette: Palette, space: Callable[[float], int]) -> str:
    """The whole sheet; `space` turns steps of 4 px into pixels at the text size in use."""
    sizes = {name: str(space(steps)) for name, steps in _STEPS.items()}
    drawings = {
        "icons": ICONS.as_posix(),
        "tone": "dark" if palette.is_dark else "light",
        "disabled": "dashed" if palette.name.startswith("contrast") else "solid",
    }
    return _SHEET.substitute(asdict(palette), **sizes, **drawings)

"""Where a written file goes: the ending is the chosen kind's, and nothing is written over."""

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.target_file import TargetKind, ask_target


@pytest.mark.parametrize(
    ("typed", "kind", "written"),
    [
        ("名单.pdf", TargetKind.EXCEL, "名单.pdf"),
        ("名单.XLSX", TargetKind.PDF, "名单.XLSX"),
        ("名单", TargetKind.EXCEL, "名单.xlsx"),
        ("名单 10.15", TargetKind.PDF, "名单 10.15.pdf"),
        ("名单.docx", TargetKind.PDF, "名单.docx.pdf"),
        ("在", TargetKind.PDF, "在 2.pdf"),
        ("在.pdf", TargetKind.PDF, "在.pdf"),
    ],
)
def test_a_file_gets_the_ending_of_its_kind(qtbot, tmp_path, monkeypatch, typed, kind, written):
    (tmp_path / "在.pdf").write_bytes(b"here already")
    asked = (str(tmp_path / typed), kind.words)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: asked)
    parent = QWidget()
    qtbot.addWidget(parent)
    assert ask_target(parent, "名单", TargetKind.PDF, TargetKind.EXCEL) == tmp_path / written

"""Invented people on sheets, and reading PDFs back with programs that did not write them."""

from __future__ import annotations

import subprocess
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from dsurvey_desktop.documents.model import (
    AuditItem,
    AuditPerson,
    AuditPlan,
    CommunityDraw,
    SheetHeader,
)

ASKED = (
    AuditItem("R3", "婚姻状况", "one", (("1", "未婚"), ("2", "已婚"))),
    AuditItem("R20", "需要哪些康复服务", "many", (("1", "手术"), ("2", "药物"), ("3", "护理"))),
    AuditItem("H4", "调查日期", "date"),
    AuditItem("T5", "备注", "text"),
)


@pytest.fixture
def header() -> SheetHeader:
    return SheetHeader(
        office="云溪镇残联",
        campaign="2025 年度调查",
        title="",
        form_edition="个人表 2025-1",
        printed_at="2025-10-12 09:30",
        program_version="dsurvey 0.1.0",
        code="CC-0007",
    )


@pytest.fixture
def make_person():
    def make(number: int = 1, community: str = "上塘村", **values) -> AuditPerson:
        plain = {
            "short_code": f"A{number:03d}-7K2Q-M",
            "qr_text": f"A{number:03d}7K2QM",
            "name": f"张试{number}",
            "certificate_no": "33010619670101123X44B1",
            "community": community,
            "address": "云溪镇上塘村 3 组 12 号",
            "phone": "13800000001",
            "items": ASKED,
        }
        return AuditPerson(**(plain | values))

    return make


@pytest.fixture
def plan() -> AuditPlan:
    return AuditPlan(
        description=("按村(社区)各抽 10%。", "另一级已抽过的人不再抽取。"),
        seed="20251012-7",
        frame_size=194,
        frame_digest="9f86d081884c7d65" * 4,
        drawn_at="2025-10-12 09:12",
        communities=(CommunityDraw("上塘村", 97, 2), CommunityDraw("下塘村", 97, 1)),
    )


def open_pdf(content: BytesIO) -> PdfReader:
    return PdfReader(BytesIO(content.getvalue()))


@pytest.fixture(name="open_pdf")
def open_pdf_fixture():
    return open_pdf


@pytest.fixture
def page_image(tmp_path):
    """Render page `number` (from 1) of a PDF with poppler at 150 dots per inch."""

    def render(content: BytesIO, number: int) -> Image.Image:
        source, stem = tmp_path / "sheets.pdf", tmp_path / "page"
        source.write_bytes(content.getvalue())
        pages = ["-f", str(number), "-l", str(number), "-singlefile"]
        subprocess.run(["pdftoppm", "-r", "150", "-png", *pages, source, stem], check=True)
        with Image.open(stem.with_suffix(".png")) as image:
            return image.convert("L")

    return render


@pytest.fixture
def read_qr(page_image):
    """The texts of all QR codes on page `number`, read from its rendering."""

    def read(content: BytesIO, number: int) -> list[str]:
        return [code.text for code in zxingcpp.read_barcodes(page_image(content, number))]

    return read

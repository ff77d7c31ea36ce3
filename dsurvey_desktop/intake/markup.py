"""Files that begin with a tag: filled forms, workbooks and web pages that hold tables."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from dsurvey_desktop.intake.container import not_a_table
from dsurvey_desktop.intake.delimited import decode
from dsurvey_desktop.intake.instance_xml import is_instance, read_instance
from dsurvey_desktop.intake.limits import Limits
from dsurvey_desktop.intake.sheets import Sheet
from dsurvey_desktop.intake.web_table import is_web_page, read_web_tables
from dsurvey_desktop.intake.xml_workbook import WORKBOOK, read_xml_workbook


def read_markup(data: bytes, limits: Limits) -> list[Sheet]:
    """The sheets of an instance of ODK Collect, an Excel 2003 XML workbook, or a web page.

    Raises:
        IntakeError: not_a_table for other XML, web pages without table, XML with a document type
            (which could pull in other files or grow without bound), and more than `limits` allow;
            also as `read_web_tables` and `read_xml_workbook`.
    """
    if len(data) > limits.markup_bytes:
        raise not_a_table()
    markup = decode(data).lstrip("\ufeff \t\r\n")  # also from UTF-16 and GB 18030
    if markup.count("<") > limits.markup_tags:
        raise not_a_table()
    if is_web_page(markup):
        sheets = read_web_tables(markup, limits)
    elif "<!DOCTYPE" in markup or "<!ENTITY" in markup:
        sheets = []
    else:
        sheets = _read_xml(markup, limits)
    if not sheets:
        raise not_a_table()
    return sheets


def _read_xml(markup: str, limits: Limits) -> list[Sheet]:
    try:
        root = ET.fromstring(markup)  # noqa: S314 - without document type nothing can expand
    except (ET.ParseError, ValueError, LookupError) as error:
        raise not_a_table() from error
    if root.tag == WORKBOOK:
        return read_xml_workbook(root, limits)
    is_form = is_instance(root) and len(markup) <= limits.instance_bytes
    return read_instance(root, limits) if is_form else []

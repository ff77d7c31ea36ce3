"""Endings that dialogs for choosing files offer; what a file is, its content says."""

from __future__ import annotations

TABLE_ENDINGS = "*.xlsx *.xlsm *.xls *.xlsb *.et *.ods *.fods *.csv *.tsv *.txt"
"""Tables that a spreadsheet program writes, WPS among them."""
TABLE_FILES = f"Excel, WPS, CSV ({TABLE_ENDINGS})"

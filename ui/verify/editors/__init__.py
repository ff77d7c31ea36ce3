"""Editors for the answers of a form, one per kind of question."""

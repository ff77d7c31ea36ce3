"""The survey's terms as values: no files, no database, no window."""

"""The start page: where everything stands, at one look."""

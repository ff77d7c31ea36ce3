"""A long list of entries: ids only, lines fetched by page."""

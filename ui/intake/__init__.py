"""The intake page: files come in, and what of them waits for a person."""

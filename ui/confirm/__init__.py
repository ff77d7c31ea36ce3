"""The page of confirming again: whom to call, and how it went."""

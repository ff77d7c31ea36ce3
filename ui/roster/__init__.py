"""The page of the roster: import it, see who is missing."""

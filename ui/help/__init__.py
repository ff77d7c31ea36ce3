"""Help for every page, offline, with a picture of it."""

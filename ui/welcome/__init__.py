"""Before an office is open: choose, set up, sign in."""

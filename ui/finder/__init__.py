"""Finding anyone from everywhere in the window."""

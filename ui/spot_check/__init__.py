"""The page where a sample is drawn and its sheets are printed."""

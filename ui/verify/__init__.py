"""The page where entries are verified, corrected and approved."""

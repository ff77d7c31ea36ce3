"""The page where bundles are made and checked."""

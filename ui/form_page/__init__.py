"""The page of form editions: read, checked, compared, tried, adopted, and entries moved."""

"""Files from communities become rows of answers with their place."""

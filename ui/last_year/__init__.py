"""The page of last year's data: import it, see what changed most and who is nobody's."""

"""The page of blind second entry: draw, enter again, decide what differs, see the error rate."""

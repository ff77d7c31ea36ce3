"""The command dsurvey: the same use cases, for terminals and machines."""

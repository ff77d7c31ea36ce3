"""The settings page: campaign, looks, password, keys and log."""

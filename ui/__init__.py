"""The window: pages over the use cases, built in `ui.application`."""

"""Placing activities in time: which day each occurrence is held, at which hour, with which work around it."""

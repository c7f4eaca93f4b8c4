"""Doors to receivers and to the log of what was sent."""

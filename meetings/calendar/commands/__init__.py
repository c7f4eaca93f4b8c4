"""Writes of calendars, one verb per function."""

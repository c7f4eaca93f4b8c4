"""Doors of the help."""

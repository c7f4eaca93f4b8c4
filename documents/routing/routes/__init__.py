"""Doors of routing."""

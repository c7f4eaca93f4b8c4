"""Doors of the search."""

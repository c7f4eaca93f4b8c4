"""Doors to papers."""

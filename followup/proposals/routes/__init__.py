"""Doors of proposals."""

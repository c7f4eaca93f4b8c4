"""Doors to official documents."""

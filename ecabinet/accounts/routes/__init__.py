"""Doors to accounts."""

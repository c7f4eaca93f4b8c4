"""Doors of archives."""

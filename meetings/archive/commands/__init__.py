"""Deeds with archives."""

"""Doors of written opinions: pages and operations."""

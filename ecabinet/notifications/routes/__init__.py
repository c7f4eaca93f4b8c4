"""Doors: pages and operations."""

"""Doors to meetings: pages and the JSON API."""

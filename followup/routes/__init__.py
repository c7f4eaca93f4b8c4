"""Doors of follow-up: pages and the JSON API."""

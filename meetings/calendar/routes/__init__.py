"""Doors of calendars: pages, operations, and the address for calendar programs."""

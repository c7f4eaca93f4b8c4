"""Receivers and what was sent to them, as pages and the API show it."""

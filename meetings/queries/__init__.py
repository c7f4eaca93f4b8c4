"""Frozen read models of meetings, for pages, the API and live screens."""

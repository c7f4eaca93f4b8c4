"""Meetings: planned, called, run live with votes, concluded, and written down."""

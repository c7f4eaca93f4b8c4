"""Doors of circulation ballots: pages and operations."""

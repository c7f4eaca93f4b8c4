"""Frozen read models of papers and marks."""
